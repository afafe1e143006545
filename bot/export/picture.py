"""Her network map as a picture: SVG for paper and screen, PNG for a chat. Typst draws it with our own fonts."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Final, Literal

from bot.content.harmless import harmless
from bot.content.library import is_fresh, wording
from bot.content.scene import Scene, dressed, plain_piece, without_pictures
from bot.content.schema import Library
from bot.errors import NotDrawn
from bot.export.letters import FAMILIES, FONTS, drawable
from bot.model import Form
from bot.network_map import (
    NIGHT_TEXT,
    Helper,
    NetworkMap,
    Ring,
    Support,
    listed,
    parse,
    ring_text,
    role_text,
    support_text,
    text,
)

TEMPLATE: Final = FONTS.parent / "network.typ"
WIDTH: Final = 1080  # pixels of the PNG: sharp on a small phone, some 100 kB
_POINTS: Final = 360  # width of the drawing; a letter of 15 points is then what a phone shows as 15
_SOME_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same picture for the same map: no clock in it
_NIGHT: Final = "nacht"
_KINDS: Final = (_NIGHT, *Support)


class MapPainter:
    """`ports.Painter` for network maps as a `Say` carries them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def png(self, picture: str, language: str) -> bytes:
        return png(parse(picture), self._library, language)


def png(network: NetworkMap, library: Library, language: str) -> bytes:
    """The same bytes for the same map. Raises `NotDrawn`."""
    return _typeset(given(network, library, language), "png")


def svg(network: NetworkMap, library: Library, language: str) -> str:
    """With its title and description inside, for who does not see it. Raises `NotDrawn`."""
    drawn = _typeset(given(network, library, language), "svg").decode()
    head, tag, rest = drawn.partition(">")
    title, _, told = described(network, library, language).partition("\n")
    inside = f"<title>{escape(drawable(title))}</title><desc>{escape(drawable(told))}</desc>"
    return f'{head} role="img"{tag}{inside}{rest}'


def described(network: NetworkMap, library: Library, language: str) -> str:
    """All that is on the picture, in words: a title, and a line for each person."""
    values = {"lijst": listed(_harmless(network))}
    scene = Scene(library, _spoken(library, language), Form.TELEGRAM, _SOME_DAY.date(), values)
    return dressed(scene, plain_piece(scene, text("af.zeg")))


def given(network: NetworkMap, library: Library, language: str) -> dict[str, object]:
    """What the template draws: words by themselves, without marks; numbers and names stand alone, so no bidi."""
    words, network = _Words(library, _spoken(library, language)), _harmless(network)
    kinds = [kind for kind in _KINDS if any(kind in _signs(one) for one in network.helpers)]
    return {
        "fonts": FAMILIES,
        "language": words.language,
        "rtl": library.languages[words.language].rtl,
        "title": words.of(text("titel")),
        "me": words.of(text("beeld.zeg")),
        "rings": [
            {
                "title": words.of(ring_text(ring)),
                "people": [words.card(one) for one in network.helpers if one.ring is ring],
            }
            for ring in Ring
        ],
        "legend": [{"kind": kind, "words": words.of(_sign_text(kind))} for kind in kinds],
    }


class _Words:
    """Words of one language as the picture needs them."""

    def __init__(self, library: Library, language: str) -> None:
        self._library, self.language = library, language

    def of(self, text_id: str) -> str:
        return without_pictures(wording(self._library, text_id, self.language)).words

    def card(self, helper: Helper) -> dict[str, object]:
        role = self.of(role_text(helper.role))
        name = drawable(helper.nickname)
        return {"name": name or role, "role": role if name else "", "signs": _signs(helper)}


def _harmless(network: NetworkMap) -> NetworkMap:
    helpers = (replace(one, nickname=harmless(one.nickname)) for one in network.helpers)
    return replace(network, helpers=tuple(helpers))


def _signs(helper: Helper) -> list[str]:
    return [kind for kind in _KINDS if (helper.at_night if kind == _NIGHT else kind in helper.supports)]


def _sign_text(kind: str) -> str:
    return NIGHT_TEXT if kind == _NIGHT else support_text(Support(kind))


def _spoken(library: Library, language: str) -> str:
    """Her language when the map's words are there in it; one picture never speaks two."""
    known = language in library.languages and is_fresh(library, text("beeld.zeg"), language)
    return language if known else "nl"


def _typeset(page: dict[str, object], form: Literal["png", "svg"]) -> bytes:
    import typst  # noqa: PLC0415 - 40 MB, needed only for who asks for her map

    try:
        made = typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format=form,
            ppi=72 * WIDTH / _POINTS,
            sys_inputs={"map": json.dumps(page, ensure_ascii=False)},
            timestamp=_SOME_DAY,
        )
    except typst.TypstError:
        made = None
    if not isinstance(made, bytes):  # from None: typst's message could hold her words
        raise NotDrawn("The map could not be drawn.") from None
    return made
