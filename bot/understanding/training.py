"""Trains the first classifier: `python -m bot.understanding.training DATA TARGET`. The only user of scikit-learn."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from bot.errors import ContentBroken
from bot.understanding.embedded import Model, save
from bot.understanding.examples import Example, examples
from bot.understanding.features import pieces

_MOST_PIECES: Final = 24_000  # keeps the model near 12 MB
_FREEDOM: Final = 30.0  # C of the regression: few examples per intent, so let them count
_ROUNDS: Final = 150
_FEWEST_INTENTS: Final = 3  # with two, the regression keeps one row of weights only


def train(sentences: Sequence[Example]) -> tuple[list[str], Model]:
    """The letter pieces in order of their rows, and the model. Raises `ContentBroken` for fewer than three intents."""
    if len({example.intent for example in sentences}) < _FEWEST_INTENTS:
        raise ContentBroken("training needs sentences of at least three intents")
    # Imported here: it costs a second and over 100 MB, and only training needs it.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    limits = {"min_df": 2, "max_features": _MOST_PIECES, "dtype": np.float32}
    vectorizer = TfidfVectorizer(analyzer=pieces, sublinear_tf=True, **limits)
    rows = vectorizer.fit_transform([example.text for example in sentences])
    regression = LogisticRegression(C=_FREEDOM, max_iter=_ROUNDS, class_weight="balanced", tol=1e-3)
    regression.fit(rows, [example.intent for example in sentences])
    weights = regression.coef_.T.astype(np.float32)
    names = [str(piece) for piece in vectorizer.get_feature_names_out()]
    model = Model(
        {piece: index for index, piece in enumerate(names)},
        vectorizer.idf_.astype(np.float32),
        np.ascontiguousarray(weights),
        regression.intercept_.astype(np.float32),
        tuple(str(intent) for intent in regression.classes_),
    )
    return names, model


def main(data: str, target: str) -> None:
    save(Path(target), *train(list(examples(Path(data)))))


if __name__ == "__main__":
    main(*sys.argv[1:3])
