"""What else is stored: sounds a provider has, pages of her own, what she shares."""

from datetime import datetime
from typing import Protocol

from bot.model import NewShare, Opening, Taken, Tried


class Uploads(Protocol):
    """What a provider calls sounds of fixed content that it has already. Synchronous; called in threads."""

    def find(self, key: str) -> str:
        """Empty: it has no such sound, or we do not know."""

    def keep(self, key: str, file_id: str, now: datetime) -> None:
        """In place of the one before."""


class Pages(Protocol):
    """Whose a page of her own is. Of the token that opens it a keyed hash is stored. Synchronous; called in threads."""

    def open_page(self, person: int, token: str, until: datetime) -> None:
        """In place of the one before. Raises `NotShared`: she was forgotten."""

    def page_of(self, token: str, now: datetime) -> int | None:
        """Whose page it opens; None: nobody's, over, or closed."""


class Shares(Protocol):
    """What is stored of shares. Every counter is spent in one statement: requests at once never share one.

    Synchronous; called in threads. A share is alive until it is over, revoked, locked or used up; then its sealed
    text is deleted.
    """

    def keyed(self, kind: str, secret: str) -> bytes:
        """32 bytes that stand for a secret; nobody finds it without the key outside the database."""

    def may_share(self, person: int, most: int, since: datetime) -> None:
        """Raises `TooOften` when she made `most` since then."""

    def keep(self, share: NewShare, most: int, since: datetime) -> None:
        """Store it. Raises `TooOften`, and `NotShared` when she was forgotten meanwhile."""

    def try_pin(self, mark: bytes, now: datetime) -> Tried | None:
        """Spend a PIN try of a living share; None: no such share, or as many are being compared as may be wrong."""

    def take(self, mark: bytes, reader: str, now: datetime, right_pin: bool = False) -> Taken | None:
        """Spend an opening of a living share and record it. The last one deletes what is stored.

        `right_pin`: the try that was spent is given back.
        """

    def may_fetch(self, share: int, now: datetime) -> bool:
        """What an opening gave may still be fetched: not over, revoked or locked. Used up may be, by who used it."""

    def missed(self, share: int, now: datetime) -> int:
        """The PIN that was tried is wrong: how many wrong ones are left. The last one deletes what is stored."""

    def revoke(self, person: int, now: datetime) -> int:
        """Delete all she shared; how many were alive."""

    def openings(self, person: int) -> tuple[Opening, ...]:
        """Who opened what she shared, newest first."""

    def wrong_pins(self, person: int, most: int) -> int:
        """How many wrong PINs were tried on what she shared, where each link began with `most` tries."""
