"""Word lists that native speakers edit, read from YAML 1.2 (there `no` and `on` stay words)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from bot.cache import cached
from bot.errors import ContentBroken

Listed = str | int | None | Sequence["Listed"] | Mapping[str, "Listed"]


class Named(Protocol):
    """Whatever has lists in it, by the name its editors know."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class WordFile:
    """One file of lists, read."""

    path: Path
    content: Listed

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def language(self) -> str:
        return self.path.stem


def read(path: Path) -> Listed:
    """The content of one file. Raises `ContentBroken` with its name when it cannot be read as YAML."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - not needed when the lists are as they were at the last start
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        return cast(Listed, YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except (YAMLError, OSError, UnicodeError) as error:
        raise ContentBroken(f"{path.name}: {error}") from error


def word_files(paths: Iterable[Path], kept: Path) -> Sequence[WordFile]:
    """All of these files, in order; as they were read before where `kept` says so."""
    files = sorted(paths)
    try:
        contents = cached(kept, files, list[Any], lambda: [read(path) for path in files])
    except OSError as error:
        raise ContentBroken(f"{error.filename}: {error.strerror}") from error
    return [WordFile(path, content) for path, content in zip(files, contents, strict=True)]


def mapping(file: Named, content: Listed) -> Mapping[str, Listed]:
    """Names with what belongs to them; nothing at all is an empty mapping."""
    if content is not None and not isinstance(content, Mapping):
        raise ContentBroken(f"{file.name}: expected names with lists, found {type(content).__name__}")
    return content or {}


def sequence(file: Named, items: Listed) -> Sequence[Listed]:
    """A list of anything. Nothing at all is an empty list."""
    if items is not None and not isinstance(items, list):
        raise ContentBroken(f"{file.name}: expected a list, found {items!r}")
    return items or []


def listed(file: Named, items: Listed) -> list[str]:
    """Words or phrases; numbers become words. Nothing at all is an empty list."""
    return [str(item) for item in sequence(file, items)]
