"""The preview without a companion around it, for an editor's own machine; and texts that are read again when saved."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.content.load import load
from bot.content.schema import Library
from bot.web.page import STATIC
from bot.web.preview.routes import FILES, PATH, UPLOAD_LIMIT, preview_routes
from bot.web.preview.source import Preview
from bot.web.security import BodyLimit, Quiet, SecureHeaders, neutral


def alone(preview: Preview) -> Starlette:
    """A web application with the preview only."""

    async def home(_request: Request) -> Response:
        return RedirectResponse(PATH)

    return Starlette(
        routes=[Route("/", home), *preview_routes(preview), Mount("/static", StaticFiles(directory=STATIC))],
        middleware=[
            Middleware(SecureHeaders),
            Middleware(Quiet),
            Middleware(BodyLimit, roomy={FILES: UPLOAD_LIMIT}),
        ],
        exception_handlers={HTTPException: _neutral},
    )


def fresh(root: Path) -> Callable[[], Library]:
    """The texts below `root` as they are now, read again only when a file changed. Raises `ContentBroken`."""
    seen: list[tuple[frozenset[tuple[str, int, int]], Library]] = []
    lock = Lock()

    def now() -> Library:
        with lock:
            files = frozenset(_stamps(root))
            if not seen or seen[0][0] != files:
                seen[:] = [(files, load(root))]
            return seen[0][1]

    return now


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for file in (root / "content").rglob("*"):
        with suppress(FileNotFoundError):  # an editor that saves replaces it
            known = file.stat()
            yield str(file), known.st_mtime_ns, known.st_size


def _neutral(_request: Request, error: Exception) -> Response:
    return neutral(error.status_code if isinstance(error, HTTPException) else 500)
