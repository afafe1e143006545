"""`/preview`: all texts, one page a text, files out and in. Works without JavaScript.

| request | answer |
|---|---|
| `GET /preview` `?q= &soort= &taal= &staat= &pagina=` | the list |
| `GET /preview/t/<owner>/<part>` `?taal= &prijs=` | one text |
| `GET /preview/geluid/<language>/<n>/<owner>/<part>` | its sound, MP3 |
| `GET /preview/bestanden`, `/preview/bestanden/<name>` | files to download |
| `POST /preview/bestanden` | a translator's file → a patch and what was refused |

Who does not give the password gets 401; too many requests a minute 429. Nothing of a request is logged.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from jinja2 import Environment
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.content.library import DUTCH
from bot.content.overview import Matter, Wish, languages_seen, matching
from bot.content.schema import Library
from bot.content.translations import KINDS
from bot.errors import ContentBroken, SpeechError, TooManyRequests
from bot.speech.sound import Container
from bot.web.hurried import Knocks, Rates
from bot.web.page import environment
from bot.web.preview.asked import LONGEST, address, cost_of, text_id_at, whole, wish_of
from bot.web.preview.files import made, names, taken_in
from bot.web.preview.shown import shown
from bot.web.preview.source import Preview
from bot.web.security import neutral

PATH: Final = "/preview"
FILES: Final = f"{PATH}/bestanden"
UPLOAD_LIMIT: Final = 4 * 1024 * 1024  # bytes; all texts of a language are 1.5 MB as CSV
RATES: Final = Rates(one=120, all=600)  # a minute, also for who has the password: nobody tries more of them
ON_A_PAGE: Final = 40
REFUSED: Final = "Voor deze pagina's heb je het wachtwoord van de redactie nodig."

Door = Callable[[Request], Awaitable[Response]]


def preview_routes(preview: Preview) -> list[BaseRoute]:
    """Everything below `/preview`."""
    rooms, knocks = _Rooms(preview), Knocks(RATES)
    doors: dict[str, Door] = {
        PATH: rooms.list,
        PATH + "/t/{path:path}": rooms.text,
        PATH + "/geluid/{language}/{number:int}/{path:path}": rooms.sound,
        FILES: rooms.files,
        FILES + "/{name}": rooms.file,
    }
    guarded = [Route(path, partial(_guarded, preview, knocks, door)) for path, door in doors.items()]
    return [*guarded, Route(FILES, partial(_guarded, preview, knocks, rooms.upload), methods=["POST"])]


async def _guarded(preview: Preview, knocks: Knocks, door: Door, request: Request) -> Response:
    """Before anything of the request is read."""
    if preview.password and not knocks.lets_in(request.client.host if request.client else ""):
        raise TooManyRequests
    if not preview.lets_in(request):
        return PlainTextResponse(REFUSED, 401, {"www-authenticate": 'Basic realm="Wiegwijzer", charset="UTF-8"'})
    return await door(request)


class _Rooms:
    """One page each."""

    def __init__(self, preview: Preview) -> None:
        self._preview, self._pages = preview, _environment()

    async def list(self, request: Request) -> Response:
        wish = wish_of(request)
        return await self._page("list.html", lambda: self._listed(wish, whole(request.query_params.get("pagina", ""))))

    async def text(self, request: Request) -> Response:
        library = await self._library()
        text_id, language = text_id_at(request.path_params["path"]), request.query_params.get("taal", DUTCH)
        if isinstance(library, Response):
            return library
        if text_id not in library.texts or language not in library.languages:
            return neutral(404)
        price = request.query_params.get("prijs", "")[:LONGEST]
        return await self._page("text.html", lambda: self._text(library, text_id, language, price))

    async def sound(self, request: Request) -> Response:
        library, listening = await self._library(), self._preview.listening
        text_id, language = text_id_at(request.path_params["path"]), request.path_params["language"]
        known = not isinstance(library, Response) and text_id in library.texts and language in library.languages
        if isinstance(library, Response) or not known or listening is None:
            return neutral(404)
        said = shown(library, text_id, language, self._preview.now()).said
        number = request.path_params["number"]
        try:
            sound = await listening.sound(said[number])
            return Response(await asyncio.to_thread(sound.content, Container.MP3), media_type="audio/mpeg")
        except (SpeechError, IndexError, OSError):
            return neutral(404)

    async def files(self, _request: Request) -> Response:
        return await self._page("files.html", lambda: {"answer": None, **self._files()})

    async def file(self, request: Request) -> Response:
        name = request.path_params["name"]
        found = await asyncio.to_thread(made, self._preview, name)
        if found is None:
            return neutral(404)
        content, kind = found
        return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})

    async def upload(self, request: Request) -> Response:
        async with request.form(max_files=1, max_fields=2) as form:
            file, by = form.get("bestand"), form.get("door", "")
            if not isinstance(file, UploadFile) or not file.filename:
                return await self.files(request)
            name, content = file.filename[-LONGEST:], await file.read()
        answer = partial(taken_in, self._preview, name, content, str(by)[:LONGEST])
        return await self._page("files.html", lambda: {"answer": answer(), **self._files()})

    async def _library(self) -> Library | Response:
        """The texts of now, or the page that says what keeps them from being read."""
        try:
            return await asyncio.to_thread(self._preview.library)
        except ContentBroken as error:
            page = self._pages.get_template("preview/broken.html").render(trouble=str(error), here="")
            return HTMLResponse(page, 500)

    async def _page(self, template: str, about: Callable[[], dict[str, object]]) -> Response:
        """Made in a thread: it takes a tenth of a second, and somebody may be waiting for urgent words."""
        library = await self._library()
        if isinstance(library, Response):
            return library
        shared = {"languages": library.languages, "kinds": KINDS, "here": template}
        make = self._pages.get_template(f"preview/{template}").render
        return HTMLResponse(await asyncio.to_thread(lambda: make(shared | about())))

    def _listed(self, wish: Wish, number: int) -> dict[str, object]:
        library, today = self._preview.library(), self._preview.today()
        found = matching(library, self._preview.rows(), wish, today)
        pages = max(1, -(-len(found) // ON_A_PAGE))
        number = min(max(number, 1), pages)
        shown_now = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        return {"wish": wish, "matters": tuple(Matter), "found": len(found), "rows": shown_now} | {
            "seen": languages_seen(library, wish.language),
            "number": number,
            "pages": pages,
        }

    def _text(self, library: Library, text_id: str, language: str, price: str) -> dict[str, object]:
        owner = text_id.partition("#")[0]
        return {
            "text": shown(library, text_id, language, self._preview.now()),
            "row": next(row for row in self._preview.rows() if row.id == text_id),
            "siblings": [other for other in library.texts if other.partition("#")[0] == owner],
            "language": language,
            "price": price,
            "cost": cost_of(price),
            "speaks": self._preview.listening is not None,
            "root": self._preview.root.resolve().as_posix().lstrip("/") if self._preview.edits else "",
        }

    def _files(self) -> dict[str, object]:
        return {"files": {code: names(code) for code in self._preview.library().languages}}


def _environment() -> Environment:
    pages = environment()
    pages.filters["address"] = address
    return pages
