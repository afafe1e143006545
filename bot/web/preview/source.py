"""Where the preview has its texts from, and who may look."""

import hmac
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request

from bot.content.overview import Listed, listed
from bot.content.schema import Library
from bot.speech.listening import Listening


@dataclass(frozen=True, slots=True)
class Preview:
    """`library` gives the texts of now; `root` is where their files are. Without `password` everybody may look.

    `edits`: whoever looks has these files on their own machine, so a link may open them.
    """

    library: Callable[[], Library]
    root: Path
    now: Callable[[], datetime]
    listening: Listening | None = None
    password: str = ""
    edits: bool = False

    def today(self) -> date:
        return self.now().date()

    def rows(self) -> tuple[Listed, ...]:
        return _kept(self.library())

    def lets_in(self, request: Request) -> bool:
        """The password was given as HTTP Basic; the name before it is free. Takes the same time for a wrong one."""
        if not self.password:
            return True
        return hmac.compare_digest(_digest(_given(request)), _digest(self.password))


@lru_cache(maxsize=1)
def _kept(library: Library) -> tuple[Listed, ...]:
    return listed(library)


def _digest(words: str) -> bytes:
    return sha256(words.encode()).digest()


def _given(request: Request) -> str:
    kind, _, sealed = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "basic":
        return ""
    try:
        return b64decode(sealed, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""
