"""Read without the library, an everyday update says the same as with it – or is left to it."""

import json
import random
from typing import Any

import pytest

from bot.channels.telegram_plain import plain
from bot.channels.telegram_updates import by_library, read_update

SHE = {"id": 4711, "is_bot": False, "first_name": "T", "language_code": "tr"}
CHAT = {"id": 4711, "type": "private", "first_name": "T"}
MESSAGE = {"message_id": 9, "date": 1_790_000_000, "chat": CHAT, "from": SHE, "text": "/start tr-foliumzuur"}
TAP = {
    "id": "77",
    "from": SHE,
    "chat_instance": "1",
    "data": "3:_skip",
    "message": {**MESSAGE, "text": "Hoe gaat het?"},
}
UPDATES = ({"update_id": 5, "message": MESSAGE}, {"update_id": 6, "callback_query": TAP})
ODD = (None, 0, 1, True, -5, "", "x", "1", 1.5, [], {}, 10**30, {"id": 1}, "private", "group", "/menu@bot")


@pytest.mark.parametrize("update", UPDATES, ids=["text", "tap"])
def test_an_everyday_update_needs_no_library(update: dict[str, Any]) -> None:
    assert plain(update) is not None
    assert read_update(json.dumps(update).encode(), "k") == by_library(update, "k")


def test_whatever_is_read_without_the_library_says_the_same_with_it() -> None:
    chance = random.Random(5)
    odd = [_odd(chance.choice(UPDATES), chance) for _ in range(4000)]
    alone = [update for update in odd if plain(update)]
    assert len(alone) > 100
    for update in alone:
        assert read_update(json.dumps(update).encode(), "k") == by_library(_without_words(update), "k"), update


def _without_words(update: dict[str, Any]) -> dict[str, Any]:
    """The tap as on a message that Telegram no longer shows: its words are nothing to us, odd or not."""
    if "callback_query" not in update:
        return update
    on = update["callback_query"]["message"]
    left = {"message_id": on["message_id"], "chat": on["chat"], "date": 0}
    return {**update, "callback_query": {**update["callback_query"], "message": left}}


def _odd(update: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The update with one or two of its fields gone or changed."""
    copy: dict[str, Any] = json.loads(json.dumps(update))
    for _ in range(chance.randint(1, 2)):
        holder, name = chance.choice(list(_fields(copy)))
        if chance.random() < 0.3:
            del holder[name]
        else:
            holder[name] = chance.choice(ODD)
    return copy


def _fields(value: Any) -> Any:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield value, name
            yield from _fields(inner)
