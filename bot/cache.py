"""What was made of files before, kept until one of them changes: parsing them is most of a start."""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def cached(kept: Path, files: Iterable[Path], form: type[T], make: Callable[[], T]) -> T:
    """What `make` makes of these files: from `kept`, or made now and kept there.

    Kept as JSON of the given form, which cannot run code. Unreadable is not there; not writable is made each time.
    """
    made_from = fingerprint(files)
    adapter = TypeAdapter(form)
    with suppress(OSError, ValueError):
        before, _, written = kept.read_bytes().partition(b"\n")
        if before == made_from:
            return adapter.validate_json(written)
    written = adapter.dump_json(make())
    with suppress(OSError):
        write(kept, made_from + b"\n" + written)
    return adapter.validate_json(written)  # so that a first start knows neither more nor less than a second


def fingerprint(files: Iterable[Path]) -> bytes:
    """Changes when one of the files changes, or the program that reads them."""
    digest = hashlib.sha256(_program())
    for path in sorted(files):
        digest.update(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest().encode()


def write(path: Path, content: bytes) -> None:
    """Another process sees the whole file or none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


@cache
def _program() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
