"""Rasa's own server, as far as we use it: `POST /model/parse` behind a signed token. It ranks as it is told to.

What it refuses, and how, is as Rasa 3.6.21 does it: no token 401, no role 403, text that is blank 500.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import jwt
from aiohttp import web

from bot.model import Guess


@dataclass(slots=True)
class Rasa:
    """`asked` keeps the texts that reached it."""

    secret: str
    rank: Callable[[str], Sequence[Guess]]
    asked: list[str] = field(default_factory=list)


_RASA: Final = web.AppKey("rasa", Rasa)


def rasa_emulator(rasa: Rasa) -> web.Application:
    app = web.Application()
    app[_RASA] = rasa
    app.router.add_post("/model/parse", _parse)
    return app


async def _parse(request: web.Request) -> web.Response:
    rasa = request.app[_RASA]
    if status := _refused(request.headers.get("Authorization", ""), rasa.secret):
        return web.json_response({"status": "failure", "code": status}, status=status)
    text = (await request.json())["text"]
    rasa.asked.append(text)
    if not text.strip():
        return web.json_response({"status": "failure", "reason": "ParsingError", "code": 500}, status=500)
    ranking = [{"name": guess.intent, "confidence": guess.certainty} for guess in rasa.rank(text)]
    return web.json_response({"text": text, "intent": ranking[0], "entities": [], "intent_ranking": ranking})


def _refused(authorization: str, secret: str) -> int:
    try:
        user = jwt.decode(authorization.removeprefix("Bearer "), secret, algorithms=["HS256"])["user"]
    except jwt.InvalidTokenError:
        return 401
    return 0 if user["role"] == "admin" else 403
