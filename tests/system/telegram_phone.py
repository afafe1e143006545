"""Her phone with Telegram on it: she writes as Telegram would bring it, she sees what Telegram was handed."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from telegram import Bot

from tests.emulators.fixtures import TelegramServer
from tests.system.home import PATIENCE

_CHATS: Final = itertools.count(6_100_000_001)
_NUMBERS: Final = itertools.count(5_000_001)  # of her own messages
_LOOK_SECONDS: Final = 0.03
_WHEN: Final = 1_790_000_000

MEDIA: Final[dict[str, dict[str, Any]]] = {
    "photo": {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90}]},
    "voice": {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}},
    "sticker": {
        "sticker": {
            "file_id": "f",
            "file_unique_id": "u",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
    },
    "contact": {"contact": {"phone_number": "+31600000009", "first_name": "Yara"}},
    "location": {"location": {"latitude": 52.1, "longitude": 5.1}},
    "document": {"document": {"file_id": "f", "file_unique_id": "u"}},
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A message on her screen; `buttons` maps what stands on a button to what a tap brings."""

    number: int
    text: str
    buttons: dict[str, str]


class TelegramPhone:
    """A chat of its own with the bot of `token`."""

    def __init__(self, server: TelegramServer, token: str, language: str = "nl", name: str = "Elif") -> None:
        self._server, self._token, self._language = server, token, language
        self.chat = next(_CHATS)
        self.name = name

    def message(self, **what: Any) -> dict[str, Any]:
        person = {"id": self.chat, "is_bot": False, "first_name": self.name, "language_code": self._language}
        chat = {"id": self.chat, "type": "private", "first_name": self.name}
        return {"message_id": next(_NUMBERS), "from": person, "chat": chat, "date": _WHEN, **what}

    async def does(self, update: dict[str, Any]) -> int:
        """Any update of hers; the HTTP status it was answered with, or 0 where there is no webhook."""
        delivery = await self._server.update(self._token, update)
        assert delivery["delivered"], delivery
        return int(delivery.get("status_code", 0))

    async def wait_until_polled(self, bot: Bot) -> None:
        """Until the companion has ended the webhook of before: only then can it hear her."""

        async def look() -> bool:
            return not (await bot.get_webhook_info()).url

        await self._until(look, "no webhook")

    async def says(self, text: str) -> int:
        return await self.does({"message": self.message(text=text)})

    async def taps(self, seen: Seen, button: str) -> str:
        """Tap by what stands on the button; gives the id of the tap."""
        return await self.tap_again(seen, seen.buttons[button])

    async def tap_again(self, seen: Seen, brings: str) -> str:
        """A tap that brings this, also where the button is gone already."""
        tap = f"tap-{next(_NUMBERS)}"
        message = self.message(text=seen.text) | {"message_id": seen.number}
        query = {"id": tap, "from": message["from"], "chat_instance": "1", "data": brings, "message": message}
        await self.does({"callback_query": query})
        return tap

    async def calls(self, method: str) -> list[dict[str, Any]]:
        return [call for call in await self._server.calls(self.chat) if call["method"] == method]

    async def tap_was_answered(self, tap: str) -> None:
        """Until the button stops spinning."""

        async def look() -> bool:
            return tap in {call.get("callback_query_id") for call in await self._server.calls()}

        await self._until(look, "an answered tap")

    async def buttons_gone(self, number: int) -> None:
        """Until this message carries no button any more."""

        async def look() -> bool:
            edits = [edit for edit in await self.calls("editMessageReplyMarkup") if edit["message_id"] == number]
            return bool(edits) and not edits[-1]["raw"].get("reply_markup")

        await self._until(look, "buttons taken away")

    async def screen(self) -> list[Seen]:
        return [_seen(call) for call in await self.calls("sendMessage")]

    async def sees(self, *words: str, after: int = 0, seconds: float = PATIENCE) -> list[Seen]:
        """What came after her first `after` messages, once these words are in it, each in a message of its own turn."""

        async def look() -> list[Seen] | None:
            new = (await self.screen())[after:]
            return new if _in_order(words, [seen.text for seen in new]) else None

        return await self._until(look, f"{words} on the screen", seconds)  # type: ignore[no-any-return]

    async def _until(self, look: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
        try:
            async with asyncio.timeout(seconds):
                while not (found := await look()):
                    await asyncio.sleep(_LOOK_SECONDS)
                return found
        except TimeoutError:
            screen = [seen.text[:80] for seen in await self.screen()]
            raise AssertionError(f"not in {seconds} s: {what}; her screen: {screen}") from None


def _seen(call: dict[str, Any]) -> Seen:
    keyboard = (call.get("reply_markup") or {}).get("inline_keyboard", ())
    return Seen(call["message_id"], call["text"], {b["text"]: b["callback_data"] for row in keyboard for b in row})


def _in_order(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Every word somewhere, none before the one named earlier."""
    place = 0
    for word in words:
        found = next((n for n in range(place, len(texts)) if word in texts[n]), None)
        if found is None:
            return False
        place = found
    return True
