"""The phone line over HTTP: `/phone` answers each key with TwiML, `/phone/status` hears how a call ended.

`/phone/sound/<code>` is what is played. Nothing of a call is kept: the place in it stands in the address, as a code.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.channels.twilio_calls import Ring
from bot.channels.twiml import VOICES, Line, ending, listening
from bot.content.library import DUTCH
from bot.content.spoken import Utterance
from bot.errors import Refused, SpeechError
from bot.model import CALLED_ON, Address
from bot.phone.places import Place
from bot.phone.tree import ENDS, GOODBYE, Pressed
from bot.ports import WebRequest
from bot.web.parts import Telephone
from bot.web.playing import mp3
from bot.web.security import SECONDS, SecureHeaders, answer_to, neutral, whole_body
from bot.web.webhooks import Afterwards, web_request

PATH: Final = "/phone"
PATHS: Final = (PATH, f"{PATH}/status")
XML: Final = "text/xml; charset=utf-8"
WAITS: Final = 2.0  # seconds in which a caller hears nothing; then it goes on without
FAILED: Final = "failed"  # her telephone could not be rung; busy, or nobody there, she sees herself

log = structlog.get_logger()


class Calls:
    """Both paths that Twilio calls. It speaks ASGI itself, as webhooks do."""

    def __init__(self, telephone: Telephone, afterwards: Afterwards, seconds: float = SECONDS) -> None:
        self._telephone, self._afterwards, self._seconds = telephone, afterwards, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._answered(web_request(scope, await whole_body(receive)))
        except Exception as error:  # noqa: BLE001 – as quiet as the other routes
            if (refused := answer_to(error)) is None:
                return
            answer = refused
        await SecureHeaders(answer)(scope, receive, send)

    async def _answered(self, request: WebRequest) -> Response:
        ring = self._telephone.line.calls.read(request)
        if request.path != PATH:
            await self._ended(ring)
            return Response(ending(), media_type=XML)
        try:
            words = await self._said(ring)
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 – silence would be worse: the number to call, and goodbye
            log.error("phone_failed", error=type(error).__name__)
            words = self._goodbye()
        return Response(words, media_type=XML)

    async def _said(self, ring: Ring) -> bytes:
        if ring.machine:
            return ending()
        line = self._telephone.line
        came = line.comes_to(ring, "" if ring.code else await self._language(ring))
        lines = await self._lines(came)
        return ending(lines) if came.place.node in ENDS else listening(lines, line.goes_on(came.place))

    async def _lines(self, came: Pressed) -> list[Line]:
        hears, now, place = self._telephone.line.hears, self._telephone.clock.now(), came.place
        aside = hears.unknown_key(place, now) if came.unknown else ()
        lines = await self._heard((*aside, *hears.at(place, now)))
        if place.language and not all(map(_can_be_said, lines)):
            in_dutch = hears.at(replace(place, language=DUTCH), now)
            lines = await self._heard((*hears.without_voice(now), *in_dutch))
        return list(filter(_can_be_said, lines))

    async def _heard(self, parts: Sequence[Utterance]) -> list[Line]:
        """Our own sound where it is made; else a voice of Twilio's says it now, and ours is made for the next time."""
        if not parts:
            return []
        codes = await self._codes(parts)
        missing = [part for part, code in zip(parts, codes, strict=True) if not code]
        if missing:
            self._afterwards.begin(asyncio.to_thread(self._telephone.sounds.make, missing))
        address = self._telephone.line.calls.sound_address
        return [Line(part, address(code) if code else "") for part, code in zip(parts, codes, strict=True)]

    async def _codes(self, parts: Sequence[Utterance]) -> Sequence[str]:
        try:
            async with asyncio.timeout(WAITS):
                return await asyncio.to_thread(self._telephone.sounds.codes, parts)
        except Exception as error:  # noqa: BLE001 – nothing about sound takes her words away
            log.error("not_heard", error=type(error).__name__)
            return [""] * len(parts)

    async def _language(self, ring: Ring) -> str:
        """Hers when she wrote to us from this number; nobody's when the database is away: then she chooses."""
        try:
            async with asyncio.timeout(WAITS):
                known = [await self._telephone.language_of(Address(on, ring.number)) for on in CALLED_ON if ring.number]
        except Exception as error:  # noqa: BLE001 – a call goes on without it
            log.error("language_not_known", error=type(error).__name__)
            return ""
        return next(filter(None, known), "")

    def _goodbye(self) -> bytes:
        hears, now = self._telephone.line.hears, self._telephone.clock.now()
        return ending([Line(part) for part in hears.at(Place(GOODBYE, DUTCH), now)])

    async def _ended(self, ring: Ring) -> None:
        if ring.status == FAILED and ring.number:
            address = Address(ring.channel, ring.number)
            await self._telephone.not_called(ring.sid, address, self._telephone.line.number)


def sound_route(telephone: Telephone) -> Route:
    """MP3, as every telephone exchange takes it."""

    async def sound(request: Request) -> Response:
        try:
            made = await asyncio.to_thread(telephone.sounds.find, request.path_params["code"])
        except SpeechError:
            return neutral(404)
        return mp3(made) if made else neutral(404)

    return Route(f"{PATH}/sound/{{code}}", sound)


def _can_be_said(line: Line) -> bool:
    return bool(line.address) or line.part.language in VOICES
