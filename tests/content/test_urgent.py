"""Urgent words: the right variant at every hour, never silent, never out of date; the sentence for the phone."""

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest

from bot.content.bidi import CLOSE, OPEN
from bot.content.load import load
from bot.content.opening import AMSTERDAM, is_office_hours
from bot.content.render import render
from bot.content.schema import Library, Status, Text, Translation
from bot.content.sms import sms_parts
from bot.errors import ContentBroken
from bot.model import Care, Form, Lane, Say
from tests.content.conftest import PROJECT
from tests.content.reading import MONDAY, NIGHT, reader, texts

URGENT = [  # told in the Say, known care, moment, expected variant
    ("", None, MONDAY, "heeft_verloskundige.dag"),
    ("", None, NIGHT, "heeft_verloskundige.nacht"),
    ("", Care.HOSPITAL, MONDAY, "ziekenhuis.dag"),
    ("niemand", Care.HOSPITAL, NIGHT, "niemand.nacht"),
    ("onzin", Care.NOBODY, MONDAY, "niemand.dag"),
]


@pytest.mark.parametrize(("told", "care", "now", "part"), URGENT, ids=[f"{row[1]} {row[3]}" for row in URGENT])
def test_urgent_text_by_care_and_hour(library: Library, told: str, care: Care | None, now: datetime, part: str) -> None:
    say = Say("nood/nood-bloedverlies", (("zorg", told),) if told else (), lane=Lane.URGENT)
    for form in Form:
        found = render(say, reader(form=form, care=care, now=now), library)
        assert [message.text_id.partition("#")[2] for message in found] == [part, "belzin"]
        assert found[1].text == 'Lees dit voor: "Ik ben zwanger. Ik bloed."'
        assert {message.lane for message in found} == {Lane.URGENT}


def _with_line_for_unknown_care(library: Library) -> Library:
    place = library.texts["nood/nood-bloedverlies#titel"].place
    ids = [f"nood/nood-bloedverlies#zorg_onbekend.{hour}" for hour in ("dag", "nacht")]
    lines = [Text(text_id, f"Niemand ({text_id[-3:]})? Bel.", place) for text_id in ids]
    english = {
        **library.translations["en"],
        ids[0]: Translation("Nobody? Call.", lines[0].words, fuzzy=False, place=place),
    }
    translations = {**library.translations, "en": english}
    return replace(library, texts={**library.texts, **{line.id: line for line in lines}}, translations=translations)


def test_whom_to_call_without_a_midwife_is_said_only_while_we_do_not_know(library: Library) -> None:
    library, say = _with_line_for_unknown_care(library), Say("nood/nood-bloedverlies")
    assert render(say, reader(now=MONDAY), library)[0].text.endswith("\nNiemand (dag)? Bel.")
    assert render(say, reader(now=NIGHT), library)[0].text.endswith("\nNiemand (cht)? Bel.")
    assert render(say, reader("en", now=MONDAY), library)[0].text.endswith("\nNobody? Call.")
    told = replace(say, values=(("zorg", Care.MIDWIFE),))
    for known in (render(told, reader(now=MONDAY), library), render(say, reader(care=Care.MIDWIFE), library)):
        assert [message.text_id.partition("#")[2] for message in known] == ["heeft_verloskundige.dag", "belzin"]
        assert "Niemand" not in known[0].text


def test_that_line_is_said_apart_when_it_is_in_another_language(library: Library) -> None:
    found = render(Say("nood/nood-bloedverlies"), reader("en", now=NIGHT), _with_line_for_unknown_care(library))
    assert [message.text_id.partition("#")[2] for message in found][1] == "zorg_onbekend.nacht"
    assert (found[0].language, found[1].language) == ("en", "nl")


def test_the_phone_sentence_is_dutch_with_its_meaning(library: Library) -> None:
    found = render(Say("nood/nood-112"), reader("en"), library)
    assert found[1].text == (
        'Read this aloud on the phone: "Dit is een noodgeval. Stuur een ambulance. Ik spreek Engels. Graag een tolk." '
        "It means: This is an emergency. Send an ambulance."
    )
    arabic = render(Say("nood/nood-112"), reader("ar"), library)[1].text
    assert f"{OPEN}Dit is een noodgeval. Stuur een ambulance. Ik spreek Arabisch. Graag een tolk.{CLOSE}" in arabic


