"""Telegram by webhook: the real process and python-telegram-bot against telemelya."""

import asyncio

import pytest

from tests.system.conftest import World
from tests.system.home import SECRET
from tests.system.telegram_phone import MEDIA
from tests.system.webhook import UPDATES, post_update

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_start_in_dutch_gives_a_welcome_with_buttons_that_work(world: World) -> None:
    her = world.telegram("nl-NL")
    assert await her.says("/start") == 200
    [welcome] = await her.sees("112")
    assert len(welcome.text.split()) <= 25
    tap = await her.taps(welcome, "Ik ben zwanger")
    [choice] = await her.sees("Kies een onderwerp", after=1)
    assert "Verloskundige zoeken" in choice.buttons
    await her.tap_was_answered(tap)
    await her.buttons_gone(welcome.number)


async def test_her_first_question_is_answered_at_once_and_in_turkish(world: World) -> None:
    her = world.telegram("tr")
    await her.says("folik asit ne kadar almalıyım?")
    welcome, answer, *_ = await her.sees("112", "400 mikrogram", "Başka bir şey")
    assert welcome.text.startswith("Merhaba")
    assert "400 mikrogram" in answer.text


async def test_an_urgent_message_is_answered_first_with_112_and_then_whom_to_call(world: World) -> None:
    her = world.telegram()
    await her.says("ik verlies veel bloed")
    urgent, sentence, question = await her.sees("112", "Lees dit voor", "Wie zorgt er nu voor jou?")
    assert "112" in urgent.text
    assert "Ik heb bloedverlies" in sentence.text
    await her.taps(question, "Nog niemand")
    await her.sees("112", after=3)


@pytest.mark.parametrize("kind", MEDIA)
async def test_what_cannot_be_read_is_answered_kindly(world: World, kind: str) -> None:
    her = world.telegram()
    await her.does({"message": her.message(**MEDIA[kind])})
    await her.sees("Typ je vraag")


async def test_a_warning_sign_under_a_photo_is_seen(world: World) -> None:
    her = world.telegram()
    await her.does({"message": her.message(**MEDIA["photo"], caption="is dit normaal? ik verlies veel bloed")})
    [first, *_] = await her.sees("Lees dit voor")
    assert "112" in first.text


async def test_an_edited_message_is_answered_as_it_reads_now(world: World) -> None:
    her = world.telegram()
    asked = her.message(text="folumzur")
    await her.does({"edited_message": {**asked, "text": "hoeveel foliumzuur?", "edit_date": asked["date"] + 9}})
    await her.sees("400 microgram")


@pytest.mark.parametrize(
    ("code", "first", "then"),
    [
        ("tr-foliumzuur", "Merhaba", "400 mikrogram"),
        ("foliumzuur", "Hoi", "400 microgram"),
        ("ar", "مرحبا", "112"),
        ("bestaat-niet", "Hoi", "112"),
    ],
)
async def test_a_start_code_chooses_language_and_topic(world: World, code: str, first: str, then: str) -> None:
    her = world.telegram()
    await her.says(f"/start {code}")
    screen = await her.sees(first, then)
    assert screen[0].text.startswith(first)


async def test_after_stop_no_answer_but_to_a_warning_sign(world: World) -> None:
    her = world.telegram()
    await her.says("Stop. Dank je")
    await her.sees("ik stuur niets meer")
    await her.says("hoeveel foliumzuur?")
    await her.says("en alcohol?")
    await her.says("ik bloed")
    screen = await her.sees("Lees dit voor", after=1)
    told = [seen.text for seen in screen]
    assert not [text for text in told if "microgram" in text or "alcohol" in text.lower()]
    assert any("112" in text and text.startswith("Bel nu") for text in told)
    await her.says("START")
    await her.sees("weer antwoord", after=1)


async def test_forgetting_asks_first_and_begins_anew(world: World) -> None:
    her = world.telegram("tr")
    await her.says("/start nl")
    await her.sees("Hoi")
    await her.says("wissen")
    [question] = await her.sees("weghaal", after=1)
    await her.taps(question, "Nee, laat maar")
    await her.sees("", after=2)
    await her.says("wissen")
    question = next(seen for seen in reversed(await her.sees("weghaal", after=3)) if "weghaal" in seen.text)
    before = len(await her.screen())
    await her.taps(question, "Ja, haal alles weg")
    await her.sees("Alles wat ik van jou had, is weg", after=before)
    await her.says("👋")
    await her.sees("Merhaba", after=before + 1)  # her telephone's language again: her choice is forgotten


@pytest.mark.parametrize("secret", [None, "", "another", SECRET + "x", "sécret"])
async def test_without_the_secret_nothing_is_heard(world: World, secret: str | None) -> None:
    her = world.telegram()
    update = {"message": her.message(text="/start")}
    assert await post_update(world.house.address, update, secret) == 403
    assert await post_update(world.house.address, b"", secret) == 403
    await her.says("foliumzuur")
    assert len([seen for seen in await her.sees("400 microgram") if seen.text.startswith("Hoi")]) == 1


@pytest.mark.parametrize(
    "update",
    [
        {"telepathic_message": {"from": {"id": 1}}},
        {"poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"]}},
        {"message_reaction": {"chat": {"id": 1}, "date": 1, "old_reaction": [], "new_reaction": [], "message_id": 1}},
        {},
    ],
)
async def test_an_unknown_update_is_accepted(world: World, update: dict[str, object]) -> None:
    """Any other answer and Telegram would bring it again and again."""
    assert await post_update(world.house.address, update) == 200


async def test_a_group_is_never_answered(world: World) -> None:
    her = world.telegram()
    group = {"id": -100 - her.chat, "type": "group", "title": "familie"}
    await her.does({"message": her.message(text="ik verlies veel bloed") | {"chat": group}})
    await her.says("/start")
    await her.sees("112")
    assert await world.server.calls(int(str(group["id"]))) == []


async def test_a_repeated_update_is_answered_once(world: World) -> None:
    her = world.telegram()
    update = {"update_id": next(UPDATES), "message": her.message(text="hoeveel foliumzuur?")}
    assert await asyncio.gather(*(post_update(world.house.address, update) for _ in range(4))) == [200] * 4
    assert await post_update(world.house.address, update) == 200
    await her.says("ik verlies veel bloed")  # its answer comes after all that would have come before it
    screen = await her.sees("Wie zorgt er nu voor jou?")
    assert sum("400 microgram" in seen.text for seen in screen) == 1


async def test_two_taps_at_once_are_one_answer(world: World) -> None:
    her = world.telegram()
    await her.says("/start")
    [welcome] = await her.sees("112")
    await asyncio.gather(*(her.taps(welcome, "Stoppen met roken") for _ in range(2)))
    screen = await her.sees("knop van eerder", after=1)
    assert sum("Kies een onderwerp" in seen.text for seen in screen) == 1


async def test_who_blocks_the_bot_is_told_nothing_more(world: World) -> None:
    her = world.telegram()
    await her.says("/start")
    await her.sees("112")
    message = her.message()
    bot = {"id": 1, "is_bot": True, "first_name": "bot"}
    change = {
        **{name: message[name] for name in ("from", "chat", "date")},
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }
    assert await her.does({"my_chat_member": change}) == 200
    await her.says("ik verlies veel bloed")  # she unblocked it: an emergency is answered all the same
    await her.sees("112", "Lees dit voor", after=1)
