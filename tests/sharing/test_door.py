"""At the door of a share: right, wrong and odd PINs, names that are none, and who says to be reading."""

import pytest

from bot.model import Way
from bot.sharing.opening import reader_name
from tests.sharing.made import BUNDLE, CARLA, READER, Shared, lookup_of, name_of, wrong


def test_a_wrong_pin_counts_for_life_and_a_right_one_does_not(shared: Shared) -> None:
    handed = shared.create()
    no = wrong(handed.pin)
    assert [shared.open(handed, pin) for pin in (no, handed.pin, no, no, handed.pin)] == [4, BUNDLE, 3, 2, BUNDLE]
    assert [shared.open(handed, pin) for pin in (no, no, handed.pin)] == [1, 0, None]
    assert shared.reasons() == [("locked", False)]


def test_the_right_pin_on_the_last_try_opens(shared: Shared) -> None:
    handed = shared.create()
    assert [shared.open(handed, wrong(handed.pin)) for _ in range(4)] == [4, 3, 2, 1]
    assert shared.open(handed) == BUNDLE


@pytest.mark.parametrize("typed", ["{0} ", " {0}", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_spaces_in_a_pin_do_not_count(shared: Shared, typed: str) -> None:
    handed = shared.create()
    assert shared.open(handed, typed.format(handed.pin)) == BUNDLE


@pytest.mark.parametrize("pin", ["0", "12345678", "abc", "\ud800", "\x00", "٠١٢٣٤٥"])
def test_an_odd_pin_is_a_wrong_pin(shared: Shared, pin: str) -> None:
    assert shared.open(shared.create(), pin) == 4


def test_wrong_pins_are_counted_for_her(shared: Shared) -> None:
    other = Shared(shared.store, shared.clock, CARLA)
    first, second, code = shared.create(), shared.create(), shared.create(Way.NOW)
    shared.open(code)
    assert shared.sharing.wrong_pins(shared.person) == 0
    shared.open(first, wrong(first.pin))
    shared.open(first)
    shared.open(first, wrong(first.pin))
    for _ in range(9):
        shared.open(second, wrong(second.pin))
    assert (shared.sharing.wrong_pins(shared.person), other.sharing.wrong_pins(other.person)) == (7, 0)
    shared.sharing.revoke(shared.person)
    assert shared.sharing.wrong_pins(shared.person) == 7


def test_no_door_opens_the_other_way(shared: Shared) -> None:
    """Or the PIN could be passed by."""
    code, link = shared.create(Way.NOW), shared.create(Way.AHEAD)
    assert shared.door.by_code(name_of(link), READER) is None
    assert shared.door.by_link(lookup_of(code), "123456", READER) is None
    assert [shared.open(code), shared.open(link)] == [BUNDLE, BUNDLE]


@pytest.mark.parametrize("name", ["", "x", "\ud800", "\x00", "é" * 2000])
def test_what_is_not_there_is_nothing(shared: Shared, name: str) -> None:
    shared.create()
    assert shared.door.by_code(name, READER) is None
    assert shared.door.by_link(name, "123456", READER) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Eva de Jong", "Eva de Jong"),
        ("  Eva\n\tde  Jong ", "Eva de Jong"),
        ("Eva\u202e\u200b\x00Jong", "Eva Jong"),
        ("\ud83d", ""),
        ("<b>Eva</b> 🐣", "<b>Eva</b> 🐣"),
        ("e\u0301va", "éva"),
        ("قابلة", "قابلة"),
        ("x" * 100_000, "x" * 80),
        ("x" * 79 + " yy", "x" * 79),
        ("Bel 06-12 34 56 78 of +31612345678", "Bel **-** ** ** ** of +***********"),
        ("BSN 123456782, ٠٦١٢ ६ ② ½ Ⅷ", "BSN *********, **** * * * *"),
        ("kraker.nl", "kraker·nl"),
        ("https://www.kraker.com/winst", "https: www·kraker·com/winst"),
        ("t.me/kraker of kraker。中国", "t·me/kraker of kraker·中国"),
        ("eva@kraker.nl", "eva kraker·nl"),
        ("@kraker /wissen #winst", "kraker wissen winst"),
        ("Dr. J.P. de Vries-Öz, A/B", "Dr. J.P. de Vries-Öz, A/B"),
        ("", ""),
    ],
)
def test_a_reader_is_one_short_visible_line(typed: str, name: str) -> None:
    assert reader_name(typed) == name
