"""A page of her own for half an hour: its link, which is stored nowhere, and whose it is."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.model import PageOpened
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

    def open(self, person: int, language: str) -> PageOpened:
        """A new link; the one before opens no more. What opens it stands behind the #, which no browser sends."""
        token, until = secrets.token_urlsafe(TOKEN_BYTES), self.clock.now() + LASTS
        self.pages.open_page(person, token, until)
        ui = "" if language in ("", "nl") else f"?ui={language}"
        return PageOpened(f"{self.site}{PATH}{ui}#{token}", until)

    def whose(self, token: str) -> int | None:
        return self.pages.page_of(token, self.clock.now())
