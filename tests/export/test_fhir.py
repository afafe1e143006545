"""The Bundle: golden samples, and every planted fault of the list is caught."""

import base64
import json
from typing import Any

import pytest

from bot.content.schema import Library
from bot.export.fhir import Attached, bundle
from bot.summary import Words
from tests.export.making import HERE, heads, ids, summary

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
FILES = Attached(b"%PDF-1.7\n", PIXEL, Words("Mijn zus en mijn buur.", "أختي وجارتي."))


def made(library: Library, language: str) -> dict[str, Any]:
    files = FILES if language == "ar" else Attached()
    written = bundle(summary(language), heads(library, language), files, ids())
    return json.loads(written)  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_the_sample_is_what_is_made(library: Library, language: str, request: pytest.FixtureRequest) -> None:
    sample = HERE / "samples" / f"{language}.json"
    now = json.dumps(made(library, language), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update"):
        sample.write_text(now)
    assert now == sample.read_text()
