"""A phone on a page: the real conversation over the real service, for who wants to try it without an account."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import BadPayload
from bot.model import Address, ChannelName, Form, Incoming, IncomingKind, Outgoing
from bot.ports import Committed
from bot.web.bubbles import Bubble, bubbles, direction
from bot.web.parts import WebParts
from bot.web.playing import made_ahead

# Wide enough to walk through a pregnancy and a programme of a year; date arithmetic stays far from its edges.
PRETEND = timedelta(days=3 * 366)
LONG = 5_000  # characters; Telegram lets nobody send more than 4,096


def well_formed(text: object) -> object:
    """A lone surrogate half is no character; it becomes �, and the rest of her message is kept."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text


Words = Annotated[str, BeforeValidator(well_formed)]


class FromPhone(BaseModel):
    """What the page sends. Without `session` it opens a new person; else it holds a text or a tap, not both."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    session: str = Field("", pattern=r"^([0-9a-f]{32})?$")
    text: Words = ""
    tap: Words = Field("", max_length=64)
    form: Form = Form.TELEGRAM
    language: str = Field("", max_length=35)
    today: date | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if bool(self.session) != (bool(self.text) != bool(self.tap)):
            raise ValueError("one of text and tap, and only with a session")
        return self


@dataclass(frozen=True, slots=True)
class ToPhone:
    session: str
    language: str
    dir: str
    bubbles: tuple[Bubble, ...]
    events: tuple[str, ...]


def simulator_routes(parts: WebParts) -> list[Route]:
    """The phone's only door to the service."""

    async def message(request: Request) -> Response:
        sent = read(await request.body())
        told = await answer(sent, parts)
        slips = [slip for bubble in told.bubbles for slip in (bubble.slip, bubble.aloud)]
        return JSONResponse(asdict(told), background=BackgroundTask(made_ahead, parts.hearing, slips))

    return [Route("/simulator/message", message, methods=["POST"])]


def read(body: bytes) -> FromPhone:
    """The page's JSON as values. Raises `BadPayload`."""
    try:
        return FromPhone.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError) as error:
        raise BadPayload from error


async def answer(sent: FromPhone, parts: WebParts) -> ToPhone:
    """Her message through the service and back. Raises `BadPayload` for a language or date we do not have."""
    incoming = incoming_from(sent, parts)
    committed = await parts.receive(incoming)
    outgoing = await parts.answers(incoming.address)
    return to_phone(committed, outgoing, parts)


def incoming_from(sent: FromPhone, parts: WebParts) -> Incoming:
    """A new person gets a random 128-bit name from us and opens the conversation, as Telegram does by /start."""
    if sent.language and sent.language not in parts.library.languages:
        raise BadPayload
    session = sent.session or secrets.token_hex(16)
    return Incoming(
        key=f"simulator:{secrets.token_hex(16)}",
        address=Address(ChannelName.SIMULATOR, session),
        kind=_kind(sent),
        text=sent.text if sent.session else "/start",
        tap=sent.tap,
        language_hint=sent.language,
        form=sent.form,
        pretend_today=_pretended(sent.today, parts.clock.now().date()),
    )


def _kind(sent: FromPhone) -> IncomingKind:
    if sent.tap:
        return IncomingKind.TAP
    return IncomingKind.LONG if len(sent.text) > LONG else IncomingKind.TEXT


def to_phone(committed: Committed, outgoing: Sequence[Outgoing], parts: WebParts) -> ToPhone:
    """What the page shows: bubbles in the order of sending, and what happened, by name."""
    incoming, turn = committed.arrival.incoming, committed.turn
    language = (turn.conversation.language if turn else "") or incoming.language_hint
    language = language or (outgoing[-1].language if outgoing else "nl")
    return ToPhone(
        session=incoming.address.value,
        language=language,
        dir=direction(language, parts),
        bubbles=tuple(bubbles(outgoing, parts)),
        events=tuple(str(event) for event in turn.events) if turn else (),
    )


def _pretended(day: date | None, real: date) -> date | None:
    """Her chosen "today", or None when that simply is today."""
    if day is None or day == real:
        return None
    if abs(day - real) > PRETEND:
        raise BadPayload
    return day
