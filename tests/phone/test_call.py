"""Whole calls, key by key: Twilio is emulated, everything else is real."""

import asyncio
import re

import pytest

from bot.content.library import wording
from bot.content.schema import Library
from bot.content.spoken import spoken
from bot.model import Address, ChannelName
from bot.phone.words import text
from tests.emulators.twilio_call import PLAYED, Call
from tests.phone.conftest import CALLER, SITE, House

TURKISH = Address(ChannelName.SMS, CALLER)


def says(library: Library, text_id: str, language: str) -> str:
    """A text as a voice says it."""
    words = wording(library, text_id, language).words.replace("{feit:alarmnummer}", "112")
    return " ".join(spoken(words, language).split())


async def test_a_call_in_dutch(mute: House, library: Library) -> None:
    call = await mute.call()
    assert [language for language, _ in call.said[:5]] == ["nl-NL", "nl-NL", "en-GB", "tr-TR", "arb"]
    assert "één, één, twee" in call.said[0][1]
    await call.presses("1")
    assert call.heard() == says(library, text("begin.vraag"), "nl")
    await call.presses("1")
    assert call.heard().startswith(says(library, text("tekenen.vraag"), "nl"))
    assert "Toets één voor Ik ben nu in nood." in call.heard()
    await call.presses("9", "1")
    heard = call.heard()
    assert "Ook als het bloeden is gestopt." in heard
    assert heard.count("één, één, twee") >= 4
    assert "Ik ben zwanger. Ik heb bloedverlies." in heard
    assert heard.endswith(says(library, text("ophangen.zeg"), "nl"))
    await call.presses("0")
    assert call.heard() == heard
    await call.presses("*", "*", "*")
    assert call.heard() == says(library, text("begin.vraag"), "nl")
    await call.presses("2")
    assert "nog niet nagekeken" in call.heard()
    await call.presses("3")
    assert call.heard().startswith("Stoppen met roken. Toets één voor Trek in een sigaret.")
    await call.presses("1")
    assert "Wacht even met roken." in call.heard()
    await call.presses("*", "*", "5")
    assert says(library, "ui#mens", "nl") in call.heard()
    await call.presses("#")
    assert call.heard() == says(library, text("dag.zeg"), "nl")
    assert call.over


async def test_a_call_in_turkish(mute: House, library: Library) -> None:
    call = await mute.call()
    await call.presses("3")
    assert call.heard() == says(library, text("begin.vraag"), "tr")
    await call.presses("1")
    assert {language for language, _ in call.said} == {"tr-TR"}
    await call.presses("8")
    assert call.heard().startswith(says(library, text("onbekend.zeg"), "tr"))
    await call.presses("1")
    assert [language for language, _ in call.said].count("nl-NL") == 1, "the Dutch sentence, for who answers"
    assert "Ik spreek Turks. Graag een tolk." in call.heard()
    await call.presses("*", "*", "2", "2", "1")
    assert {language for language, _ in call.said} <= {"tr-TR", "nl-NL"}
    await call.presses("#")
    assert call.heard() == says(library, text("dag.zeg"), "tr")
    assert call.over


async def test_whose_language_is_known_is_asked_what_matters_at_once(mute: House, library: Library) -> None:
    mute.known[TURKISH] = "tr"
    call = await mute.call()
    assert call.heard() == says(library, text("begin.vraag"), "tr")
    await call.presses("*")
    assert {"nl-NL", "en-GB", "tr-TR", "arb", "pl-PL"} <= {language for language, _ in call.said}
    by_whatsapp = await mute.call("+31600000778")
    mute.known[Address(ChannelName.WHATSAPP, "+31600000778")] = "pl"
    assert {language for language, _ in by_whatsapp.said} > {"pl-PL"}
    assert {language for language, _ in (await mute.call("+31600000778")).said} == {"pl-PL"}


@pytest.mark.parametrize("number", ["anonymous", "Restricted", "+266696687", "", "client:someone"])
async def test_who_hides_her_number_is_asked_her_language(mute: House, number: str) -> None:
    call = await mute.call(number)
    assert len({language for language, _ in call.said}) > 3


async def test_silence_is_asked_again_twice_and_ends_with_the_number_to_call(mute: House, library: Library) -> None:
    mute.known[TURKISH] = "nl"
    call = await mute.call()
    asked = call.heard()
    await call.presses("")
    assert call.heard() == asked
    await call.presses("")
    assert call.heard() == asked
    await call.presses("")
    assert call.heard() == says(library, text("dag.zeg"), "nl")
    assert call.over


async def test_the_database_may_be_away(mute: House) -> None:
    mute.database_is_away = True
    call = await mute.call()
    await call.presses("1", "1", "1")
    assert "één, één, twee" in call.heard()


async def test_a_place_that_is_gone_begins_again(mute: House) -> None:
    call = Call(mute.account, CALLER)
    await call.starts(f"{SITE}/phone?at=aaaaaaaaaaaa")
    assert len({language for language, _ in call.said}) > 3
    call.action = f"{SITE}/phone?of=NOT-A-CODE&of=b"
    await call.presses("1")
    assert len({language for language, _ in call.said}) > 3


async def test_sounds_that_break_take_no_words_away(broken: House, library: Library) -> None:
    call = await broken.call()
    await call.presses("1")
    assert call.heard() == says(library, text("begin.vraag"), "nl")


async def test_her_own_voice_is_played_once_it_is_made(house: House) -> None:
    house.known[TURKISH] = "nl"
    first = await house.call()
    assert first.said[0][0] == "nl-NL", "said at once by Twilio, while ours is made"
    async with asyncio.timeout(60):
        while (again := await house.call()).said[0][0]:
            await asyncio.sleep(0.05)
    address = again.said[0][1]
    assert re.fullmatch(rf"{SITE}/phone/sound/[a-z2-7]{{20}}", address)
    status, kind, content = await house.account.fetched(address)
    assert (status, kind in PLAYED) == (200, True)
    assert len(content) > 5000
    assert (await house.account.fetched(f"{SITE}/phone/sound/aaaa"))[0] == 404


async def test_a_sound_may_be_fetched_from_who_did_not_give_its_address(house: House, library: Library) -> None:
    """Two processes have one key."""
    from bot.phone.hearing import every
    from bot.speech.line import LineSounds
    from tests.phone.conftest import KEY

    parts = house.line.hears.at(house.line.tree.begin("nl"), house.now)
    one, other = (LineSounds(lambda: house.studio, lambda: every(house.line.hears, house.now), KEY) for _ in range(2))
    one.make(parts)
    sound = other.find(one.codes(parts)[0])
    assert sound
    assert sound.language == "nl"
    assert other.find("nothing") is None


async def test_a_language_that_nobody_here_can_say_is_said_in_dutch(
    mute: House, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.channels import twiml
    from bot.web import phone

    left = {code: voice for code, voice in twiml.VOICES.items() if code != "tr"}
    for module in (twiml, phone):
        monkeypatch.setattr(module, "VOICES", left)
    call = await mute.call()
    assert "tr-TR" not in {language for language, _ in call.said}
    await call.presses("3")
    assert call.heard().startswith(says(library, text("geen_stem.zeg"), "nl"))
    assert call.heard().endswith(says(library, text("begin.vraag"), "nl"))
    await call.presses("1", "1")
    assert "Ik spreek Turks." not in call.heard()
    assert "één, één, twee" in call.heard()
