"""A share's life: made, opened, counted, ended; by the clock, by her, and refused when it is too often."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotShared, TooOften
from bot.model import Opening, Way
from bot.sharing.making import Limits
from bot.summary import Consented
from tests.sharing.made import BUNDLE, CARLA, DAY, ONE, READER, Shared
from tests.storage.talk import NOON, say


@pytest.mark.parametrize("way", Way)
def test_three_openings_and_then_it_is_gone(shared: Shared, way: Way) -> None:
    handed = shared.create(way)
    assert [shared.open(handed) for _ in range(4)] == [BUNDLE, BUNDLE, BUNDLE, None]
    assert shared.reasons() == [("used", False)]
    assert shared.sharing.openings(shared.person) == (Opening(NOON, way, READER),) * 3


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


@pytest.mark.parametrize("way", Way)
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


def test_one_opening_is_one(shared: Shared) -> None:
    handed = shared.limited(ONE).create()
    assert [shared.open(handed), shared.open(handed)] == [BUNDLE, None]
