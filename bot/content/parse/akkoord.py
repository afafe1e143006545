"""Sign-offs as they stand in the files: `akkoord: {door, op, tot, tekst}`; and the title of what is signed."""

from bot.content.manuscript import Sheet
from bot.content.parse import fields
from bot.content.parse.yaml import Entry, Form
from bot.content.schema import SignOff, Text


def read_sign_off(owner: str, entry: Entry | None, sheet: Sheet) -> None:
    """Take in one sign-off; nothing when there is none."""
    if entry is None:
        return
    if entry.fields is None:  # "ja" is nobody's signature
        tip = "Schrijf 'akkoord: null'. Wie het las, geeft akkoord met: wiegwijzer content sign."
        sheet.note(entry.place.line, "leesfout", f"'akkoord: {entry.text or '...'}' kan niet.", tip)
        return
    form = Form(entry, fields.SIGN_OFF, sheet)
    by, fingerprint = form.text("door", required=True), form.text("tekst", required=True)
    sheet.intake.sign_offs[owner] = SignOff(by, form.day("op"), form.day("tot"), fingerprint)


def read_language_sign_offs(owner: str, entry: Entry | None, sheet: Sheet) -> None:
    """Take in the sign-offs of a language, one a role."""
    if entry is None:
        return
    form = Form(entry, fields.LANGUAGE_SIGN_OFFS, sheet)
    for role in fields.LANGUAGE_SIGN_OFFS:
        sheet.intake.places[f"{owner}@{role}"] = form.place_of(role)
        read_sign_off(f"{owner}@{role}", form.entry(role), sheet)


def read_head(owner: str, body: str, form: Form, sheet: Sheet) -> None:
    """Take in what a flow and a check begin with: title and sign-off. `body` is the field that stands for the whole."""
    sheet.intake.places[owner] = form.place_of(body)
    sheet.intake.places[f"{owner}@akkoord"] = form.place_of("akkoord")
    read_sign_off(owner, form.entry("akkoord"), sheet)
    sheet.intake.write(Text(f"{owner}#titel", form.text("titel", required=True), form.place_of("titel")))
