"""The simulator's page, worded in Dutch or English from the same list that its script uses."""

import json
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.library import offered_languages
from bot.web.parts import WebParts
from bot.web.simulator import PRETEND

STATIC = Path(__file__).parent / "static"
INTERFACE = ("nl", "en")


def page_routes(parts: WebParts) -> list[BaseRoute]:
    """`/`."""
    wordings = interface_words()
    template = environment().get_template("simulator.html")
    offered = [parts.library.languages[code] for code in offered_languages(parts.library)]

    async def page(request: Request) -> Response:
        language = interface_language(request)
        today = parts.clock.now().date()
        return HTMLResponse(
            template.render(
                language=language,
                words=wordings[language],
                languages=offered,
                today=today,
                earliest=today - PRETEND,
                latest=today + PRETEND,
                version=parts.version,
            )
        )

    return [Route("/", page)]


def interface_words() -> Mapping[str, Mapping[str, str]]:
    """Language → key → words of the page around the phone."""
    words: Mapping[str, Mapping[str, str]] = json.loads((STATIC / "simulator.json").read_text("utf-8"))
    return {language: words[language] for language in INTERFACE}


def interface_language(request: Request) -> str:
    """What she chose, else her browser's first wish that we have, else Dutch."""
    wished = request.headers.get("accept-language", "").lower().replace(" ", "").split(",")
    for tag in (request.query_params.get("ui", ""), *wished):
        if tag[:2] in INTERFACE:
            return tag[:2]
    return "nl"


def environment() -> Environment:
    """Templates of all pages: what is put in is escaped, and a missing word is an error."""
    return Environment(loader=PackageLoader("bot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
