"""Makes the sentences Rasa is tried with, in this folder's `results/`; run in this folder.

python sample.py few        a few sentences per intent and language to train on, and others to test with
python sample.py unseen     tests/sentences/unseen: what is never trained on
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

LANGUAGES = ("nl", "ar")  # of the quick test: two scripts
TRAINED, TESTED = 10, 2  # sentences per intent and language
Blocks = dict[str, list[str]]  # an intent's sentences


def few() -> None:
    train: Blocks = defaultdict(list)
    test: Blocks = defaultdict(list)
    for language in LANGUAGES:
        for intent, lines in _intents(Path("data") / language).items():
            chosen = lines[:: max(1, len(lines) // (TRAINED + TESTED))][: TRAINED + TESTED]
            held_out = chosen[:: (TRAINED + TESTED) // TESTED]
            test[intent] += held_out
            train[intent] += [line for line in chosen if line not in held_out]
    _write(Path("results/few/train.yml"), train)
    _write(Path("results/few/test.yml"), test)


def unseen() -> None:
    for language in sorted(Path("../tests/sentences/unseen").iterdir()):
        blocks: Blocks = defaultdict(list)
        for block in YAML(typ="safe").load(language / "dev.yaml"):
            blocks[block["intent"]] += map(str, block["sentences"])
        _write(Path(f"results/unseen/{language.name}.yml"), blocks)


def _intents(folder: Path) -> Blocks:
    found: Blocks = defaultdict(list)
    for intent, line in _lines(folder):
        found[intent].append(line)
    return found


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.yml")):
        for block in YAML(typ="safe").load(path)["nlu"]:
            for line in block.get("examples", "").splitlines():
                if "intent" in block and line.strip(" -"):
                    yield block["intent"], line.strip().removeprefix("-").strip()


def _write(path: Path, blocks: Blocks) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nlu = [
        {"intent": intent, "examples": "".join(f"- {line}\n" for line in lines)}
        for intent, lines in blocks.items()
        if lines
    ]
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({"version": "3.1", "nlu": nlu}, file)


if __name__ == "__main__":
    {"few": few, "unseen": unseen}[sys.argv[1]]()
