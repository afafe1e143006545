"""The picture of her network: all is on it, in every language, readable on a small phone, and told in words."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.load import load
from bot.content.schema import Library
from bot.export import picture
from bot.export.letters import FONTS
from bot.network_map import MOST, NICKNAME_LETTERS, Helper, NetworkMap, Ring, Role, Support
from tests.conftest import ROOT

LIBRARY = load(ROOT)
LANGUAGES = sorted(LIBRARY.languages)
SVG = "{http://www.w3.org/2000/svg}"
FEW = NetworkMap(
    (
        Helper(Role.SISTER, supports=(Support.HANDS, Support.COMFORT), at_night=True, nickname="Zon"),
        Helper(Role.MOTHER, supports=(Support.COMPANY,)),
        Helper(Role.NEIGHBOURHOOD_TEAM, Ring.LESS_CLOSE, (Support.ADVICE,)),
    )
)
FULL = NetworkMap(
    tuple(
        Helper(role, list(Ring)[place % 2], tuple(Support), at_night=True, nickname="W" * NICKNAME_LETTERS)
        for place, role in enumerate(list(Role)[:MOST])
    )
)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, from the PNG's header."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def written(network: NetworkMap, library: Library, language: str) -> Iterator[tuple[str, float, float]]:
    """What stands where, in points: text, left, and height from below. Typst makes the same drawing as PDF."""
    import json

    made = typst.compile(
        picture.TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"map": json.dumps(picture.given(network, library, language))},
    )
    found: list[tuple[str, float, float]] = []
    page = pypdf.PdfReader(BytesIO(made)).pages[0]

    def seen(text: str, cm: list[float], tm: list[float], font: object, points: float) -> None:
        if text.strip():
            found.append((text.strip(), tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=seen)
    yield from found


def drawn_words(network: NetworkMap, language: str) -> str:
    return " ".join(" ".join(text for text, _, _ in written(network, LIBRARY, language)).split())


def test_it_is_as_wide_as_a_phone_shows_it() -> None:
    width, height = size_of(picture.png(FEW, LIBRARY, "nl"))
    assert width == picture.WIDTH
    assert 600 < height < 2000


def test_everything_is_on_it_in_words() -> None:
    shown = drawn_words(FEW, "nl")
    wanted = ["Ik", "Dichtbij", "Zon", "Zus", "Moeder", "Minder dichtbij", "Wijkteam", "'s Nachts bellen"]
    assert [words for words in [*wanted, "Helpt met klussen", "Denkt mee"] if words not in shown] == []


def test_signs_that_nobody_has_are_not_explained() -> None:
    shown = drawn_words(NetworkMap((Helper(Role.FRIEND),)), "nl")
    assert "Vriendin" in shown
    assert "klussen" not in shown
    assert "Minder dichtbij" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_people_with_long_names_fit_in_every_language(language: str) -> None:
    width, height = size_of(picture.png(FULL, LIBRARY, language))
    assert width == picture.WIDTH
    assert height < 5 * width
    for text, left, _ in written(FULL, LIBRARY, language):
        assert 10 <= left <= 350, text


def test_the_longest_word_a_card_can_hold_is_made_smaller() -> None:
    """A word goes on to no second line: all its letters stand at one height."""
    long = NetworkMap((Helper(Role.SISTER, nickname="W" * NICKNAME_LETTERS), Helper(Role.BROTHER)))
    heights = {round(up) for text, _, up in written(long, LIBRARY, "nl") if "W" in text}
    assert len(heights) == 1


def test_right_to_left_the_first_person_stands_on_the_right() -> None:
    two = NetworkMap((Helper(Role.SISTER, nickname="AAA"), Helper(Role.MOTHER, nickname="BBB")))
    for language, first_left in (("nl", True), ("ar", False)):
        places = {text: left for text, left, _ in written(two, LIBRARY, language)}
        assert (places["AAA"] < places["BBB"]) is first_left


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "pl", "uk"])
def test_who_cannot_see_it_hears_the_same(language: str) -> None:
    root = ET.fromstring(picture.svg(FEW, LIBRARY, language))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, told = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    assert f"{title}\n{told}" == picture.described(FEW, LIBRARY, language)
    assert told is not None
    assert told.count("\n") == len(FEW.helpers) - 1
    assert "Zon" in told


def test_right_to_left_words_keep_the_order_of_names_in_them() -> None:
    told = picture.described(FEW, LIBRARY, "ar")
    assert "\u2066Zon\u2069" in told
    assert "،" in told


def test_without_a_translation_all_of_it_is_dutch() -> None:
    bare = replace(LIBRARY, translations={})
    assert picture.given(FEW, bare, "ar") == picture.given(FEW, bare, "nl")


def test_the_same_map_is_the_same_picture() -> None:
    assert picture.png(FEW, LIBRARY, "tr") == picture.png(FEW, LIBRARY, "tr")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=NICKNAME_LETTERS)
SYNTAX = st.sampled_from(
    ["#panic()", "$x$", "*_`", "<b>", "]]>", "</desc>", "\\", "//", "@ref", "\0", "\u202e!", "🤰🏽"]
)


@settings(max_examples=40, deadline=None)
@given(NAMES | SYNTAX)
def test_any_nickname_is_drawn_and_harmless(name: str) -> None:
    network = NetworkMap((Helper(Role.FRIEND, nickname=name), Helper(Role.GP)))
    assert size_of(picture.png(network, LIBRARY, "nl"))[0] == picture.WIDTH
    assert ET.fromstring(picture.svg(network, LIBRARY, "nl")).findtext(f"{SVG}title")
