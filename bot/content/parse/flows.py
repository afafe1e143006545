"""Flows (content-format §3): questions and routes. The names in them are checked by the checker, not here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.content.flows import Answer, Flow, Route, Step, StepKind
from bot.content.headings import SOORT
from bot.content.manuscript import Sheet
from bot.content.parse import fields
from bot.content.parse.akkoord import read_head
from bot.content.parse.yaml import Entry, Form, read_yaml
from bot.content.schema import Text
from bot.model import AnswerKind

WORDED = ("zeg", "vraag", "uitleg", "fout")  # fields of a step that are texts; no answer may be called so
_LISTED = (AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.CONSENT)  # they offer something to choose
YES_NO = {"ja": "Ja", "nee": "Nee"}


def read_flow(name: str, source: str, sheet: Sheet) -> None:
    """Take in `content/nl/flows/<name>.yaml`."""
    root = read_yaml(source, sheet)
    if root is None:
        return
    form = Form(root, fields.FLOW, sheet)
    owner = f"flows/{name}"
    read_head(owner, "begin", form, sheet)
    grammar = _SCRIPT if form.one_of("script", ("ja", "nee"), "nee") == "ja" else _ROUTED
    steps = {
        step: _StepReader(f"{owner}#{step}", entry, grammar, sheet).step(step)
        for step, entry in form.named("stappen").items()
    }
    sheet.intake.flows[name] = Flow(name, form.text("begin", required=True), steps, grammar is _SCRIPT)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What a step and an answer may have. In a script they hold words only, and it may make the answers itself."""

    step: fields.Fields
    answer: fields.Fields
    makes_answers: bool = False


_ROUTED = _Grammar(fields.STEP, fields.ANSWER)
_SCRIPT = _Grammar(fields.SCRIPT_STEP, fields.SCRIPT_ANSWER, makes_answers=True)


class _StepReader:
    """Reads one step; its texts get the ids `<flow>#<step>.<field>` and `<flow>#<step>.<answer>`."""

    def __init__(self, owner: str, entry: Entry, grammar: _Grammar, sheet: Sheet) -> None:
        self.owner = owner
        self.grammar = grammar
        self.form = Form(entry, grammar.step, sheet)
        self.sheet = sheet
        sheet.intake.places[owner] = entry.place

    def step(self, name: str) -> Step:
        form = self.form
        kind = self._kind()
        for field in WORDED:
            self._write(field, form.text(field), form.place_of(field).line)
        answers = tuple(self._answers())
        return Step(
            id=name,
            kind=kind,
            answer_kind=self._answer_kind(),
            answers=answers,
            routes=tuple(self._routes()),
            start=form.text("start"),
            next=self._named(form, "naar"),
            keep=form.text("bewaar"),
            check=self._named(form, "moet"),
            action=self._named(form, "doe"),
            explains="uitleg" in form,
            ends=form.one_of("klaar", ("ja", "nee", "true", "false", "yes", "no"), "nee") in ("ja", "true", "yes"),
        )

    def _kind(self) -> StepKind:
        named = [kind for kind in StepKind if kind.value in self.form]
        if len(named) == 1:
            return named[0]
        message = "Een stap heeft precies een van: zeg, vraag, kies of start."
        self.sheet.note(self.form.place.line, "leesfout", message, "Maak er twee stappen van, of vul er een in.")
        return named[0] if named else StepKind.SAY

    def _answer_kind(self) -> AnswerKind:
        default = "keuze" if "antwoorden" in self.form or "vraag" not in self.form else "tekst"
        return SOORT[self.form.one_of("soort", SOORT, default)]

    def _answers(self) -> Iterable[Answer]:
        given = self.form.named("antwoorden")
        yes_no = self._answer_kind() in (AnswerKind.YES_NO, AnswerKind.OLD_ENOUGH)
        for name, entry in given.items():
            yield self._answer(name, entry, YES_NO.get(name, "") if yes_no else "")
        for name in (name for name in YES_NO if yes_no and name not in given):  # in order: it is that of the PO files
            self._write(name, YES_NO[name], self.form.place.line)
            yield Answer(name)
        if self._lacks(given):
            tip = "Zet 'antwoorden:' eronder, of kies een andere 'soort'."
            self.sheet.note(self.form.place.line, "veld-ontbreekt", "Deze vraag heeft geen antwoorden.", tip)

    def _lacks(self, given: Mapping[str, Entry]) -> bool:
        """It has to offer something, and does not."""
        offers = self._answer_kind() in _LISTED and "vraag" in self.form
        return offers and not given and not self.grammar.makes_answers

    def _answer(self, name: str, entry: Entry, default: str) -> Answer:
        if name in WORDED:
            tip = "Geef dit antwoord een andere naam."
            self.sheet.note(entry.place.line, "leesfout", f"Een antwoord mag niet '{name}' heten.", tip)
        if entry.text is not None:
            self._write(name, entry.text.strip(), entry.place.line)
            return Answer(name)
        form = Form(entry, self.grammar.answer, self.sheet)
        words = form.text("tekst", required=not default, default=default)
        self._write(name, words, form.place_of("tekst").line)
        return Answer(name, self._named(form, "naar"), self._named(form, "doe"))

    def _routes(self) -> Iterable[Route]:
        for entry in self.form.entries("kies"):
            form = Form(entry, fields.ROUTE, self.sheet)
            yield Route(self._named(form, "als"), self._named(form, "naar", required=True))

    def _named(self, form: Form, field: str, *, required: bool = False) -> str:
        """A name of something elsewhere, and where it stands, for who has to mend it."""
        name = form.text(field, required=required)
        self.sheet.intake.places.setdefault(f"{self.owner}@{field} {name}", form.place_of(field))
        return name

    def _write(self, part: str, words: str, line: int) -> None:
        if words:
            hint = "" if part in ("zeg", "vraag") else self._hint(part)
            self.sheet.intake.write(Text(f"{self.owner}.{part}", words, self.sheet.place(line), hint))

    def _hint(self, part: str) -> str:
        asked = self.form.text("vraag")
        return {"uitleg": f"Uitleg bij: {asked}", "fout": f"Als dit niet kan: {asked}"}.get(
            part, f"Antwoord op: {asked}"
        )
