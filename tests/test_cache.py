"""What is kept between starts is never older than what it was made of, and never has to be there."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.cache import cached
from bot.content.load import load
from bot.content.shelf import library

ROOT = Path(__file__).parents[1]


def counting() -> tuple[Callable[[], dict[str, date]], list[int]]:
    made: list[int] = []

    def make() -> dict[str, date]:
        made.append(1)
        return {"day": date(2026, 11, 22)}

    return make, made


def test_made_once_until_a_file_changes(tmp_path: Path) -> None:
    source, kept = tmp_path / "a.yml", tmp_path / "cache" / "a.json"
    make, made = counting()
    for content, times in (("one", 1), ("one", 1), ("two", 2)):
        source.write_text(content, "utf-8")
        assert cached(kept, [source], dict[str, date], make) == {"day": date(2026, 11, 22)}
        assert len(made) == times
    source.rename(tmp_path / "b.yml")
    cached(kept, [tmp_path / "b.yml"], dict[str, date], make)
    assert len(made) == 3


@pytest.mark.parametrize("damage", [lambda kept: kept[:-3], lambda kept: kept.replace(b"2026", b"year"), lambda _: b""])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    kept = tmp_path / "a.json"
    make, made = counting()
    whole = cached(kept, [], dict[str, date], make)
    kept.write_bytes(damage(kept.read_bytes()))
    assert cached(kept, [], dict[str, date], make) == whole
    assert len(made) == 2


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    make, made = counting()
    assert cached(tmp_path / "file" / "a.json", [], dict[str, date], make)
    assert len(made) == 1


def test_the_kept_library_is_the_library(tmp_path: Path) -> None:
    first, again = (library(ROOT, tmp_path) for _ in range(2))  # made, then read back
    loaded = load(ROOT)
    for field in fields(first):
        assert getattr(first, field.name) == getattr(again, field.name) == getattr(loaded, field.name)
