"""Makes the understander from the files of `nlu/`; the model comes when it is ready."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from subprocess import SubprocessError
from typing import Final

import structlog

from bot.content.schema import Library
from bot.model import Guess
from bot.understanding.clean import MODELLED, cut
from bot.understanding.commands import Commands
from bot.understanding.dates import Dates
from bot.understanding.embedded import Model, load_or_train
from bot.understanding.exact import Answers
from bot.understanding.examples import Example, examples
from bot.understanding.intents import is_urgent
from bot.understanding.known import Known
from bot.understanding.language import Languages
from bot.understanding.layers import Ears, LayeredUnderstander
from bot.understanding.needs import Needs
from bot.understanding.numbers import Numbers
from bot.understanding.search import Search
from bot.understanding.spoken import Spoken
from bot.understanding.tongues import load_tongues
from bot.understanding.warning_signs import WarningSigns
from bot.understanding.words import tokens

_log = structlog.get_logger()
_OFTEN: Final = 2  # sentences; a word that stands in so many was meant so


class LateModel:
    """A model that is loaded or trained in the background; until then it guesses nothing."""

    def __init__(self, make: Callable[[], Model]) -> None:
        self._make = make
        self._model: Model | None = None
        self._thread = threading.Thread(target=self._load, name="model", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        try:
            self._model = self._make()
        except (OSError, ValueError, SubprocessError):
            # She is still helped by words, commands and warning signs; the log tells whoever runs this.
            _log.error("model_unavailable")

    def wait(self, seconds: float) -> bool:
        """Whether the model is there, after at most this long."""
        self._thread.join(seconds)
        return self._model is not None

    def guess(self, text: str) -> tuple[Guess, ...]:
        return self._model.guess(cut(text, MODELLED)) if self._model else ()


class LoadedUnderstander(LayeredUnderstander):
    """The understander with its model on the way."""

    def __init__(self, ears: Ears, library: Library, model: LateModel) -> None:
        super().__init__(ears, library, model.guess)
        self._late = model

    def wait_for_model(self, seconds: float) -> bool:
        """Whether the model is there, after at most this long. Nothing has to wait; tests and batch runs do."""
        return self._late.wait(seconds)


def load_understander(nlu_root: Path, cache: Path, library: Library) -> LoadedUnderstander:
    """Reads the lists at once; loads the model from `cache`, or trains it into it, in the background."""
    ears = load_ears(nlu_root, library)
    return LoadedUnderstander(ears, library, LateModel(lambda: load_or_train(nlu_root / "data", cache)))


def load_ears(nlu_root: Path, library: Library) -> Ears:
    """Every layer but the model. Raises `ContentBroken` when a list cannot be used."""
    tongues = load_tongues(nlu_root / "languages.yml")
    commands = Commands((nlu_root / "commands").glob("*.yml"))
    dates = Dates(tongues)
    sentences = tuple(examples(nlu_root / "data"))
    real = _real_words(library) | _often_written(sentences)
    spoken = Spoken((nlu_root / "answers").glob("*.yml"), tongues.words("not"))
    names = {code: (language.name, language.spoken_in_dutch) for code, language in library.languages.items()}
    return Ears(
        signs=WarningSigns((nlu_root / "warning_signs").glob("*.yml"), real),
        commands=commands,
        answers=Answers(commands, Numbers(tongues), dates, spoken),
        dates=dates,
        languages=Languages(tongues, names, commands.languages),
        asks=tongues.words("asks"),
        search=Search(library, tongues.words("often") - tongues.words("not"), real),
        needs=Needs(nlu_root / "needs.yml", real),
        known=Known(sentences, commands.bare),
    )


def _real_words(library: Library) -> frozenset[str]:
    """Words that editors wrote; what people type wrong on purpose (`zoekwoorden`) is left out."""
    written = (text.words for name, text in library.texts.items() if not name.endswith("#zoekwoorden"))
    return frozenset(token for words in written for token in tokens(words))


def _often_written(sentences: Iterable[Example]) -> frozenset[str]:
    """Words of everyday examples: Turkish `içiyor` (drinks) is no `içmiyor` (does not drink) with an error."""
    everyday = (sentence for sentence in sentences if not is_urgent(sentence.intent))
    counted = Counter(word for sentence in everyday for word in set(tokens(sentence.text)))
    return frozenset(word for word, times in counted.items() if times >= _OFTEN)
