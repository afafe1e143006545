"""A midwife's browser in front of the page, and what is watched meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from bot.content.schema import Library
from bot.model import Handed, Way
from bot.summary import Summary
from tests.web.shared import House, exporter, house, summary

GONE = "Dit is niet te openen"
READER = "Praktijk De Wieg"
WARNING = "Door cliënt verteld, niet gecontroleerd. Geen spoedbericht; niemand bewaakt dit."
UNANSWERED = "Failed to load resource"  # the browser's own remark on a 401, 404 or 429


@dataclass
class Midwife:
    """`complaints`: what the browser said. `sent`: every request, as text with everything in it."""

    page: Page
    house: House
    complaints: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._on_request)

    def visit(self, where: str = "/v") -> None:
        self.page.goto(where if "://" in where else self.house.address + where)
        expect(self.page.locator("html[data-ready] #open")).to_be_visible()

    def is_handed(self, way: Way = Way.NOW, what: Summary | None = None) -> Handed:
        return self.house.shares(way, what or summary())

    def enters(self, *, code: str = "", pin: str = "", reader: str = READER) -> None:
        if code:
            self.page.locator("#code").fill(code)
        if pin:
            self.page.locator("#pin").fill(pin)
        self.page.locator("#reader").fill(reader)
        self.page.locator("#open").click()

    def opens(self, what: Summary | None = None) -> None:
        """By a code, which is the usual way."""
        self.visit()
        self.enters(code=self.is_handed(what=what).code)
        self.reads()

    def reads(self) -> None:
        expect(self.page.locator("#shown h1")).to_be_visible()

    def unfolds(self) -> None:
        for closed in self.page.locator("details:not([open]) summary").all()[::-1]:
            closed.click()

    def is_told(self, words: str) -> None:
        expect(self.page.locator("#problem")).to_contain_text(words)
        expect(self.page.locator("#shown")).to_be_hidden()

    def _on_console(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(UNANSWERED):
            self.complaints.append(message.text)

    def _on_request(self, request: Request) -> None:
        self.sent.append(f"{request.method} {request.url} {request.headers} {request.post_data}")
        if not request.url.startswith((self.house.address, "blob:")):
            self.complaints.append(request.url)


@pytest.fixture
def wieg(tmp_path: Path, library: Library) -> Iterator[House]:
    with house(tmp_path, exporter(library)) as opened:
        yield opened


@pytest.fixture
def midwife(browser: Browser, wieg: House) -> Iterator[Midwife]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    midwife = Midwife(context.new_page(), wieg)
    midwife.watch()
    yield midwife
    context.close()
