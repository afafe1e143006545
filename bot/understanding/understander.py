"""Makes the understander from the files of `nlu/`; the model comes when it is ready."""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import structlog

from bot.content.schema import Library
from bot.errors import ContentBroken
from bot.model import Guess
from bot.understanding.clean import MODELLED, cut
from bot.understanding.ears import Ears, load_ears
from bot.understanding.embedded import Model
from bot.understanding.engines import Guesser, RasaServer
from bot.understanding.intents import intents_of
from bot.understanding.kept import Told, models
from bot.understanding.layers import LayeredUnderstander

_log = structlog.get_logger()


class LateModel:
    """A model that is loaded or trained in the background, and gets better while it is; before that it guesses nothing.

    `make` yields each better model and tells how far it is.
    """

    def __init__(self, make: Callable[[Told], Iterable[Model]]) -> None:
        self._make = make
        self._model: Model | None = None
        self._whole = False
        self.making = ("", 0, 0)  # what is being made now, how much is done, of how much
        self._thread = threading.Thread(target=self._load, name="model", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        try:
            for model in self._make(self._told):
                self._model = model
            self._whole = self._model is not None
        except (OSError, ValueError, ContentBroken):
            # She is still helped by words, commands and warning signs; the log tells whoever runs this.
            _log.error("model_unavailable")

    def _told(self, what: str, done: int, of: int) -> None:
        self.making = (what, done, of)

    def wait(self, seconds: float) -> bool:
        """Whether the whole model is there, after at most this long."""
        self._thread.join(seconds)
        return self._whole

    def is_busy(self) -> bool:
        return self._thread.is_alive()

    def guess(self, text: str) -> tuple[Guess, ...]:
        return self._model.guess(cut(text, MODELLED)) if self._model else ()


class LoadedUnderstander(LayeredUnderstander):
    """The understander with its model on the way. `guess` is that model, or a server that has it behind it."""

    def __init__(self, ears: Ears, library: Library, model: LateModel, guess: Guesser) -> None:
        super().__init__(ears, library, guess)
        self._late = model

    def wait_for_model(self, seconds: float) -> bool:
        """Whether the model is there, after at most this long. Nothing has to wait; tests and batch runs do."""
        return self._late.wait(seconds)

    @property
    def learning(self) -> tuple[str, int, int] | None:
        """What is being learnt, how much of it is done, of how much; None when that has ended."""
        return self._late.making if self._late.is_busy() else None

    def wait_for_everything(self, seconds: float) -> bool:
        """The same, and every other part that comes late: for tests and batch runs."""
        self._ears.identifier.wait()
        return self._late.wait(seconds)


def load_understander(
    nlu_root: Path, cache: Path, library: Library, rasa: RasaServer | None = None
) -> LoadedUnderstander:
    """Reads the lists at once; loads the model from `cache`, or trains it into it, in the background.

    With `rasa` that server is asked first, and the model from `cache` only where it does not answer.
    """
    ears = load_ears(nlu_root, cache, library)
    model = LateModel(partial(models, nlu_root / "data", cache))
    guess = _through(rasa, nlu_root, model.guess) if rasa else model.guess
    return LoadedUnderstander(ears, library, model, guess)


def _through(rasa: RasaServer, nlu_root: Path, otherwise: Guesser) -> Guesser:
    from bot.understanding.rasa import Rasa  # noqa: PLC0415 – its libraries are for those who use it

    return Rasa(rasa, intents_of(nlu_root / "domain.yml"), otherwise).guess
