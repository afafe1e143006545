"""The phone line of the real process: she asks to be called, is called, and walks the line; she calls it herself."""

import asyncio
from urllib.parse import urlsplit

import pytest

from tests.emulators.twilio_call import PLAYED, Call
from tests.system.conftest import World
from tests.system.home import until

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_bel_rings_her_telephone_and_the_line_is_walked(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()
    await her.says("BEL")
    await her.sees("Is het nu veilig om te bellen?")
    await her.says("ja")
    await her.sees("ik bel je zo")
    [made] = await until(lambda: [one for one in world.twilio.calls.values() if one["To"] == her.number], "a call")
    call = Call(world.twilio, her.number, outbound=True, answered_by="human")
    await call.starts(made["Url"])
    assert call.said
    await call.presses("1", "1", "1")
    assert len(call.said) >= 5
    await call.presses("*", "*", "2", "3", "1", "#")
    assert call.over


async def test_a_voicemail_hears_nothing(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()
    await her.says("bel")
    await her.sees("veilig")
    await her.says("ja")
    [made] = await until(lambda: [one for one in world.twilio.calls.values() if one["To"] == her.number], "a call")
    call = Call(world.twilio, her.number, outbound=True, answered_by="machine_start")
    await call.starts(made["Url"])
    assert (call.said, call.over) == ([], True)


async def test_who_wrote_to_us_hears_her_language_at_once(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()
    stranger, known = Call(world.twilio, "+31600009999"), Call(world.twilio, her.number)
    await stranger.starts(f"{world.twilio.public}/phone")
    await known.starts(f"{world.twilio.public}/phone")
    assert len(stranger.said) > len(known.said) == 1


async def test_what_is_played_is_a_sound_of_ours(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()

    async def played() -> list[str]:
        call = Call(world.twilio, her.number)
        await call.starts(f"{world.twilio.public}/phone")
        return [address for language, address in call.said if not language]

    async with asyncio.timeout(60):  # making begins a process, on a machine that may be busy
        while not (addresses := await played()):
            await asyncio.sleep(0.2)
    status, kind, content = await world.twilio.fetched(addresses[0])
    assert (status, kind in PLAYED) == (200, True)
    assert len(content) > 5_000
    assert urlsplit(addresses[0]).path.startswith("/phone/sound/")


async def test_no_number_is_in_the_log(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()
    call = Call(world.twilio, her.number)
    await call.starts(f"{world.twilio.public}/phone")
    await call.presses("1", "1", "7", "#")
    assert her.number not in world.house.words()
    assert call.sid not in world.house.words()
