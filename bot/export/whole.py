"""All a midwife receives, from what she chose to share: the Bundle with paper and picture inside."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from bot.content.harmless import harmless
from bot.content.library import DUTCH
from bot.content.schema import Library
from bot.errors import NotDrawn, NotShared
from bot.export import picture
from bot.export.fhir import Attached, bundle
from bot.export.headings import headings
from bot.export.pdf import Drawing, pdf
from bot.network_map import NetworkMap
from bot.summary import Summary, Words


class Exports:
    """Callable: a `Summary` in, the bytes of a FHIR document Bundle out. Half a second; not on the event loop."""

    def __init__(self, library: Library, new_id: Callable[[], UUID] = uuid4) -> None:
        self._library = library
        self._new_id = new_id

    def __call__(self, summary: Summary) -> bytes:
        """Raises `NotShared`. Without paper or picture where those cannot be made: her words matter most."""
        heads = headings(self._library, summary.language)
        drawing, png = self._picture(summary)
        try:
            paper = pdf(summary, heads, drawing)
        except NotShared:
            paper = b""
        attached = Attached(paper, png, drawing.words) if drawing else Attached(paper)
        return bundle(summary, heads, attached, self._new_id)

    def _picture(self, summary: Summary) -> tuple[Drawing | None, bytes]:
        """Roles only. Drawn in Dutch, for a midwife reads it; told in both languages."""
        if not summary.helpers:
            return None, b""
        network = NetworkMap(tuple(replace(helper, nickname="") for helper in summary.helpers))
        told = (picture.described(network, self._library, language) for language in (DUTCH, summary.language))
        words = Words(*map(harmless, told))
        try:
            drawn = picture.svg(network, self._library, DUTCH)
            return Drawing(drawn, words), picture.png(network, self._library, DUTCH)
        except NotDrawn:
            return None, b""
