"""A share's life: made, opened, counted, ended; by the clock, by her, by wrong PINs, and with her."""

from dataclasses import replace
from datetime import timedelta

import pytest
from jwcrypto.common import JWException
from jwcrypto.jwe import JWE

from bot.errors import NotShared, TooOften
from bot.model import Handed, Opening, Taken, Way
from bot.sharing import keys
from bot.sharing.making import Limits
from bot.sharing.opening import reader_name
from bot.summary import Consented
from tests.sharing.made import (
    BUNDLE,
    CARLA,
    DAY,
    ONE,
    QUICK,
    READER,
    SITE,
    Shared,
    key_of,
    lookup_of,
    name_of,
    payload,
    summary,
    unsealed,
    wrong,
)
from tests.storage.talk import NOON, say

WAYS = list(Way)


@pytest.mark.parametrize("way", WAYS)
def test_three_openings_and_then_it_is_gone(shared: Shared, way: Way) -> None:
    handed = shared.create(way)
    assert [shared.open(handed) for _ in range(4)] == [BUNDLE, BUNDLE, BUNDLE, None]
    assert shared.reasons() == [("used", False)]
    assert shared.sharing.openings(shared.person) == (Opening(NOON, way, READER),) * 3


def test_a_code_says_how_and_how_long(shared: Shared) -> None:
    handed = shared.create(Way.NOW)
    assert (handed.way, handed.until, handed.page) == (Way.NOW, NOON + timedelta(minutes=30), f"{SITE}/v")
    assert (len(handed.code), handed.link, handed.pin) == (14, "", "")


def test_the_link_is_a_smart_health_link(shared: Shared) -> None:
    """STU 1: viewer, `#shlink:/`, and base64url without padding of minified JSON."""
    handed = shared.create(Way.AHEAD)
    viewer, _, rest = handed.link.partition("#shlink:/")
    assert viewer == f"{SITE}/v"
    assert set(rest) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    told = payload(handed)
    assert (told["flag"], told["label"], told["exp"]) == ("P", "Samenvatting", int(handed.until.timestamp()))
    assert set(told) == {"url", "key", "exp", "flag", "label"}
    assert told["url"].startswith(f"{SITE}/shl/")
    assert len(told["url"]) <= 128
    assert (len(told["key"]), len(name_of(handed))) == (43, 43)
    assert handed.pin.isdecimal()
    assert len(handed.pin) == 6


def test_the_file_is_a_jwe_as_the_standard_has_it(shared: Shared) -> None:
    handed = shared.create(Way.AHEAD)
    taken = shared.fetch(handed)
    assert isinstance(taken, Taken)
    token = JWE()
    token.deserialize(taken.jwe)
    assert token.jose_header == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json"}
    assert unsealed(taken.jwe, key_of(handed)) == BUNDLE
    with pytest.raises(JWException):
        unsealed(taken.jwe, keys.unpadded(b"x" * 32))


@pytest.mark.parametrize("way", WAYS)
def test_what_opens_it_does_not_show_itself(shared: Shared, way: Way) -> None:
    handed = shared.create(way)
    shown = repr(handed) + repr(shared.rows()) + repr(shared.rows("openings"))
    parts = (handed.code, handed.link, handed.pin, key_of(handed))
    assert [part for part in parts if part and part in shown] == []


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


@pytest.mark.parametrize(("way", "lasts"), [(Way.NOW, timedelta(minutes=30)), (Way.AHEAD, timedelta(days=14))])
def test_it_is_over_on_time_and_deleted_by_the_purge(shared: Shared, way: Way, lasts: timedelta) -> None:
    handed = shared.create(way)
    shared.clock.moment = NOON + lasts - timedelta(seconds=1)
    assert shared.open(handed) == BUNDLE
    shared.store.purge(shared.clock.now())
    shared.clock.move(seconds=1)
    assert shared.open(handed) is None
    assert shared.reasons() == [("", True)]
    shared.store.purge(shared.clock.now())
    assert shared.reasons() == [("over", False)]
    assert len(shared.sharing.openings(shared.person)) == 1


def test_that_it_was_shared_is_known_a_month_longer(shared: Shared) -> None:
    handed = shared.create(Way.NOW)
    shared.open(handed)
    say(shared.store, "vraag")
    say(shared.store, "ja")  # who agrees to be kept is not forgotten after a month of silence
    for seconds, left in ((-1, 1), (0, 0)):
        shared.store.purge(handed.until + timedelta(days=30, seconds=seconds))
        assert (len(shared.rows()), len(shared.rows("openings"))) == (left, left)


