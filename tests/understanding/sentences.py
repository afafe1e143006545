"""Reads tests/sentences: what people type and what should be understood."""

from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML

from tests.understanding.conftest import ROOT

LANGUAGES = ("nl", "en", "tr", "ar", "pl", "uk", "es", "fa", "fr", "so", "pap", "ti")


@dataclass(frozen=True, slots=True)
class Sentence:
    language: str
    intent: str
    text: str
    fails: bool = False  # known not to work; must be taken off the list when it does

    def __str__(self) -> str:
        return f"{self.language}:{self.intent}:{self.text[:50]}"


def sentences(name: str, *languages: str) -> list[Sentence]:
    return [sentence for language in languages or LANGUAGES for sentence in _read(language, name)]


def _read(language: str, name: str) -> Iterator[Sentence]:
    for path in sorted((ROOT / "tests" / "sentences" / language).glob(f"{name}.yaml")):
        for block in YAML(typ="safe", pure=True).load(path):
            assert set(block) <= {"intent", "sentences", "known_failures"}, path
            for text in block["sentences"]:
                yield Sentence(language, block["intent"], str(text))
            for text in block.get("known_failures", ()):
                yield Sentence(language, block["intent"], str(text), fails=True)
