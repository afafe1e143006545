"""Sound for the phone on the page: what she pressed, by POST, for a slip is no address."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import BadPayload, SpeechError
from bot.speech.listening import Listening
from bot.web.parts import Hearing
from bot.web.security import neutral

if TYPE_CHECKING:
    from bot.speech.sound import Sound

REST: Final = "x-rest"  # what brings what is not in this sound


class Pressed(BaseModel):
    """What the page sends when she wants to hear a message."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    slip: str = Field(min_length=1)


def playing_routes(listening: Listening) -> list[BaseRoute]:
    """MP3 for a slip, and a slip for the rest of a long one; 404 when it cannot be said: the words are still there."""

    async def sound(request: Request) -> Response:
        try:
            heard = await listening.heard(slip_in(await request.body()))
        except SpeechError:
            return neutral(404)
        return Response(heard.content, media_type="audio/mpeg", headers={REST: heard.rest})

    return [Route("/simulator/sound", sound, methods=["POST"])]


async def made_ahead(hearing: Hearing | None, slips: Iterable[str]) -> None:
    """After she has the words: what she may press next."""
    if hearing is not None:
        for slip in filter(None, slips):
            hearing.listening.ahead(slip)


def mp3(sound: "Sound") -> Response:
    """In pieces where the browser asks for a piece; on a full disk the sound is in memory only."""
    from bot.speech.sound import Container  # noqa: PLC0415 – numpy

    if sound.folder:
        return FileResponse(sound.path(Container.MP3), media_type="audio/mpeg")
    return Response(sound.content(Container.MP3), media_type="audio/mpeg")


def slip_in(body: bytes) -> str:
    """Raises `BadPayload`."""
    try:
        return Pressed.model_validate_json(body).slip
    except ValidationError as error:
        raise BadPayload from error
