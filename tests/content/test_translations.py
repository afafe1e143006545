"""PO files follow the Dutch by id; imports refuse what does not fit."""

from dataclasses import replace

import polib
import pytest

from bot.content.importing import BY_MACHINE, Hand, imported, read_flat, refusals
from bot.content.manuscript import Intake, Sheet
from bot.content.schema import Library, Text
from bot.content.sync import po_path, synced
from bot.content.translations import KINDS, parse_po, read_translations

UI = po_path("en", "ui")


def entry(files: dict[str, str], path: str, text_id: str) -> polib.POEntry:
    return next(line for line in parse_po(files[path]) if line.msgctxt == text_id)


def flat(source: str) -> dict[str, Text]:
    return read_flat(source, Sheet("vertaald.yaml", Intake()))


def translated(library: Library) -> dict[str, str]:
    files = synced(library, {})
    return {**files, **imported(library, Hand("en"), flat('ui#ja: "Yes"\nui#meer_hint: "Send {woord}."'), files)}


def with_dutch(library: Library, text_id: str, words: str) -> Library:
    old = library.texts[text_id]
    return replace(library, texts={**library.texts, text_id: replace(old, words=words)})


def test_every_text_stands_in_a_template_and_in_every_language(library: Library) -> None:
    files = synced(library, {})
    assert len(files) == len(KINDS) * len(library.languages)  # Dutch has templates
    for folder in ("template", "en", "ar", "tr"):
        suffix = "pot" if folder == "template" else "po"
        found = [
            line.msgctxt for kind in KINDS for line in parse_po(files[f"content/multilingual/{folder}/{kind}.{suffix}"])
        ]
        assert sorted(found) == sorted(library.texts)


def test_a_translator_sees_title_budget_and_hint(library: Library) -> None:
    files = synced(library, {})
    sms = entry(files, po_path("tr", "topics"), "topics/foliumzuur#sms")
    assert sms.comment.splitlines() == [
        "Bij: Foliumzuur (sms)",
        "Hooguit 6 sms-delen. Houd het kort.",
        "Foliumzuur is een vitamine.",
    ]
    urgent = entry(files, po_path("tr", "nood"), "nood/nood-112#altijd")
    assert "Hooguit 5 sms-delen." in urgent.comment
    answer = entry(files, po_path("tr", "flows"), "flows/kennismaking#situatie.zwanger")
    assert "Antwoord op: Hoe is het nu voor jou?" in answer.comment


def test_syncing_twice_changes_nothing(library: Library) -> None:
    files = translated(library)
    assert {**files, **synced(library, files)} == files


def test_changed_dutch_becomes_fuzzy_and_keeps_the_old(library: Library) -> None:
    files = synced(with_dutch(library, "ui#ja", "Jazeker"), translated(library))
    found = entry(files, UI, "ui#ja")
    assert (found.msgid, found.msgstr, found.previous_msgid) == ("Jazeker", "Yes", "Ja")
    assert "fuzzy" in found.flags
    made = read_translations(files[UI], Sheet(UI, Intake()))["ui#ja"]
    assert (made.fuzzy, made.source) == (True, "Ja")


def test_changed_twice_keeps_the_dutch_that_was_translated(library: Library) -> None:
    once = synced(with_dutch(library, "ui#ja", "Jazeker"), translated(library))
    twice = synced(with_dutch(library, "ui#ja", "Ja hoor"), once)
    assert entry(twice, UI, "ui#ja").previous_msgid == "Ja"


@pytest.mark.parametrize("scope", ["ui#ja", "ui"])
def test_a_small_change_keeps_the_translation_valid(library: Library, scope: str) -> None:
    found = entry(synced(with_dutch(library, "ui#ja", "Ja!"), translated(library), scope), UI, "ui#ja")
    assert (found.msgid, found.flags, found.previous_msgid) == ("Ja!", [], None)


def test_a_small_change_elsewhere_does_not(library: Library) -> None:
    found = entry(synced(with_dutch(library, "ui#ja", "Ja!"), translated(library), "ui#jaha"), UI, "ui#ja")
    assert found.flags == ["fuzzy"]


def test_removed_dutch_becomes_obsolete_and_can_come_back(library: Library) -> None:
    without = replace(library, texts={key: text for key, text in library.texts.items() if key != "ui#ja"})
    gone = synced(without, translated(library))
    assert entry(gone, UI, "ui#ja").obsolete
    assert "ui#ja" not in read_translations(gone[UI], Sheet(UI, Intake()))
    assert entry(gone, UI, "ui#meer_hint").msgstr == "Send {woord}."
    back = entry(synced(library, gone), UI, "ui#ja")
    assert (back.obsolete, back.msgstr, back.flags) == (False, "Yes", [])


def test_never_by_likeness(library: Library) -> None:
    renamed = {("ui#jawel" if key == "ui#ja" else key): text for key, text in library.texts.items()}
    renamed["ui#jawel"] = replace(renamed["ui#jawel"], id="ui#jawel")
    files = synced(replace(library, texts=renamed), translated(library))
    assert entry(files, UI, "ui#jawel").msgstr == ""


def test_imports_are_marked_as_machine_made(library: Library) -> None:
    found = entry(translated(library), UI, "ui#ja")
    assert (found.msgstr, found.tcomment) == ("Yes", BY_MACHINE)


def test_an_import_replaces_a_stale_translation(library: Library) -> None:
    changed = with_dutch(library, "ui#ja", "Jazeker")
    files = synced(changed, translated(library))
    found = entry(imported(changed, Hand("en"), flat("ui#ja: Sure"), files), UI, "ui#ja")
    assert (found.msgstr, found.flags, found.previous_msgid) == ("Sure", [], None)


REFUSED = [
    ("ui#jaa: Yes", "De tekst 'ui#jaa' bestaat niet."),
    ("ui#ja: ''", "De vertaling van 'ui#ja' is leeg."),
    ("ui#meer_hint: Send it.", "De plaatshouders van 'ui#meer_hint' kloppen niet."),
    ("ui#ja: Yes {naam}", "De plaatshouders van 'ui#ja' kloppen niet."),
]


@pytest.mark.parametrize(("source", "heard"), REFUSED)
def test_what_does_not_fit_is_refused_by_name(library: Library, source: str, heard: str) -> None:
    found = refusals(library, "en", flat(f"# kop\n{source}"), {})
    assert [problem.message for problem in found] == [heard]
    assert (found[0].path, found[0].line) == ("vertaald.yaml", 2)


def test_what_a_person_translated_is_never_overwritten(library: Library) -> None:
    files = translated(library)
    assert refusals(library, "en", flat("ui#ja: Yeah"), files) == []
    files[UI] = files[UI].replace(f"# {BY_MACHINE}\n", "")
    found = refusals(library, "en", flat("ui#ja: Yeah"), files)
    assert [problem.message for problem in found] == ["'ui#ja' is al door een mens vertaald."]


def test_a_file_without_pairs_is_refused() -> None:
    intake = Intake()
    assert read_flat("- los", Sheet("vertaald.yaml", intake)) == {}
    assert len(intake.problems) == 1