def test_a_stale_urgent_translation_is_still_said(library: Library) -> None:
    old = library.texts["nood/nood-112#altijd"]
    changed = replace(library, texts={**library.texts, old.id: Text(old.id, "Bel {feit:alarmnummer}!", old.place)})
    assert render(Say("nood/nood-112"), reader("en"), changed)[0].text == "Call 112 now.\nDo not stay alone."


def test_urgent_without_translation_is_dutch_under_a_line_of_her_own(library: Library) -> None:
    found = render(Say("nood/nood-112"), reader("tr"), library)
    assert texts(found) == [
        "Bel nu 112.\nBlijf niet alleen.",
        'Lees dit voor: "Dit is een noodgeval. Stuur een ambulance. Ik spreek Turks. Graag een tolk."',
    ]
    english = {key: made for key, made in library.translations["en"].items() if not key.startswith("nood/")}
    bare = replace(library, translations={**library.translations, "en": english})
    assert texts(render(Say("nood/nood-112"), reader("en"), bare)) == [
        "Emergency? Call 112.",
        "Bel nu 112.\nBlijf niet alleen.",
        'Read this aloud: "Dit is een noodgeval. Stuur een ambulance. Ik spreek Engels. Graag een tolk."',
    ]


def test_urgent_words_need_no_phrase_of_the_companion(library: Library) -> None:
    bare = replace(library, texts={key: text for key, text in library.texts.items() if not key.startswith("ui#")})
    for language in library.languages:
        found = render(Say("nood/nood-bloedverlies"), reader(language, Form.SMS), bare)
        assert "112" in found[0].text
        assert "Ik ben zwanger. Ik bloed." in found[-1].text


def test_an_urgent_text_that_is_not_whole_says_what_it_has(library: Library) -> None:
    sign = library.urgents["nood-bloedverlies"]
    half = replace(sign, sections=frozenset({"niemand.dag"}))
    found = render(Say("nood/nood-bloedverlies"), reader(now=NIGHT), replace(library, urgents={sign.id: half}))
    assert found[0].text_id == "nood/nood-bloedverlies#niemand.dag"
    with pytest.raises(ContentBroken, match="geen tekst"):
        render(
            Say("nood/nood-bloedverlies"),
            reader(),
            replace(library, urgents={sign.id: replace(sign, sections=frozenset())}),
        )


def test_without_a_phone_sentence_the_urgent_text_still_comes(library: Library) -> None:
    bare = replace(library, texts={key: text for key, text in library.texts.items() if not key.endswith("#belzin")})
    assert texts(render(Say("nood/nood-112"), reader("en"), bare)) == ["Call 112 now.\nDo not stay alone."]


def test_a_concept_language_has_urgent_words_of_its_own_that_fit() -> None:
    """Nobody is offered it, but who writes a sign in it is answered in it: own words, and Dutch to read aloud."""
    real = load(PROJECT)
    concepts = [(code, known) for code, known in real.languages.items() if known.status is Status.CONCEPT]
    for (code, known), sign, care, now in product(concepts, real.urgents, (None, *Care), (MONDAY, NIGHT)):
        first, *_, sentence = render(Say(f"nood/{sign}"), reader(code, Form.SMS, care, now), real)
        assert first.language == code, (code, sign)
        assert sms_parts(first.text) <= known.urgent_parts, first.text
        assert f"Ik spreek {known.spoken_in_dutch}. Graag een tolk." in sentence.text
        assert sentence.language == code  # the frame around it, with what it means


HOURS = [  # local time in the Netherlands
    ("2026-06-01 08:00", True),
    ("2026-06-01 07:59", False),
    ("2026-06-01 16:59", True),
    ("2026-06-01 17:00", False),
    ("2026-06-06 12:00", False),  # Saturday
    ("2026-04-27 12:00", False),  # King's Day
    ("2026-04-06 12:00", False),  # Easter Monday
    ("2026-04-03 12:00", True),  # Good Friday: practices are open
    ("2026-12-25 12:00", False),
]


@pytest.mark.parametrize(("local", "is_open"), HOURS)
def test_office_hours(local: str, is_open: bool) -> None:
    assert is_office_hours(datetime.fromisoformat(local).replace(tzinfo=AMSTERDAM)) is is_open
