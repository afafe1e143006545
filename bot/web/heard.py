"""The page where a text is heard: `/l/<code>`. Only fixed words; it works without JavaScript, and keeps nothing.

`/l/<code>/sound` is its MP3, made when nobody heard it before; `/l/<code>/marks` tells when each sentence is said.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.sentences import located_sentences
from bot.content.spoken import Utterance, spoken
from bot.errors import SpeechError, TooManyRequests
from bot.speech.addresses import PATH, Page
from bot.speech.sound import Sound
from bot.web.bubbles import direction, icon_of
from bot.web.hurried import Knocks, Rates
from bot.web.page import STATIC, environment
from bot.web.parts import Hearing, WebParts
from bot.web.playing import mp3
from bot.web.portal import ELSEWHERE
from bot.web.security import neutral

RATES: Final = Rates(one=120, all=3000)  # a minute; a page asks three times, and for its sound in pieces
NOT_SAID: Final = -1

Line = list[tuple[int, str]]  # sentences, each with its number among those that are said


def heard_routes(parts: WebParts, hearing: Hearing) -> list[BaseRoute]:
    """The page, its sound and its marks."""
    door = _Door(parts, hearing)
    doors = {"": door.page, "/sound": door.sound, "/marks": door.marks}
    return [Route(f"{PATH}/{{code}}{end}", answer) for end, answer in doors.items()]


class _Door:
    """Of a code that is none the page says what to do, in her browser's language."""

    def __init__(self, parts: WebParts, hearing: Hearing) -> None:
        self._parts, self._hearing, self._knocks = parts, hearing, Knocks(RATES)
        self._worded, self._template = heard_words(), environment().get_template("heard.html")

    async def page(self, request: Request) -> Response:
        found = self._asked(request)
        if found is None:
            return HTMLResponse(self._shown(_wished(request, self._worded)), 404)
        lines = lines_of(self._words(found), self._hearing.addresses.digits(found))
        address = f"{PATH}/{request.path_params['code']}"
        return HTMLResponse(self._shown(found.language, found.topic, address, lines))

    async def sound(self, request: Request) -> Response:
        made = await self._made(request)
        return mp3(made) if made else neutral(404)

    async def marks(self, request: Request) -> Response:
        made = await self._made(request)
        return JSONResponse([[mark.start, mark.end] for mark in made.marks]) if made else neutral(404)

    def _asked(self, request: Request) -> Page | None:
        if not self._knocks.lets_in(request.client.host if request.client else ""):
            raise TooManyRequests
        return self._hearing.addresses.find(request.path_params["code"])

    def _words(self, found: Page) -> Utterance:
        return self._hearing.addresses.words(found, self._parts.clock.now().date())

    async def _made(self, request: Request) -> Sound | None:
        found = self._asked(request)
        with suppress(SpeechError):
            return await self._hearing.listening.sound(self._words(found)) if found else None
        return None

    def _shown(self, language: str, topic: str = "", address: str = "", lines: Sequence[Line] = ()) -> str:
        words, facing = self._worded.get(language, self._worded["en"]), direction(language, self._parts)
        picture = icon_of(f"topics/{topic}", self._parts.library)
        about = {"language": language, "dir": facing, "words": words, "elsewhere": ELSEWHERE, "picture": picture}
        return self._template.render(about, address=address, lines=lines)


def heard_words() -> Mapping[str, Mapping[str, str]]:
    """Language → key → words around the text."""
    words: Mapping[str, Mapping[str, str]] = json.loads((STATIC / "l" / "l.json").read_text("utf-8"))
    return words


def lines_of(text: Utterance, digits: Mapping[str, str]) -> list[Line]:
    """The text as it is read, cut as its sound is: a sentence without a letter or digit is not said."""
    lines: dict[int, Line] = {}
    number = 0
    for line, sentence in located_sentences(text.words):
        said = any(letter.isalnum() for letter in spoken(sentence, text.language))
        for spelt, dialled in digits.items():
            sentence = sentence.replace(spelt, dialled)  # noqa: PLW2901 - the same sentence, for the eye
        lines.setdefault(line, []).append((number if said else NOT_SAID, sentence))
        number += said
    return list(lines.values())


def _wished(request: Request, worded: Mapping[str, object]) -> str:
    wishes = request.headers.get("accept-language", "").lower().replace(" ", "").split(",")
    return next((wish[:2] for wish in wishes if wish[:2] in worded), "nl")
