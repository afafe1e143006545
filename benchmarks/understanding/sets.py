"""The held-out sentences of `tests/sentences/unseen`: what people type, and what should be understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from bot.model import OUT_OF_SCOPE
from bot.understanding.intents import is_urgent

UNSEEN: Final = Path(__file__).resolve().parents[2] / "tests" / "sentences" / "unseen"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`kind`: topic, urgent, out_of_scope, ordinary (nothing to be alarmed about), stop or not_stop."""

    language: str
    intent: str
    text: str
    kind: str


def languages() -> list[str]:
    return sorted(path.name for path in UNSEEN.iterdir() if path.is_dir())


def sentences(language: str, part: str) -> list[Sentence]:
    """`part`: `dev` (we look at it while working) or `final` (measured, never tuned on)."""
    named = {f"{part}": "", f"everyday_{part}": "ordinary", f"stop_{part}": "stop"}
    return [s for name, kind in named.items() for s in _read(language, UNSEEN / language / f"{name}.yaml", kind)]


def _read(language: str, path: Path, kind: str) -> Iterator[Sentence]:
    for block in YAML(typ="safe").load(path):
        intent = str(block["intent"])
        for text in block["sentences"]:
            yield Sentence(
                language, intent, str(text), _kind(intent) if not kind else kind if kind != "stop" else intent
            )


def _kind(intent: str) -> str:
    if is_urgent(intent):
        return "urgent"
    return "out_of_scope" if intent == OUT_OF_SCOPE else "topic"
