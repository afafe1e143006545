"""A picture goes with the words where the channel shows one; whatever happens to it, the words go."""

import pytest

from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.errors import NotDrawn, TryLater
from bot.export.picture import MapPainter, png
from bot.model import ChannelName, Say
from bot.network_map import MOST, NICKNAME_LETTERS, Helper, NetworkMap, Role, Support, dump, listed
from bot.storage.store import SqlStore
from tests.delivery.posting import Postman, telling
from tests.storage.talk import CARLA, HandClock, apologise, arrival

CAPTION = 1024
SMALL = NetworkMap((Helper(Role.SISTER, at_night=True),))
FULL = NetworkMap(
    tuple(Helper(Role.MIDWIFE, supports=tuple(Support), nickname="W" * NICKNAME_LETTERS) for _ in range(MOST))
)


def shown(network: NetworkMap) -> Say:
    return Say("flows/netwerkkaart#af.zeg", (("lijst", listed(network)),), picture=dump(network))


class NoPainter:
    def png(self, picture: str, language: str) -> bytes:
        raise NotDrawn


@pytest.fixture
def painted(courier: Postman, library: Library) -> Postman:
    courier.painter = MapPainter(library)
    return courier


async def delivered(store: SqlStore, courier: Postman, say: Say) -> None:
    store.commit([arrival("x")], telling(say), apologise)
    await courier.deliver_due()


async def test_the_map_arrives_as_picture_and_words(
    store: SqlStore, channel: ConsoleChannel, painted: Postman, library: Library
) -> None:
    await delivered(store, painted, shown(SMALL))
    [sent] = channel.sent
    assert sent.picture == png(SMALL, library, "nl")
    assert sent.text.endswith("- Zus: Dichtbij, 's nachts bellen")


async def test_a_long_list_goes_on_after_its_caption(
    store: SqlStore, channel: ConsoleChannel, painted: Postman
) -> None:
    await delivered(store, painted, shown(FULL))
    assert [bool(one.picture) for one in channel.sent] == [True] + [False] * (len(channel.sent) - 1)
    assert all(len(one.text) <= CAPTION for one in channel.sent)
    assert sum(one.text.count("WWWW") > 0 for one in channel.sent) > 1
    assert sum(one.text.count("(Verloskundige)") for one in channel.sent) == MOST


async def test_without_a_picture_the_words_go(store: SqlStore, channel: ConsoleChannel, courier: Postman) -> None:
    courier.painter = NoPainter()
    await delivered(store, courier, shown(SMALL))
    [sent] = channel.sent
    assert (sent.picture, "Zus" in sent.text) == (b"", True)


async def test_what_was_sent_with_its_picture_is_not_sent_again(
    store: SqlStore, channel: ConsoleChannel, painted: Postman, clock: HandClock
) -> None:
    channel.fail_next(TryLater("502", 2))
    await delivered(store, painted, shown(SMALL))
    assert channel.sent == []
    clock.move(seconds=4)
    await painted.deliver_due()
    assert [bool(one.picture) for one in channel.sent] == [True]


async def test_by_sms_there_are_words_only(store: SqlStore, library: Library, clock: HandClock) -> None:
    channel = ConsoleChannel(ChannelName.SMS)
    courier = Postman(store, {ChannelName.SMS: channel}, library, clock)
    courier.painter = MapPainter(library)
    store.commit([arrival("x", CARLA)], telling(shown(SMALL)), apologise)
    await courier.deliver_due()
    assert [one.picture for one in channel.sent] == [b""]
