"""A golden conversation as it is written in its file."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import ContentBroken
from bot.model import Conversation, Form, IncomingKind
from bot.storage.packing import SAVES


def _several(value: object) -> object:
    return value if isinstance(value, list) else [value]


Words = Annotated[list[str], BeforeValidator(_several)]


class _Written(BaseModel):
    """Refuses unknown keys: a misspelt expectation would never fail."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Person(_Written):
    """Who she is before the conversation begins; somebody who wrote to us earlier."""

    situatie: str = ""
    zorg: str = ""
    uitgerekend: str = ""
    consent: Literal["", "given"] = ""
    answers: dict[str, str] = {}  # what she told in other dialogues, by key

    def conversation(self, language: str) -> Conversation:
        known = self.model_dump(exclude={"consent", "answers"}, exclude_defaults=True) | self.answers
        consents = (SAVES,) if self.consent else ()
        return Conversation(language=language, greeted=True, answers=known, consents=consents)


class Step(_Written):
    """What she does – types, taps, comes by a link, sends a photo – and what must be so in the answer."""

    user: str = ""
    tap: str = ""
    instance: int = 0  # of which question, counted from her first: 1, 2 …; 0 is the last one asked
    start: str | None = None
    kind: IncomingKind | None = None
    days_later: int = 0
    tekst: Words = []  # exact words, only where the words are the safety
    parts: int = 0  # SMS parts, at most
    taal: str = ""  # every message is in this language
    bot: list[str] = []


class Script(_Written):
    title: str
    channel: Form = Form.TELEGRAM
    language: str
    phone_language: str = ""
    today: date
    hour: int = 10
    line: str = ""  # our phone number, where there is a phone line
    person: Person | None = None
    talk: list[Step]
    events: list[str] = []


def yaml() -> YAML:
    """Reads and writes conversations, keeping comments and line breaks."""
    reader = YAML()
    reader.width = 120
    reader.allow_unicode = True
    return reader


def read_script(path: Path) -> Script:
    """A conversation from its file. Raises `ContentBroken` for a file that is none."""
    try:
        return Script.model_validate(yaml().load(path))
    except (OSError, YAMLError, ValidationError) as error:
        raise ContentBroken(f"{path}: {error}") from None
