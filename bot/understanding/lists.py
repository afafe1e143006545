"""Word lists that native speakers edit, read from YAML 1.2 (there `no` and `on` stay words)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import ContentBroken

Listed = str | int | None | Sequence["Listed"] | Mapping[str, "Listed"]


def read(path: Path) -> Listed:
    """The content of one file. Raises `ContentBroken` with its name when it cannot be read as YAML."""
    try:
        return cast(Listed, YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except (YAMLError, OSError, UnicodeError) as error:
        raise ContentBroken(f"{path.name}: {error}") from error


_READ = object()


def mapping(path: Path, content: object = _READ) -> Mapping[str, Listed]:
    """The file itself, or a part of it, as names with what belongs to them; nothing at all is an empty mapping."""
    found = read(path) if content is _READ else content
    if found is not None and not isinstance(found, dict):
        raise ContentBroken(f"{path.name}: expected names with lists, found {type(found).__name__}")
    return cast(Mapping[str, Listed], found or {})


def sequence(path: Path, items: Listed) -> list[Listed]:
    """A list of anything. Nothing at all is an empty list."""
    if items is not None and not isinstance(items, list):
        raise ContentBroken(f"{path.name}: expected a list, found {items!r}")
    return items or []


def listed(path: Path, items: Listed) -> list[str]:
    """Words or phrases; numbers become words. Nothing at all is an empty list."""
    return [str(item) for item in sequence(path, items)]
