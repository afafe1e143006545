"""The small files: facts, the companion's own phrases, the menu and the languages."""

from collections.abc import Iterator
from datetime import date

from bot.content.manuscript import Sheet
from bot.content.parse import fields
from bot.content.parse.akkoord import read_language_sign_offs
from bot.content.parse.yaml import Entry, Form, read_yaml
from bot.content.schema import Fact, Language, Rung, Status, Text

DUTCH = "nl"
EPOCH_TIP = "Zet erbij: 'gezien: 2026-11-21'."


def read_facts(source: str, sheet: Sheet) -> None:
    """Take in `content/nl/feiten.yaml`. A value with words in it is a text too, so that translators see it."""
    for name, entry in _named(source, sheet):
        form = Form(entry, fields.FACT, sheet)
        seen = form.day("gezien")
        sheet.intake.places[f"feiten#{name}"] = entry.place
        if "gezien" not in form:
            sheet.note(entry.place.line, "veld-ontbreekt", f"Bij '{name}' ontbreekt de dag van 'gezien'.", EPOCH_TIP)
        value = form.text("waarde", required=True)
        fact = Fact(
            name=name,
            value=value,
            spoken=form.text("spreek"),
            publisher=form.text("uit", required=True),
            seen=seen or date.min,  # refused; but every text that names it is not at fault
            valid_from=form.day("geldig_van"),
            valid_until=form.day("geldig_tot"),
            evidence=form.text("feit"),
        )
        sheet.intake.facts[name] = fact
        if has_words(value):
            hint = "Een hoeveelheid die in andere teksten wordt ingevuld. Zo kort mogelijk."
            sheet.intake.write(Text(f"feiten#{name}", value, entry.place, hint))


def has_words(value: str) -> bool:
    """'4 weken' has, '0800-1995' and 'zwangerwijzer.nl' have not: numbers and sites are the same in every language."""
    return any(letter.isalpha() for letter in value) and not ("." in value and " " not in value)


def read_phrases(owner: str, source: str, sheet: Sheet) -> None:
    """Take in `content/nl/ui.yaml` or `blad.yaml`: `key: text`, nested keys joined by dots; ids `<owner>#<key>`."""
    root = read_yaml(source, sheet)
    if root is not None:
        for name, entry in _leaves(root, "", sheet):
            sheet.intake.write(Text(f"{owner}#{name}", (entry.text or "").strip(), entry.place))


def read_menu(source: str, sheet: Sheet) -> None:
    """Take in `content/nl/menu.yaml`: group → topic ids."""
    for name, entry in _named(source, sheet):
        sheet.intake.places[f"menu#{name}"] = entry.place
        sheet.intake.menu[name] = tuple(item.text for item in entry.items or () if item.text)


def read_languages(source: str, sheet: Sheet) -> None:
    """Take in `content/multilingual/languages.yaml`."""
    for code, entry in _named(source, sheet):
        form = Form(entry, fields.LANGUAGE, sheet)
        sheet.intake.places[f"talen#{code}"] = entry.place
        read_language_sign_offs(f"talen/{code}", form.entry("akkoord"), sheet)
        sheet.intake.languages[code] = Language(
            code=code,
            name=form.text("naam", required=True),
            rtl=form.one_of("richting", ("ltr", "rtl"), "ltr") == "rtl",
            sms_parts=form.number("sms_delen", 3),
            urgent_parts=form.number("nood_delen", 3),
            voices=tuple(Rung(name, entry.text or "") for name, entry in form.named("stem").items()),
            status=Status(form.one_of("status", tuple(Status), Status.CONCEPT)),
            spoken_in_dutch=form.text("in_het_nederlands", required=True),
        )


def dutch() -> Language:
    """Dutch as it is when languages.yaml does not name it."""
    return Language(
        code=DUTCH,
        name="Nederlands",
        rtl=False,
        sms_parts=3,
        urgent_parts=3,
        voices=(),
        status=Status.TRIAL,
        spoken_in_dutch="Nederlands",
    )


def _named(source: str, sheet: Sheet) -> Iterator[tuple[str, Entry]]:
    root = read_yaml(source, sheet)
    if root is None or root.empty:
        return
    if root.fields is None:
        sheet.note(root.place.line, "leesfout", "Hier horen namen met waarden te staan.", "Schrijf 'naam: {...}'.")
        return
    yield from root.fields.items()


def _leaves(entry: Entry, name: str, sheet: Sheet) -> Iterator[tuple[str, Entry]]:
    if entry.fields is not None:
        for key, below in entry.fields.items():
            yield from _leaves(below, f"{name}.{key}" if name else key, sheet)
    elif entry.text is None:
        sheet.note(entry.place.line, "leesfout", f"Bij '{name}' hoort een tekst.", "Zet de zin achter de dubbele punt.")
    else:
        yield name, entry
