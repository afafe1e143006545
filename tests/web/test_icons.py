"""The picture of a subject: there for every topic, once at the beginning of its answer."""

from dataclasses import replace

import httpx
import pytest

from bot.content.schema import Library
from bot.model import Address, ChannelName, Outgoing
from bot.web.asgi import build
from bot.web.bubbles import bubbles, icon_of
from tests.web.stand_in import Companion, parts

SOMEBODY = Address(ChannelName.SIMULATOR, "0" * 32)


async def test_every_topic_has_one_that_can_be_fetched(library: Library) -> None:
    transport = httpx.ASGITransport(build(parts(Companion())))
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as web:
        for icon in sorted({icon_of(f"topics/{topic}#antwoord", library) for topic in library.topics}):
            found = await web.get(icon)
            assert (found.status_code, found.headers["content-type"]) == (200, "image/svg+xml"), icon


@pytest.mark.parametrize("text_id", ["ui#menu", "nood/nood-112#altijd", "topics/bestaat-niet#antwoord", ""])
def test_nothing_else_has_one(library: Library, text_id: str) -> None:
    assert icon_of(text_id, library) == ""


def test_once_an_answer(library: Library) -> None:
    ids = ["topics/foliumzuur#antwoord", "topics/foliumzuur#antwoord", "ui#verder", "topics/foliumzuur#antwoord"]
    here = replace(parts(Companion()), library=library)
    shown = bubbles([Outgoing(SOMEBODY, "Slik.", text_id=text_id) for text_id in ids], here)
    assert [bubble.icon for bubble in shown] == ["/static/beelden/pil.svg", "", "", "/static/beelden/pil.svg"]
