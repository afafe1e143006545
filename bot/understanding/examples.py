"""Training sentences from `nlu/data/<language>/*.yml`, in Rasa 3.1 format."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import ContentBroken
from bot.understanding.lists import Listed, mapping, read

_RECIPE: Final = b"letters-and-meanings-10"  # changes when features or training change, so that no old model is used
_NOT_SENTENCES: Final = frozenset({"synonym", "lookup", "regex"})  # for Rasa's entities
_MARKUP = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")  # Rasa's entity marks: [twaalf](weken)


@dataclass(frozen=True, slots=True)
class Example:
    intent: str
    text: str
    language: str


def examples(data: Path, language: str = "*") -> Iterator[Example]:
    """All training sentences, or those of one language. Raises `ContentBroken` with the file's name."""
    for path in _files(data, language):
        for block in _blocks(path):
            fields = mapping(path, block)
            intent, lines = fields.get("intent"), fields.get("examples")
            if _NOT_SENTENCES & set(fields):
                continue
            if not isinstance(intent, str) or not isinstance(lines, str):
                raise ContentBroken(f"{path.name}: every block needs `intent` and `examples: |`")
            for line in lines.splitlines():
                if text := _MARKUP.sub(r"\1", line.strip().removeprefix("-").strip()):
                    yield Example(intent, text, path.parent.name)


def fingerprint(data: Path) -> str:
    """Changes when any training file changes."""
    digest = hashlib.sha256(_RECIPE)
    for path in _files(data):
        digest.update(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _files(data: Path, language: str = "*") -> list[Path]:
    return sorted(data.glob(f"{language}/*.yml"))


def _blocks(path: Path) -> list[Listed]:
    blocks = mapping(path, read(path)).get("nlu")
    if not isinstance(blocks, list):
        raise ContentBroken(f"{path.name}: expected `nlu:` with a list of intents")
    return blocks
