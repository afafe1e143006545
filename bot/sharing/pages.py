"""A page of her own for half an hour: its link, which is stored nowhere, and whose it is."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.ports import Clock, Pages

LASTS: Final = timedelta(minutes=30)  # as the words that bring the link say
TOKEN_BYTES: Final = 16  # 128 bits
PATH: Final = "/p"  # short, and says nothing


@dataclass(frozen=True, slots=True)
class OwnPages:
    """`site` is our own address: `https://…`."""

    pages: Pages
    clock: Clock
    site: str

    def link(self, person: int, language: str) -> str:
        """A new link; the one before opens no more. What opens it stands behind the #, which no browser sends."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.pages.open_page(person, token, self.clock.now() + LASTS)
        ui = "" if language in ("", "nl") else f"?ui={language}"
        return f"{self.site}{PATH}{ui}#{token}"

    def whose(self, token: str) -> int | None:
        return self.pages.page_of(token, self.clock.now())
