"""Practices as YAML, for deployments with many."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import PracticeRefused
from bot.practice import Practice, code_from, code_of_name, keyword_from, name_from, number_from


def _as_written(value: object) -> object:
    """Raises ValueError for a number that YAML read as one: `0301234567` lost its zero."""
    if not isinstance(value, str):
        raise ValueError("put quotes around the number")
    return value


class _Entry(BaseModel):
    """One practice as it stands in the file. Refuses unknown keys: a misspelt one would be lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: Annotated[str, BeforeValidator(_as_written)]
    code: str = ""
    keyword: str = ""
    language: str = "nl"
    checked_on: date


_ENTRIES = TypeAdapter(list[_Entry])


def written(practices: Iterable[Practice]) -> str:
    """`read` takes it in again as it was."""
    yaml, out = YAML(), io.StringIO()
    yaml.allow_unicode = True
    yaml.dump([_entry(one) for one in practices], out)
    return out.getvalue()


def read(file: Path, today: date) -> Sequence[Practice]:
    """The practices of a file. Raises PracticeRefused with everything that is wrong, one a line."""
    try:
        entries = _ENTRIES.validate_python(YAML(typ="safe").load(file.read_text(encoding="utf-8")) or [])
    except (YAMLError, UnicodeDecodeError) as error:
        raise PracticeRefused(f"{file} is no YAML in UTF-8: {error}") from None
    except ValidationError as error:
        raise PracticeRefused(
            "\n".join(_told(file, problem["loc"], problem["msg"]) for problem in error.errors())
        ) from None
    found: list[Practice] = []
    wrong: list[str] = []
    for place, entry in enumerate(entries):
        try:
            found.append(_practice(entry, today))
        except PracticeRefused as error:
            wrong.append(_told(file, (place,), str(error)))
    if wrong:
        raise PracticeRefused("\n".join(wrong))
    return found


def _practice(entry: _Entry, today: date) -> Practice:
    if entry.checked_on > today:
        raise PracticeRefused(f"checked_on {entry.checked_on} is still to come")
    name = name_from(entry.name)
    code = code_from(entry.code) if entry.code else code_of_name(name)
    return Practice(
        code, name, number_from(entry.number), entry.checked_on, keyword_from(entry.keyword), entry.language
    )


def _entry(one: Practice) -> dict[str, object]:
    entry = {"code": one.code, "name": one.name, "number": one.shown_number, "checked_on": one.checked_on}
    return {**entry, **({"keyword": one.keyword} if one.keyword else {}), "language": one.language}


def _told(file: Path, place: tuple[int | str, ...], message: str) -> str:
    where = " ".join(str(part + 1) if isinstance(part, int) else part for part in place)
    return f"{file}, practice {where or '1'}: {message}"
