"""Opening a share over HTTP: what SMART Health Links asks of a manifest, and the door for typed codes.

| request | answer |
|---|---|
| `POST /shl/<id>` `{"recipient", "passcode", "embeddedLengthMax"?}` | manifest, 401 `{"remainingAttempts": n}`, 404 |
| `POST /v/open` `{"lookup", "recipient"}` | manifest, 404 |
| `GET /shl/file/<ticket>` | a file too large for the manifest, once; 404 |

404 is all that is ever said of what is not there, over, revoked, locked or used up. 400: not such a request; 429: too
often, with `Retry-After`. Nothing of a request is logged.
"""

import asyncio
from typing import Annotated, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import BadPayload, TooLarge, TooManyRequests
from bot.model import Taken
from bot.sharing.link import FILE, MANIFEST
from bot.sharing.opening import WrongPin, reader_name
from bot.sharing.seal import CONTENT
from bot.web.hurried import Knocks
from bot.web.parts import Entrance
from bot.web.pickup import Pickup
from bot.web.security import neutral

LARGEST: Final = 4_096  # bytes of a request
AT_ONCE: Final = 2  # PINs hashed at the same time, 16 MB each


def whole(number: object) -> object:
    """In JSON `5000.0` is a whole number, too."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


class Knock(BaseModel):
    """Who says to be reading. What else a request has is passed over: the standard may grow."""

    model_config = ConfigDict(frozen=True, strict=True)

    recipient: Annotated[str, AfterValidator(reader_name), Field(min_length=1)]


class ForCode(Knock):
    """What the browser made of a typed code."""

    lookup: str = Field(max_length=64)


class ForLink(Knock):
    """A manifest request; a link of ours always has a PIN."""

    passcode: str = Field(min_length=1, max_length=64)
    longest: Annotated[int | None, BeforeValidator(whole)] = Field(None, alias="embeddedLengthMax", ge=0)


Asked = TypeVar("Asked", bound=BaseModel)


def sharing_routes(entrance: Entrance) -> list[BaseRoute]:
    """The three doors, with one count of how often anybody knocks."""
    desk = Desk(entrance)
    return [
        Route("/v/open", desk.by_code, methods=["POST"]),
        Route(MANIFEST + "{name}", desk.by_link, methods=["POST"]),
        Route(FILE + "{ticket}", desk.file),
    ]


class Desk:
    """Where requests are taken."""

    def __init__(self, entrance: Entrance) -> None:
        self._door, self._opened = entrance.door, entrance.opened
        self._knocks, self._pickup = Knocks(entrance.rates), Pickup()
        self._hashing = asyncio.Semaphore(AT_ONCE)

    async def by_code(self, request: Request) -> Response:
        knock = await self._asked(request, ForCode)
        found = await asyncio.to_thread(self._door.by_code, knock.lookup, knock.recipient)
        return self._manifest(found) if found else neutral(404)

    async def by_link(self, request: Request) -> Response:
        knock = await self._asked(request, ForLink)
        name = request.path_params["name"]
        async with self._hashing:
            found = await asyncio.to_thread(self._door.by_link, name, knock.passcode, knock.recipient)
        if isinstance(found, WrongPin):
            return JSONResponse({"remainingAttempts": found.left}, status_code=401)
        return self._manifest(found, knock.longest) if found else neutral(404)

    async def file(self, request: Request) -> Response:
        self._let_in(request)
        taken = self._pickup.take(request.path_params["ticket"])
        if taken is None or not await asyncio.to_thread(self._door.may_fetch, taken.share):
            return neutral(404)
        return Response(taken.jwe, media_type="application/jose")

    async def _asked(self, request: Request, kind: type[Asked]) -> Asked:
        """Raises `Refused` kinds, all of them before anything is looked up or spent."""
        self._let_in(request)
        return await asked(request, kind)

    def _let_in(self, request: Request) -> None:
        if not self._knocks.lets_in(request.client.host if request.client else ""):
            raise TooManyRequests

    def _manifest(self, taken: Taken, longest: int | None = None) -> Response:
        """One file; she hears of it once the reader has it."""
        file = {"contentType": CONTENT, "embedded": taken.jwe}
        if longest is not None and len(taken.jwe) > longest:
            file = {"contentType": CONTENT, "location": self._door.site + FILE + self._pickup.leave(taken)}
        return JSONResponse({"files": [file]}, background=BackgroundTask(self._opened, taken.person))


async def asked(request: Request, kind: type[Asked]) -> Asked:
    """A request's JSON as values. Raises `Refused` kinds."""
    body = await request.body()
    if len(body) > LARGEST:
        raise TooLarge
    # JSON only: a form on another site could send anything else without asking us first.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadPayload
    try:
        return kind.model_validate_json(body)
    except ValidationError:
        raise BadPayload from None
