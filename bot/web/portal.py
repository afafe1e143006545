"""The midwife's page. It is static: what a client shares is asked for and made readable in the midwife's browser."""

import json
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.page import STATIC, environment

PATH: Final = "/v"  # short: it is said aloud, and typed on a practice's computer
ELSEWHERE: Final = "https://www.knmi.nl/"  # where quick exit goes: the Dutch weather, which anybody may be looking at


def portal_routes() -> list[BaseRoute]:
    """`/v`, worded in Dutch, or English when asked by `?ui=en`; a browser's own wish does not count here."""
    words = portal_words()
    template = environment().get_template("portal.html")

    async def portal(request: Request) -> Response:
        language = "en" if request.query_params.get("ui") == "en" else "nl"
        return HTMLResponse(template.render(language=language, words=words[language], elsewhere=ELSEWHERE))

    return [Route(PATH, portal)]


def portal_words() -> Mapping[str, Mapping[str, str]]:
    """Language → key → words. `{n}` stands for a number or a letter."""
    words: Mapping[str, Mapping[str, str]] = json.loads((STATIC / "portal" / "portal.json").read_text("utf-8"))
    return words