@pytest.mark.parametrize(
    ("until", "lasts"),
    [
        (NOON + DAY, DAY),
        (NOON + 7 * DAY, 7 * DAY),
        (NOON + 15 * DAY, 14 * DAY),
        (NOON, None),
        (NOON - DAY, None),
        (NOON.replace(tzinfo=None) + DAY, None),
        (None, None),
    ],
)
def test_never_longer_than_she_agreed(shared: Shared, until: object, lasts: timedelta | None) -> None:
    agreed = Consented("t", "h", "nl", NOON.isoformat(), "" if until is None else until.isoformat())  # type: ignore[attr-defined]
    if lasts is None:
        with pytest.raises(NotShared):
            shared.create(consent=agreed)
        assert shared.rows() == []
    else:
        assert shared.create(consent=agreed).until == NOON + lasts


@pytest.mark.parametrize("way", WAYS)
def test_revoked_is_deleted_at_once(shared: Shared, way: Way) -> None:
    handed, other = shared.create(way), Shared(shared.store, shared.clock, CARLA)
    hers = other.create(way)
    shared.create(way)
    assert shared.sharing.revoke(shared.person) == 2
    assert shared.open(handed) is None
    assert sorted(shared.reasons()) == [("", True), ("revoked", False), ("revoked", False)]
    assert shared.sharing.revoke(shared.person) == 0
    assert other.open(hers) == BUNDLE


def test_revoking_counts_what_could_still_be_opened(shared: Shared) -> None:
    shared.create(Way.NOW)
    shared.create(Way.AHEAD)
    shared.clock.move(minutes=30)
    assert shared.sharing.revoke(shared.person) == 1
    assert [body for _, body in shared.reasons()] == [False, False]


def test_each_sees_her_own_openings_newest_first(shared: Shared) -> None:
    other = Shared(shared.store, shared.clock, CARLA)
    shared.open(shared.create(Way.NOW), reader="Eva")
    other.open(other.create(), reader="Iris")
    shared.clock.move(minutes=1)
    shared.open(shared.create(), reader="")
    found = [(one.at, one.way, one.reader) for one in shared.sharing.openings(shared.person)]
    assert found == [(NOON + timedelta(minutes=1), Way.AHEAD, ""), (NOON, Way.NOW, "Eva")]
    assert [one.reader for one in other.sharing.openings(other.person)] == ["Iris"]


def test_so_many_a_day(shared: Shared) -> None:
    shared.limited(Limits(a_day=2))
    shared.create()
    shared.clock.move(hours=1)
    shared.create()
    with pytest.raises(TooOften):
        shared.create()
    shared.clock.move(hours=23)
    shared.create()


def test_too_many_are_refused_before_anything_is_made(shared: Shared) -> None:
    exported: list[object] = []
    shared.sharing = replace(shared.sharing, limits=Limits(a_day=0), exporter=lambda one: exported.append(one) or b"")
    with pytest.raises(TooOften):
        shared.create()
    assert exported == []


def test_what_cannot_be_written_is_not_shared_and_says_nothing(shared: Shared) -> None:
    def broken(_: object) -> bytes:
        raise ValueError("Xantippe")

    shared.sharing = replace(shared.sharing, exporter=broken)
    with pytest.raises(NotShared) as failed:
        shared.create()
    assert (failed.value.__cause__, failed.value.__suppress_context__) == (None, True)
    assert "Xantippe" not in str(failed.value)
    assert shared.rows() == []


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


def test_one_opening_is_one(shared: Shared) -> None:
    handed = shared.limited(ONE).create()
    assert [shared.open(handed), shared.open(handed)] == [BUNDLE, None]


def test_the_usual_cost_is_the_costly_one(shared: Shared) -> None:
    """What tests make cheap is not cheap by default."""
    usual = type(shared.sharing)(shared.store.shares, shared.sharing.exporter, shared.clock, SITE)
    handed: Handed = usual.create(shared.person, summary(shared.clock), Way.NOW)
    code = keys.typed(handed.code)
    assert code
    assert shared.door.by_code(keys.derive(code, QUICK.rounds).lookup, READER) is None
    derived = keys.derive(code)
    taken = shared.door.by_code(derived.lookup, READER)
    assert taken
    assert unsealed(taken.jwe, keys.unpadded(derived.key)) == BUNDLE
