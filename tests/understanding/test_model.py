"""The first classifier: trained once for a set of files, kept as plain arrays, late but never in the way."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ContentBroken
from bot.understanding import embedded
from bot.understanding.embedded import Model, load_or_train
from bot.understanding.examples import Example, examples, fingerprint
from bot.understanding.training import main, train
from bot.understanding.understander import LateModel

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


def test_trained_once_and_kept(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    model = load_or_train(data, cache)
    assert model.guess("kraamzorg thuis")[0].intent == "kraamzorg"
    assert sum(guess.certainty for guess in model.guess("bier")) == pytest.approx(1, abs=0.01)
    assert model.guess("") == ()
    assert model.guess("ሰላም") == ()
    kept = list(cache.iterdir())
    written = kept[0].stat().st_mtime_ns
    load_or_train(data, cache)
    assert [path.stat().st_mtime_ns for path in cache.iterdir()] == [written]


def test_other_files_make_another_model(data: Path) -> None:
    before = fingerprint(data)
    (data / "nl" / "proef.yml").write_text(DATA + "    - sterke drank\n", encoding="utf-8")
    assert fingerprint(data) != before


def test_training_here_is_training_there(data: Path, tmp_path: Path) -> None:
    main(str(data), str(tmp_path / "model.npz"))
    _, model = train(list(examples(data)))
    assert embedded.load(tmp_path / "model.npz").guess("wijn") == model.guess("wijn")


def test_two_intents_are_too_few() -> None:
    with pytest.raises(ContentBroken, match="three"):
        train([Example("ja", "ja", "nl"), Example("nee", "nee", "nl")])


def test_a_kept_file_cannot_run_code(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", pieces=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        embedded.load(tmp_path / "model.npz")


def test_using_the_model_does_not_load_scikit_learn() -> None:
    code = (
        "import sys, bot.understanding.understander; sys.exit('sklearn' in sys.modules or 'dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


@pytest.mark.parametrize(
    "broken", ["nlu: x", "version: 3", "nlu: [{intent: a}]", "nlu: [{examples: '- a'}]", "nlu: [a]", "- a", "nlu: ["]
)
def test_a_broken_training_file_is_named(data: Path, broken: str) -> None:
    (data / "nl" / "stuk.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(ContentBroken, match=r"stuk\.yml"):
        list(examples(data))


def test_late_model(data: Path, tmp_path: Path) -> None:
    model = LateModel(lambda: load_or_train(data, tmp_path / "cache"))
    assert model.wait(60)
    assert model.guess("bier")[0].intent == "alcohol"


def test_a_model_that_never_comes_guesses_nothing(tmp_path: Path) -> None:
    def fail() -> Model:
        raise OSError("no space left")

    model = LateModel(fail)
    assert not model.wait(60)
    assert model.guess("bier") == ()
