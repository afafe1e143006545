"""Her own page and the simple phone from which she comes to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from bot.ports import Understander
from bot.web.portal import ELSEWHERE
from tests.web.running import running_companion

SITE = "https://wieg.example"
LINK = re.compile(rf"{re.escape(SITE)}(/p(?:\?ui=\w+)?#([\w-]+))")
TOKEN = "x" * 22  # of nobody
_MOST = 60  # messages until the end of a self-check


@dataclass
class Her:
    """Somebody with a simple phone, and her companion's address."""

    address: str
    folder: Path
    language: str = "nl"
    session: str = ""
    heard: list[str] = field(default_factory=list)

    def says(self, text: str) -> list[str]:
        sent = {"session": self.session, "form": "sms", "language": self.language}
        answer = httpx.post(
            f"{self.address}/simulator/message", json=sent | ({"text": text} if text else {}), timeout=60
        ).json()
        self.session = answer["session"]
        said = [bubble["text"] for bubble in answer["bubbles"]]
        self.heard += said
        return said

    def checks(self) -> tuple[str, str]:
        """The whole self-check with every first answer: the path of her page, and the token in it."""
        self.says("")
        said = self.says("zelfcheck")
        for _ in range(_MOST):
            if found := LINK.search("\n".join(said)):
                return found[1], found[2]
            said = self.says("1")
        raise AssertionError(self.heard[-3:])

    def posts(self, token: str, step: str = "", given: str = "") -> httpx.Response:
        return httpx.post(f"{self.address}/p/on", json={"token": token, "step": step, "given": given}, timeout=60)


def opened(her: Her, page: Page) -> None:
    page.goto(her.address + her.checks()[0])
    expect(page.locator("main button").first).to_be_visible()


@pytest.fixture
def her(tmp_path: Path, understander: Understander) -> Iterator[Her]:
    """In a house of her own: all tests here together knock more often in a minute than one address may."""
    with running_companion(tmp_path, understander, SITE) as address:
        yield Her(address, tmp_path)


@pytest.fixture
def her_page(browser: Browser, her: Her, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 360, "height": 640})
    page = context.new_page()

    def on_console(message: ConsoleMessage) -> None:
        if not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.startswith((her.address, ELSEWHERE)) or "#" in request.url.removeprefix(her.address)[:3]:
            complaints.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", on_request)
    yield page
    context.close()
