"""The console channel, which other tests lean on."""

import pytest

from bot.channels.console import ConsoleChannel
from bot.errors import BadPayload, PersonStopped, TryLater
from bot.model import Address, ChannelName, Incoming, IncomingKind, Outgoing, Sent
from bot.ports import WebRequest

HER = Address(ChannelName.CONSOLE, "1")


async def test_it_keeps_and_shows_what_was_sent_in_order() -> None:
    shown: list[str] = []
    console = ConsoleChannel(show=lambda outgoing: shown.append(outgoing.text))
    sent = [await console.send(Outgoing(HER, text)) for text in ("een", "twee")]
    assert sent == [Sent("1"), Sent("2")]
    assert [one.text for one in console.sent] == shown == ["een", "twee"]


async def test_it_fails_when_told_and_only_then() -> None:
    console = ConsoleChannel(ChannelName.SMS)
    console.fail_next(TryLater("busy"), None, PersonStopped("21610"))
    with pytest.raises(TryLater):
        await console.send(Outgoing(HER, "een"))
    await console.send(Outgoing(HER, "twee"))
    with pytest.raises(PersonStopped):
        await console.send(Outgoing(HER, "drie"))
    await console.send(Outgoing(HER, "vier"))
    assert (console.name, [one.text for one in console.sent]) == (ChannelName.SMS, ["twee", "vier"])


async def test_it_remembers_what_it_was_asked() -> None:
    console = ConsoleChannel()
    await console.heard(Incoming("k", HER, IncomingKind.TAP, tap_id="t"))
    await console.retire(HER, "1")
    await console.erase(HER, "2")
    await console.close()
    assert (console.heard_taps, console.retired, console.erased) == (["t"], ["1"], ["2"])


def test_it_has_no_web_address() -> None:
    with pytest.raises(BadPayload):
        ConsoleChannel().read(WebRequest("/", "", {}, b""))
