"""The library as the files of today make it. Who only reads texts need not parse them all again."""

from pathlib import Path

from bot.cache import cached
from bot.content.schema import Library


def library(root: Path, cache: Path) -> Library:
    """As `load` gives it, kept in the folder `cache` until a content file changes. Raises `ContentBroken`."""

    def make() -> Library:
        from bot.content.load import load  # noqa: PLC0415 - its parsers are needed only now

        return load(root)

    files = (file for file in (root / "content").rglob("*") if file.is_file())
    return cached(cache / "library.json", files, Library, make)
