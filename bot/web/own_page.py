"""Her own page over HTTP: `GET /p` is empty; `POST /p/on` `{"token", "step"?, "given"?}` brings what it shows next.

404 is all that is said of a token that opens nothing; nothing of a request is logged. What she answers goes through
the same commit as a message of hers.
"""

import json
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.render import Reader, render
from bot.dialogue.own_page import step_asked
from bot.errors import TooManyRequests
from bot.model import Address, Care, ChannelName, Form, OnPage, Say, Turn
from bot.sharing.pages import PATH
from bot.web.bubbles import direction
from bot.web.hurried import Knocks, Rates
from bot.web.page import STATIC, environment
from bot.web.parts import OnHerPage, WebParts
from bot.web.portal import ELSEWHERE
from bot.web.sharing import asked

RATES: Final = Rates(one=60, all=600)  # a minute; reading and answering a question takes seconds
_NOBODY: Final = Address(ChannelName.CONSOLE, "")  # nothing is sent: the words are shown


class Did(BaseModel):
    """What she did on the page."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    token: str = Field(min_length=1, max_length=64)
    step: str = Field("", max_length=64)
    given: str = Field("", max_length=64)


def own_page_routes(parts: WebParts, on_page: OnHerPage) -> list[BaseRoute]:
    """The page, worded in a language by `?ui=`, and its one door."""
    words, template, knocks = own_page_words(), environment().get_template("own_page.html"), Knocks(RATES)

    async def page(request: Request) -> Response:
        wished = request.query_params.get("ui", "")
        language = wished if wished in words else "nl"
        facing = direction(language, parts)
        shown = template.render(language=language, dir=facing, words=words[language], elsewhere=ELSEWHERE)
        return HTMLResponse(shown)

    async def done(request: Request) -> Response:
        if not knocks.lets_in(request.client.host if request.client else ""):
            raise TooManyRequests
        did = await asked(request, Did)
        turn = await on_page(did.token, OnPage(did.step, did.given))
        return JSONResponse(_shown(turn, parts)) if turn else Response("Not found", 404, media_type="text/plain")

    return [Route(PATH, page), Route(f"{PATH}/on", done, methods=["POST"])]


def own_page_words() -> Mapping[str, Mapping[str, str]]:
    """Language → key → words around the questions."""
    words: Mapping[str, Mapping[str, str]] = json.loads((STATIC / "p" / "p.json").read_text("utf-8"))
    return words


def _shown(turn: Turn, parts: WebParts) -> dict[str, object]:
    conversation = turn.conversation
    care = conversation.answers.get("zorg", "")
    known = Care(care) if care in tuple(Care) else None
    reader = Reader(_NOBODY, conversation.language or "nl", Form.TELEGRAM, known, parts.clock.now())
    said = [piece for say in turn.aside for piece in _pieces(say, reader, parts)]
    step = next((step for say in turn.aside if (step := step_asked(say))), "")
    return {"step": step, "said": said}


def _pieces(say: Say, reader: Reader, parts: WebParts) -> list[dict[str, object]]:
    """Its messages; buttons only where they are answered here."""
    asks = bool(step_asked(say))
    return [
        {
            "text": one.text,
            "language": one.language,
            "dir": direction(one.language, parts),
            "lane": one.lane,
            "buttons": [[button.label, button.tap.partition(":")[2]] for button in one.buttons] if asks else [],
        }
        for one in render(say, reader, parts.library)
    ]
