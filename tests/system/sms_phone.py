"""Her phone without internet: she writes by Twilio's signed webhooks, she sees what Twilio was handed."""

import itertools
from typing import Any, Final

from tests.emulators.twilio import NUMBER, Twilio
from tests.system.home import PATIENCE, until

_NUMBERS: Final = itertools.count(31_600_000_101)


class SmsPhone:
    """A number of its own; `prefix` is `whatsapp:` where she writes by WhatsApp."""

    def __init__(self, account: Twilio, path: str = "/sms", prefix: str = "", number: str = "") -> None:
        self._account, self._path, self._prefix = account, path, prefix
        self.number = number or f"+{next(_NUMBERS)}"

    async def says(self, text: str, **fields: str) -> int:
        """The HTTP status of our answer."""
        to = {"To": f"{self._prefix}{NUMBER}"}
        return await self._account.incoming(
            self._path, **{"From": f"{self._prefix}{self.number}", **to, "Body": text, **fields}
        )

    async def speaks_dutch(self) -> int:
        """A wave says nothing about a language, so it is asked first; gives how many messages came."""
        await self.says("👋")
        await self.sees("1 Nederlands")
        await self.says("1")
        await self.sees("Hoi", "112")
        return len(self.screen())

    def messages(self) -> list[dict[str, Any]]:
        return [sent for sent in self._account.sent.values() if sent["to"] == f"{self._prefix}{self.number}"]

    def screen(self) -> list[str]:
        return [message["body"] for message in self.messages()]

    async def sees(self, *words: str, after: int = 0, seconds: float = PATIENCE) -> list[str]:
        """What came after her first `after` messages, once all these words are in it."""

        def look() -> list[str]:
            new = self.screen()[after:]
            return new if all(any(word in text for text in new) for word in words) else []

        try:
            return await until(look, f"{words}", seconds)
        except AssertionError as missing:
            raise AssertionError(f"{missing}; her screen: {self.screen()}") from None
