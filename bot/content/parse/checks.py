"""Checks (content-format §3): questions with answers that name strengths and signals; suggestions; when to call."""

from collections.abc import Iterator

from bot.content.manuscript import Sheet
from bot.content.parse import fields
from bot.content.parse.akkoord import read_head
from bot.content.parse.check_flow import as_flow
from bot.content.parse.yaml import Entry, Form, read_yaml
from bot.content.questions import AUDIENCES, HELP, KEPT, OWNER, TRIMESTERS, Check, CheckAnswer, CheckQuestion, Tip
from bot.content.schema import Place, Text

PARTS = ("vraag", "uitleg", "kort")  # no answer may be called so


def read_check(name: str, source: str, sheet: Sheet) -> None:
    """Take in `content/nl/checks/<name>.yaml`, as a check and as the flow `checks/<name>` that asks it."""
    root = read_yaml(source, sheet)
    if root is None:
        return
    form = Form(root, fields.CHECK, sheet)
    owner = f"{OWNER}{name}"
    read_head(owner, "vragen", form, sheet)
    reader = _CheckReader(owner, sheet)
    check = Check(name, reader.questions(form), reader.tips(form))
    reader.sentences(form)
    sheet.intake.checks[name] = check
    sheet.intake.flows[owner] = as_flow(check)


class _CheckReader:
    """Reads the parts of one check and writes their texts."""

    def __init__(self, owner: str, sheet: Sheet) -> None:
        self.owner = owner
        self.sheet = sheet

    def questions(self, form: Form) -> dict[str, CheckQuestion]:
        return {name: self._question(name, entry) for name, entry in form.named("vragen").items()}

    def tips(self, form: Form) -> dict[str, Tip]:
        return {name: self._tip(name, entry) for name, entry in form.named("tips").items()}

    def sentences(self, form: Form) -> None:
        """When to call, by whom it is for; and the other sentences of the outcome."""
        for who, entry in form.named("contact").items():
            for when, words in (entry.fields or {}).items():
                self._write(f"contact.{who}.{when}", words.text or "", words.place)
        for name, entry in form.named("zinnen").items():
            self._write(f"zin.{name}", entry.text or "", entry.place)

    def _question(self, name: str, entry: Entry) -> CheckQuestion:
        form = Form(entry, fields.CHECK_QUESTION, self.sheet)
        self.sheet.intake.places[f"{self.owner}#{name}"] = entry.place
        asked = form.text("vraag", required=True)
        self._write(f"{name}.vraag", asked, form.place_of("vraag"))
        self._write(f"{name}.uitleg", form.text("uitleg", required=True), form.place_of("uitleg"), asked)
        self._write(f"{name}.kort", form.text("kort"), form.place_of("kort"), asked)
        self._write(f"{name}{HELP}.vraag", form.text("hulp"), form.place_of("hulp"), asked)
        return CheckQuestion(
            id=name,
            audience=self._among("voor", AUDIENCES, form),
            trimesters=self._among("trimester", TRIMESTERS, form),
            answers=tuple(self._answers(name, asked, form)),
            sensitive=form.one_of("gevoelig", ("ja", "nee"), "nee") == "ja",
            offers_help="hulp" in form,
            told="kort" in form,
            keep=form.text("bewaar", default=f"{KEPT}{name}"),
            skip_if=form.text("overslaan_als"),
        )

    def _among(self, field: str, known: tuple[str, ...], form: Form) -> tuple[str, ...]:
        """The names an editor listed; all of them when she listed none."""
        for name in set(form.texts(field)) - set(known):
            message = f"'{field}: {name}' kan niet."
            self.sheet.note(form.place_of(field).line, "leesfout", message, f"Kies uit: {', '.join(known)}.")
        return form.texts(field) or known

    def _answers(self, question: str, asked: str, form: Form) -> Iterator[CheckAnswer]:
        given = form.named("antwoorden")
        if not given:
            self.sheet.note(form.place.line, "veld-ontbreekt", "Deze vraag heeft geen antwoorden.", "Zet ze erbij.")
        for name, entry in given.items():
            yield self._answer(f"{question}.{name}", asked, Form(entry, fields.CHECK_ANSWER, self.sheet))

    def _answer(self, part: str, asked: str, form: Form) -> CheckAnswer:
        name = part.partition(".")[2]
        if name in PARTS:
            tip = "Geef dit antwoord een andere naam."
            self.sheet.note(form.place.line, "leesfout", f"Een antwoord mag niet '{name}' heten.", tip)
        words = form.text("tekst", required=True)
        self._write(part, words, form.place_of("tekst"), asked)
        self._write(f"{part}.kracht", form.text("kracht"), form.place_of("kracht"), f"{asked} {words}")
        signal = form.text("signaal")
        because = form.text("omdat", required=bool(signal))
        self._write(f"{part}.omdat", because, form.place_of("omdat"), f"{asked} {words}")
        return CheckAnswer(name, signal, "kracht" in form, form.text("doe"))

    def _tip(self, name: str, entry: Entry) -> Tip:
        form = Form(entry, fields.TIP, self.sheet)
        self._write(f"tip.{name}", form.text("tekst", required=True), form.place_of("tekst"))
        return Tip(name, form.text("onderwerp"), form.texts("feiten"))

    def _write(self, part: str, words: str, place: Place, hint: str = "") -> None:
        if words.strip():
            about = f"Hoort bij: {hint}" if hint else ""
            self.sheet.intake.write(Text(f"{self.owner}#{part}", words.strip(), place, about))
