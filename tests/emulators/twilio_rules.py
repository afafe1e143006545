"""What a call to Twilio may hold: kinds of values, and the first thing wrong with a form."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from ruamel.yaml import YAML

TABLE: Final[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "twilio_fields.yaml").read_text(encoding="utf-8")
)
INVALID: Final = 20001


@dataclass(frozen=True, slots=True)
class Refusal:
    code: int
    status: int = 400

    @property
    def message(self) -> str:
        return str(TABLE["messages"].get(self.code, "Error"))


def matches(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


def is_url(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value


def is_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False


KINDS: Final[dict[str, Callable[[str], bool]]] = {
    "phone": matches(r"(whatsapp:)?\+[1-9]\d{6,14}"),
    "sender": matches(r"(whatsapp:)?\+[1-9]\d{6,14}|\d{3,6}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}"),
    "url": is_url,
    "urls": is_url,
    "time": is_time,
    "text": lambda value: True,
    "texts": lambda value: True,
    "words": matches(r"[a-z-]+"),
    "body": lambda value: 0 < len(value) <= 1600,
    "empty": lambda value: value == "",
    "boolean": matches(r"true|false|True|False"),
    "integer": matches(r"-?\d+"),
    "number": matches(r"-?\d+(\.\d+)?"),
    "digits": matches(r"[0-9A-D#*wW]{1,32}"),
    **{prefix: matches(rf"{prefix}[0-9a-fA-F]{{32}}") for prefix in ("AP", "MG", "HX", "BY")},
}
_SEVERAL: Final = frozenset({"urls", "texts", "words"})
# Where Twilio has a code of its own for a wrong value.
_WRONG: Final = {
    ("To", "phone"): 21211,
    ("From", "sender"): 21212,
    ("Body", "body"): 21617,
    ("StatusCallback", "url"): 21609,
}


def refusal(resource: str, form: Iterable[tuple[str, str]]) -> Refusal | None:
    """The first thing wrong with a form for a resource of the table; stricter than Twilio about unknown fields."""
    pairs = list(form)
    rules = TABLE[resource]
    given = {name for name, _ in pairs}
    for need in rules["needed"]:
        if not given & set(need["fields"]):
            return Refusal(need["code"])
    for name, value in pairs:
        kind = rules["fields"].get(name)
        if kind is None or not _fits(kind, value):
            return Refusal(_WRONG.get((name, str(kind)), INVALID))
        if [other for other, _ in pairs].count(name) > 1 and kind not in _SEVERAL:
            return Refusal(INVALID)
    return _of_the_number(dict(pairs))


def _fits(kind: str | list[str], value: str) -> bool:
    return value in kind if isinstance(kind, list) else KINDS[kind](value)


def _of_the_number(form: dict[str, str]) -> Refusal | None:
    number = form.get("To", "").removeprefix("whatsapp:")
    code = TABLE["test_numbers"].get(number)
    if code is not None:
        return Refusal(code)
    channels = {form[name].startswith("whatsapp:") for name in ("To", "From") if name in form}
    return Refusal(INVALID) if len(channels) > 1 else None
