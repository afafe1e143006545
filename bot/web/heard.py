"""The page where a text is heard: `/l/<code>`. Only fixed words; it works without JavaScript, and keeps nothing.

`/l/<code>/sound` is its MP3, made when nobody heard it before; `/l/<code>/marks` tells when each sentence is said.
"""

import json
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.sentences import located_sentences
from bot.content.spoken import Utterance, spoken
from bot.errors import SpeechError, TooManyRequests
from bot.speech.addresses import PATH
from bot.speech.sound import Container, Sound
from bot.web.hurried import Knocks, Rates
from bot.web.page import STATIC, environment
from bot.web.parts import Hearing, WebParts
from bot.web.portal import ELSEWHERE
from bot.web.security import neutral
from bot.web.simulator import direction

RATES: Final = Rates(one=120, all=3000)  # a minute; a page asks three times, and for its sound in pieces
NOT_SAID: Final = -1

Line = list[tuple[int, str]]  # sentences, each with its number among those that are said


def heard_routes(parts: WebParts, hearing: Hearing) -> list[BaseRoute]:
    """The page, its sound and its marks. Of a code that is none the page says what to do, in her browser's language."""
    worded, template, knocks = heard_words(), environment().get_template("heard.html"), Knocks(RATES)

    def asked(request: Request) -> Utterance | None:
        if not knocks.lets_in(request.client.host if request.client else ""):
            raise TooManyRequests
        found = hearing.addresses.find(request.path_params["code"])
        return hearing.addresses.words(found, parts.clock.now().date()) if found else None

    async def made(request: Request) -> Sound | None:
        try:
            return await hearing.listening.sound(text) if (text := asked(request)) else None
        except SpeechError:
            return None

    def shown(language: str, address: str, lines: list[Line]) -> str:
        words, facing = worded.get(language, worded["en"]), direction(language, parts)
        about = {"language": language, "dir": facing, "words": words, "elsewhere": ELSEWHERE}
        return template.render(about, address=address, lines=lines)

    async def page(request: Request) -> Response:
        if text := asked(request):
            return HTMLResponse(shown(text.language, f"{PATH}/{request.path_params['code']}", lines_of(text)))
        return HTMLResponse(shown(_wished(request, worded), "", []), 404)

    async def sound(request: Request) -> Response:
        return _file(found) if (found := await made(request)) else neutral(404)

    async def marks(request: Request) -> Response:
        found = await made(request)
        return JSONResponse([[mark.start, mark.end] for mark in found.marks]) if found else neutral(404)

    doors = {"": page, "/sound": sound, "/marks": marks}
    return [Route(f"{PATH}/{{code}}{end}", door) for end, door in doors.items()]


def heard_words() -> Mapping[str, Mapping[str, str]]:
    """Language → key → words around the text."""
    words: Mapping[str, Mapping[str, str]] = json.loads((STATIC / "l" / "l.json").read_text("utf-8"))
    return words


def lines_of(text: Utterance) -> list[Line]:
    """The text as it stands, cut as its sound is: a sentence without a letter or digit is not said."""
    lines: dict[int, Line] = {}
    number = 0
    for line, sentence in located_sentences(text.words):
        said = any(letter.isalnum() for letter in spoken(sentence, text.language))
        lines.setdefault(line, []).append((number if said else NOT_SAID, sentence))
        number += said
    return list(lines.values())


def _file(sound: Sound) -> Response:
    """In pieces where the browser asks for a piece; on a full disk the sound is in memory only."""
    if sound.folder:
        return FileResponse(sound.path(Container.MP3), media_type="audio/mpeg")
    return Response(sound.content(Container.MP3), media_type="audio/mpeg")


def _wished(request: Request, worded: Mapping[str, object]) -> str:
    wishes = request.headers.get("accept-language", "").lower().replace(" ", "").split(",")
    return next((wish[:2] for wish in wishes if wish[:2] in worded), "nl")
