"""Trains the model: `python -m bot.understanding.training DATA CACHE`. The only user of scikit-learn.

First the letters, then the sentence vectors and what they point to; each is kept as soon as it is there, and a
line on standard output tells how far it is: `letters 0 1`, `vectors 1200 9800`, `meanings 1 1`.
"""

import os
import signal
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.errors import ContentBroken
from bot.model import OUT_OF_SCOPE
from bot.understanding import letters, meanings
from bot.understanding.arrays import Floats
from bot.understanding.examples import Example, examples
from bot.understanding.features import pieces
from bot.understanding.intents import is_urgent
from bot.understanding.kept import Kept
from bot.understanding.letters import Letters
from bot.understanding.vectors import key, of_all

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

_MOST_PIECES: Final = 30_000  # 50,000 gave half a per cent more and took four times as long
_LETTERS_FREEDOM: Final = 100.0  # C of the regression: few examples per intent, so let them count
_MEANINGS_FREEDOM: Final = 3.0
_MOST, _MOST_URGENT, _MOST_OTHER = 16, 40, 300  # vectors an intent and language: measured, 40 % less time, as good
_OTHER: Final = 5.0  # how much heavier what is not ours weighs: it is as large as all subjects together
_ROUNDS: Final = 60  # more change nothing that is seen in the tests
_TOLERANCE: Final = 1e-5  # with thousands of sentences 1e-3 stops before the first step
_FEWEST_INTENTS: Final = 3  # with two, the regression keeps one row of weights only
_MOST_WORKERS: Final = 4


def train_letters(sentences: Sequence[Example]) -> Letters:
    """Raises `ContentBroken` for fewer than three intents."""
    if len({example.intent for example in sentences}) < _FEWEST_INTENTS:
        raise ContentBroken("training needs sentences of at least three intents")
    # Imported here and below: it costs a second and over 100 MB, and only training needs it.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    limits = {"min_df": 2, "max_features": _MOST_PIECES, "dtype": np.float32}
    vectorizer = TfidfVectorizer(analyzer=pieces, sublinear_tf=True, **limits)
    rows = vectorizer.fit_transform([example.text for example in sentences])
    regression = _regression(rows, [example.intent for example in sentences], _LETTERS_FREEDOM)
    return Letters(
        {str(piece): index for index, piece in enumerate(vectorizer.get_feature_names_out())},
        vectorizer.idf_.astype(np.float32),
        np.ascontiguousarray(regression.coef_.T.astype(np.float16)),
        regression.intercept_.astype(np.float32),
        tuple(str(intent) for intent in regression.classes_),
    )


def train_meanings(rows: Floats, intents: Sequence[str]) -> tuple[Floats, Floats, tuple[str, ...]]:
    """Weights, bias and intents over plain vectors.

    The numbers of E5 differ little from sentence to sentence, so each is centred and scaled before; the scaling is
    put into the weights.
    """
    centre, spread = rows.mean(0), rows.std(0) * np.sqrt(rows.shape[1]) / 4
    regression = _regression((rows - centre) / spread, intents, _MEANINGS_FREEDOM)
    weights = (regression.coef_ / spread).T.astype(np.float32)
    bias = (regression.intercept_ - centre @ weights).astype(np.float32)
    return weights, bias, tuple(str(intent) for intent in regression.classes_)


def spread(sentences: Sequence[Example]) -> list[Example]:
    """Enough sentences of each intent and language to know what is meant: more vectors cost minutes, and add nothing.

    Which ones follows from the words themselves, so a new sentence changes little.
    """
    taken: Counter[tuple[str, str]] = Counter()
    chosen = []
    for sentence in sorted(sentences, key=lambda each: key(each.text)):
        most = _MOST_OTHER if sentence.intent == OUT_OF_SCOPE else _MOST_URGENT if is_urgent(sentence.intent) else _MOST
        taken[sentence.language, sentence.intent] += 1
        if taken[sentence.language, sentence.intent] <= most:
            chosen.append(sentence)
    return chosen


def _regression(rows: "Floats | csr_matrix", intents: Sequence[str], freedom: float) -> "LogisticRegression":
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counted = Counter(intents)
    weights = {intent: len(intents) / (len(counted) * number) for intent, number in counted.items()}
    weights[OUT_OF_SCOPE] = weights.get(OUT_OF_SCOPE, 1.0) * _OTHER
    regression = LogisticRegression(C=freedom, max_iter=_ROUNDS, class_weight=weights, tol=_TOLERANCE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the rounds are limited on purpose
        return regression.fit(rows, intents)


def _told(what: str, done: int, of: int) -> None:
    with suppress(BrokenPipeError):  # whoever asked for it has gone; what is made is kept all the same
        print(what, done, of, flush=True)  # noqa: T201 – the process that started this one reads it


def main(data: str, cache: str) -> None:
    kept, sentences = Kept.of(Path(data), Path(cache)), list(examples(Path(data)))
    _told("letters", 0, 1)
    if not kept.letters.exists():
        letters.save(kept.letters, train_letters(sentences))
    _told("letters", 1, 1)
    meant, workers = spread(sentences), min(_MOST_WORKERS, os.cpu_count() or 1)
    rows = of_all([s.text for s in meant], kept.vectors, workers, lambda done, of: _told("vectors", done, of))
    _told("meanings", 0, 1)
    meanings.save(kept.meanings, *train_meanings(rows, [s.intent for s in meant]))
    _told("meanings", 1, 1)


if __name__ == "__main__":
    # Told to end, it ends its workers too: left alone they would wait for ever.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    main(*sys.argv[1:3])
