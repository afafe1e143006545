"""Which model guesses: the one inside, or a Rasa server of our own with the one inside behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from bot.errors import UnsafeSettings
from bot.model import Guess

Guesser = Callable[[str], tuple[Guess, ...]]

SECRET: Final = 32  # characters; a shorter key of HS256 can be guessed
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class Engine(StrEnum):
    EMBEDDED = "embedded"
    RASA = "rasa"  # the embedded model answers whenever the server does not


@dataclass(frozen=True, slots=True)
class RasaServer:
    """Where our Rasa listens, and the secret its tokens are signed with (its `--jwt-secret`). Raises UnsafeSettings."""

    address: str
    secret: str

    def __post_init__(self) -> None:
        if not _is_private(self.address):
            raise UnsafeSettings(
                "RASA_URL must be https://host, or http:// on this machine, without a path: people's words go over it"
            )
        if len(self.secret) < SECRET:
            raise UnsafeSettings(
                f"UNDERSTANDING=rasa needs RASA_TOKEN, {SECRET} characters or more (make rasa makes one)"
            )


def _is_private(address: str) -> bool:
    """Nobody between us and this address can read along."""
    try:
        url = urlsplit(address)
        host, _ = url.hostname, url.port
    except ValueError:
        return False
    bare = url.path in {"", "/"} and not (url.query or url.fragment or "@" in url.netloc)
    return bare and bool(host) and (url.scheme == "https" or (url.scheme == "http" and host in _THIS_MACHINE))
