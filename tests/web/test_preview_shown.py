"""What editors find in the preview, and what is shown of a text: as each channel sends it, in each language."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.changes import Kind, changes
from bot.content.load import load
from bot.content.overview import Matter, Wish, listed, matching
from bot.content.schema import Library, SignOff, Status
from bot.web.preview.shown import shown
from tests.web.preview_house import NOW

TODAY = NOW.date()


@pytest.fixture
def small(preview_root: Path) -> Library:
    return load(preview_root)


def ids(library: Library, wish: Wish, today: date = TODAY) -> set[str]:
    return {row.id for row in matching(library, listed(library), wish, today)}


def test_what_is_looked_for_is_found(small: Library) -> None:
    assert ids(small, Wish()) == set(small.texts)
    assert ids(small, Wish(words="graag JA")) == {"ui#ja"}
    assert "ui#ja" in ids(small, Wish(words="yes"))  # by its translation
    assert ids(small, Wish(words="graag zzz")) == set()
    assert ids(small, Wish(matter=Matter.STALE)) == {"ui#ja"} == ids(small, Wish(matter="verouderd", language="en"))
    assert ids(small, Wish(matter=Matter.STALE, language="tr")) == set()
    concept = {code: replace(known, status=Status.CONCEPT) for code, known in small.languages.items()}
    assert ids(replace(small, languages=concept), Wish(matter=Matter.MISSING)) == set()
    assert "ui#ja" in ids(replace(small, languages=concept), Wish(matter=Matter.MISSING, language="tr"))
    assert "ui#ja" in ids(small, Wish(matter=Matter.MISSING, language="tr"))
    assert "ui#ja" not in ids(small, Wish(matter=Matter.MISSING, language="en"))
    assert {one.partition("/")[0] for one in ids(small, Wish(kind="nood"))} == {"nood"}
    unsigned = ids(small, Wish(matter=Matter.UNSIGNED))
    assert ("topics/foliumzuur#sms" in unsigned, "ui#ja" in unsigned) == (True, False)
    assert ids(small, Wish(matter=Matter.EXPIRED)) == set()
    found = [row.id for row in matching(small, listed(small), Wish(words="foliumzuur"), TODAY)]
    assert all(one.startswith("topics/foliumzuur#") for one in found[:3])
    assert "topics/foliumzuur#sms" in ids(small, Wish(matter=Matter.EXPIRED), date(2040, 1, 1))


def test_every_text_can_be_shown_in_every_language(library: Library) -> None:
    """Of the real content, in the language with most marks and one that goes from right to left."""
    for language in ("nl", "ar"):
        for text_id in library.texts:
            assert shown(library, text_id, language, NOW).dutch


def test_a_stale_urgent_text_stays_in_her_language(library: Library) -> None:
    text_id = "nood/nood-112#altijd"
    old = library.texts[text_id]
    changed = replace(library, texts={**library.texts, text_id: replace(old, words=f"{old.words} Nu.")})
    found = shown(changed, text_id, "tr", NOW)
    assert found.told is not None
    assert (found.told.stale, found.told.changed[-1].words.strip()) == (True, "Nu.")
    assert {one.language for one in (*found.bubbles, *found.sms, *found.said)} == {"tr"}


def test_who_signed_is_named_while_that_holds(library: Library) -> None:
    yes = SignOff("A. de Vries, verloskundige", date(2026, 1, 1), date(2026, 12, 31), "")
    signed = replace(library, signed={"nood/nood-112": yes, "talen/tr@vertaler": yes})
    found = shown(signed, "nood/nood-112#altijd", "tr", NOW)
    assert found.signed == "A. de Vries, verloskundige, 2026-01-01" == dict(found.language_signed)["vertaler"]
    assert dict(found.language_signed)["zorgverlener"] == ""
    later = shown(signed, "nood/nood-112#altijd", "nl", NOW.replace(year=2027))
    assert (later.signed, later.language_signed) == ("", ())


def test_what_each_channel_sends(library: Library) -> None:
    def sent(text_id: str, language: str = "nl") -> tuple[int, int]:
        found = shown(library, text_id, language, NOW)
        return len(found.bubbles), len(found.sms)

    assert sent("topics/foliumzuur#antwoord")[1] == 0  # there is a shorter one for SMS
    assert sent("topics/foliumzuur#sms")[0] == 0
    assert sent("topics/foliumzuur#zoekwoorden") == (0, 0)
    assert sent("feiten#foliumzuur_vooraf") == (0, 0)
    arabic = shown(library, "nood/nood-112#altijd", "ar", NOW)
    assert (arabic.bubbles[0].rtl, "\u2066112\u2069" in arabic.bubbles[0].text) == (True, True)
    assert arabic.sms[0].parts > 0
    assert arabic.facts[0].value == "112"


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_changes_hold_both_wordings(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(one.words for one in found if one.kind is not Kind.NEW) == old
    assert "".join(one.words for one in found if one.kind is not Kind.GONE) == new
