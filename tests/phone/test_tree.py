"""Which key leads where, and that every place is heard in every language."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twiml import VOICES, Line, listening
from bot.content.library import offered_languages
from bot.content.load import load
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.phone.hearing import Hears, every
from bot.phone.places import Codes, Place
from bot.phone.tree import (
    DANGER,
    ENDS,
    GOODBYE,
    LANGUAGES,
    MOST,
    SIGN,
    SIGNS,
    SILENT,
    TRIES,
    PhoneTree,
)
from bot.understanding.intents import URGENCY
from tests.conftest import ROOT
from tests.emulators.twilio_call import checked

LIBRARY = load(ROOT)
TREE = PhoneTree(LIBRARY)
HEARS = Hears(TREE)
DAY = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
NIGHT = DAY + timedelta(hours=14)
PLACES = list(TREE.places())
LONGEST_SAID = 3000  # characters that Twilio's voices take at once


def walked(*keys: str, begin: Place | None = None) -> Place:
    place = begin or Place(LANGUAGES)
    for key in keys:
        place = TREE.after(place, key).place
    return place


def test_urgent_signs_stand_in_order_of_danger() -> None:
    assert DANGER == URGENCY
    assert TREE.on_offer(Place(SIGNS, "nl"))[0].to.node == f"{SIGN}nood-112"


def test_a_sign_that_is_new_is_not_left_out() -> None:
    urgents = {**LIBRARY.urgents, "nood-nieuw": replace(LIBRARY.urgents["nood-val"], id="nood-nieuw")}
    tree = PhoneTree(replace(LIBRARY, urgents=urgents))
    last = max(place.page for place in tree.places() if place.node == SIGNS)
    assert tree.on_offer(Place(SIGNS, "nl", last))[-1].to.node == f"{SIGN}nood-nieuw"


@pytest.mark.parametrize(
    ("keys", "node", "page"),
    [
        ("1", "begin", 0),
        ("11", "tekenen", 0),
        ("111", "nood/nood-112", 0),
        ("119", "tekenen", 1),
        ("1191", "nood/nood-bloedverlies", 0),
        ("1191*", "tekenen", 1),
        ("1191**", "tekenen", 0),
        ("1191***", "begin", 0),
        ("11910", "nood/nood-bloedverlies", 0),
        ("11910#", "dag", 0),
        ("12", "welkom", 0),
        ("120", "welkom", 0),
        ("123", "groep.roken", 0),
        ("1231", "onderwerp/roken/roken-trek", 0),
        ("1232", "onderwerp/roken/roken-stoppen", 0),
        ("1231*", "groep.roken", 0),
        ("1231**", "menu", 0),
        ("1231***", "begin", 0),
        ("1231****", "taal", 0),
        ("1231*****", "taal", 0),
        ("1299", "welkom", 0),
        ("125", "mens", 0),
        ("125*", "menu", 0),
        ("1#", "dag", 0),
    ],
)
def test_keys(keys: str, node: str, page: int) -> None:
    place = walked(*keys)
    assert (place.node, place.page) == (node, page)


def test_two_wrong_keys_and_silence_are_borne_then_the_call_ends() -> None:
    place = Place("begin", "nl")
    for key, unknown in (("", False), ("7", True)):
        pressed = TREE.after(place, key)
        assert (replace(pressed.place, tries=0), pressed.unknown) == (Place("begin", "nl"), unknown)
        place = pressed.place
    assert TREE.after(place, "").place == Place(GOODBYE, "nl")
    assert walked("2", begin=place) == Place("welkom", "nl"), "a right key in time goes on as if nothing happened"


def test_whom_we_call_hears_no_more_when_she_presses_nothing() -> None:
    place = TREE.called("tr")
    assert walked("", "", "", begin=place) == Place(SILENT, "tr")
    assert walked("#", begin=place) == Place(SILENT, "tr")
    assert walked("*", begin=place).node == place.node
    assert walked("1", begin=place) == Place("begin", "tr")
    assert TREE.called("xx").language == "nl"


@given(st.lists(st.text(max_size=3), max_size=12), st.sampled_from(PLACES))
def test_whatever_is_pressed_leads_to_a_place_there_is(keys: list[str], place: Place) -> None:
    for key in keys:
        place = TREE.after(place, key).place
        assert place in PLACES


def test_every_place_can_be_reached() -> None:
    seen, waiting = set[Place](), [Place(LANGUAGES), *(TREE.called(code) for code in TREE.languages)]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting += [TREE.after(place, key).place for key in (*"0123456789*#", "")]
    silent_ends = {place for place in PLACES if place.node in ENDS and place.tries}
    unused = {place for place in PLACES if place.node in (*ENDS, LANGUAGES) and place not in seen}
    assert set(PLACES) - seen <= silent_ends | unused
    assert all(len(TREE.on_offer(place)) <= MOST and place.tries <= TRIES for place in seen)


@pytest.mark.parametrize("when", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("language", offered_languages(LIBRARY))
def test_every_place_gives_twiml_that_twilio_takes(language: str, when: datetime) -> None:
    for place in PLACES:
        if place.language != language or place.tries:
            continue
        heard = HEARS.at(place, when)
        assert heard or place.node == SILENT
        assert all("{" not in part.words and not part.personal for part in heard)
        lines = [Line(part) for part in heard if part.language in VOICES]
        twiml = listening(lines, "https://wijzer.example/phone?of=abc")
        root = ET.fromstring(twiml)
        checked(root)
        assert all(len("".join(said.itertext())) <= LONGEST_SAID for said in root.iter("Say")), place


def test_an_urgent_place_says_the_text_the_number_twice_slowly_and_the_dutch_sentence() -> None:
    for language in TREE.languages:
        for sign in LIBRARY.urgents:
            heard = HEARS.at(Place(f"{SIGN}{sign}", language), DAY)
            told, slow = heard[0], [part for part in heard if part.slow]
            assert told.text_id.startswith("nood/"), (language, sign)
            first = re.search(r"11[23]", told.words)
            assert first or sign == "nood-jeuk", "the only one that can wait until the midwife answers"
            if first:
                assert slow[0].words.count(first[0]) == 2
                assert slow[0].language == language
            assert slow[-1].language == "nl"
            assert ("tolk" in slow[-1].words) is (language != "nl")


def test_by_night_another_text_is_heard() -> None:
    place = Place(f"{SIGN}nood-bloedverlies", "nl")
    assert "huisartsenpost" not in HEARS.at(place, DAY)[0].words
    assert "huisartsenpost" in HEARS.at(place, NIGHT)[0].words


def test_all_that_is_heard_is_known_beforehand(library: Library) -> None:
    known = set(every(HEARS, DAY))
    for place in PLACES:
        for when in (DAY, NIGHT):
            assert known.issuperset(HEARS.at(place, when))
    assert next(iter(every(HEARS, DAY))).language == "nl"


def test_a_code_says_nothing_and_comes_back() -> None:
    codes, other = Codes(PLACES, b"k" * 32), Codes(PLACES, b"o" * 32)
    named = {codes.of(place) for place in PLACES}
    assert len(named) == len(PLACES)
    assert all(codes.find(codes.of(place)) == place for place in PLACES)
    assert not named & {other.of(place) for place in PLACES}
    assert codes.find("") is None
