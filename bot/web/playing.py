"""Sound for the phone on the page: what she pressed, by POST, for a slip is no address."""

from collections.abc import Iterable
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.errors import BadPayload, SpeechError
from bot.speech.listening import Listening
from bot.web.parts import Hearing
from bot.web.security import neutral

PIECES: Final = "x-pieces"  # how many there are to fetch


class Pressed(BaseModel):
    """What the page sends when she wants to hear a message."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    slip: str = Field(min_length=1)
    piece: int = Field(0, ge=0)


def playing_routes(listening: Listening) -> list[BaseRoute]:
    """MP3 for a slip, its beginning or a later piece; 404 when it cannot be said: the words are still there."""

    async def sound(request: Request) -> Response:
        try:
            asked = pressed(await request.body())
            heard = await listening.heard(asked.slip, asked.piece)
        except SpeechError:
            return neutral(404)
        return Response(heard.content, media_type="audio/mpeg", headers={PIECES: str(heard.pieces)})

    return [Route("/simulator/sound", sound, methods=["POST"])]


async def made_ahead(hearing: Hearing | None, slips: Iterable[str]) -> None:
    """After she has the words: what she may press next."""
    if hearing is not None:
        for slip in filter(None, slips):
            hearing.listening.ahead(slip)


def pressed(body: bytes) -> Pressed:
    """Raises `BadPayload`."""
    try:
        return Pressed.model_validate_json(body)
    except ValidationError as error:
        raise BadPayload from error
