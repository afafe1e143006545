"""Rasa as the model: asks a server of our own what a text may mean; where it cannot, the model inside answers."""

from collections.abc import Collection
from typing import Annotated, Final

import httpx
import jwt
import structlog
from pybreaker import STATE_CLOSED, CircuitBreaker, CircuitBreakerError, CircuitBreakerListener, CircuitBreakerState
from pydantic import BaseModel, Field

from bot.model import Guess
from bot.understanding.clean import MODELLED, clean, cut
from bot.understanding.engines import Guesser, RasaServer

_log = structlog.get_logger()

_TIMEOUT: Final = httpx.Timeout(0.8, connect=0.3)  # seconds; a parse takes 0.03, and everybody waits for this thread
_FAILURES: Final = 3  # in a row; then it is left alone
REST_SECONDS: Final = 20.0
_GUESSES: Final = 12
_MOST: Final = 0.999  # 1 means "said just as an editor wrote it", which a model never knows


class _Ranked(BaseModel):
    name: str
    confidence: Annotated[float, Field(ge=0, le=1.0001, allow_inf_nan=False)]


class _Parsed(BaseModel):
    intent_ranking: list[_Ranked]


class Rasa:
    """Guesses like the model inside (`otherwise`), which answers at once where the server cannot. Safe in threads.

    Only intents in `known` count: a server with an older or another model must not invent subjects.
    """

    def __init__(
        self, server: RasaServer, known: Collection[str], otherwise: Guesser, rest: float = REST_SECONDS
    ) -> None:
        self._known = frozenset(known)
        self._otherwise = otherwise
        token = jwt.encode({"user": {"username": "wiegwijzer", "role": "admin"}}, server.secret, algorithm="HS256")
        # No connection is kept: after a restart of the server the first question would meet a dead one.
        # The machine's proxy settings do not count: her words go to this server or nowhere.
        self._client = httpx.Client(
            base_url=server.address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,
        )
        self._breaker = CircuitBreaker(_FAILURES, rest, listeners=[_Told()], throw_new_error_on_trip=False)

    def guess(self, text: str) -> tuple[Guess, ...]:
        """The likeliest intents, best first."""
        text = cut(clean(text), MODELLED)
        if not any(letter.isalpha() for letter in text):  # Rasa answers nothing with an error, and emoji with nonsense
            return self._otherwise(text)
        try:
            return self._breaker.call(self._ask, text) or self._otherwise(text)
        except (httpx.HTTPError, ValueError, CircuitBreakerError):
            return self._otherwise(text)

    def _ask(self, text: str) -> tuple[Guess, ...]:
        """Raises `httpx.HTTPError`, or `ValueError` for an answer that is none."""
        answer = self._client.post("/model/parse", json={"text": text}).raise_for_status()
        ranking = _Parsed.model_validate_json(answer.content).intent_ranking
        known = [
            Guess(each.name, round(min(each.confidence, _MOST), 4)) for each in ranking if each.name in self._known
        ]
        return tuple(sorted(known, key=lambda guess: -guess.certainty)[:_GUESSES])


class _Told(CircuitBreakerListener):
    """Tells whoever runs this when the server went, and when it is back; never what was asked."""

    def failure(self, cb: CircuitBreaker, exc: BaseException) -> None:
        status = exc.response.status_code if isinstance(exc, httpx.HTTPStatusError) else None
        _log.warning("rasa_failed", error=type(exc).__name__, status=status)

    def state_change(
        self, cb: CircuitBreaker, old_state: CircuitBreakerState | None, new_state: CircuitBreakerState
    ) -> None:
        if new_state.name == STATE_CLOSED:
            _log.info("rasa_back")
