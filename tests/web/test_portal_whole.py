"""From her chat in Arabic to the opened page: the whole companion, a real server, and a midwife's browser."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from bot.sharing.keys import derive
from tests.web.browsing import in_a_browser
from tests.web.test_browser_access import violations

pytestmark = in_a_browser

HER_MAP = ("خريطة الدعم", "@ja", "@buur", "@kop", "@klaar")
HER_QUESTION = "أنا خائفة من الولادة. هل يمكن لأختي أن تأتي؟"
HER_OWN_WORDS = "<b>hoi</b> موعدي 05-06-2027"
HER_LIST = ("ملخص", HER_QUESTION, "@niet", "@ja", "@ja", "كردية")
TICKED = ("@vraag", "@tolk", "@bereiken", "@netwerk.0", "@verder", HER_OWN_WORDS, "@goed", "@nu", "@akkoord")
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@dataclass
class Her:
    """Her phone: what she types, or the answer (`@ja`) whose button she taps."""

    address: str
    session: dict[str, str] = field(default_factory=dict)
    bubbles: list[dict[str, Any]] = field(default_factory=list)

    def says(self, *turns: str) -> str:
        if not self.session:
            self._sends({})
        for turn in turns:
            said = {"tap": self._button(turn[1:])} if turn.startswith("@") else {"text": turn}
            self._sends(said)
        return "\n".join(bubble["text"] for bubble in self.bubbles)

    def _button(self, answer: str) -> str:
        buttons = [button["tap"] for bubble in self.bubbles for button in bubble["buttons"]]
        return next(tap for tap in buttons if tap.partition(":")[2] == answer)

    def _sends(self, said: dict[str, str]) -> None:
        sent = {"language": "ar", **self.session, **said}
        answer = httpx.post(f"{self.address}/simulator/message", json=sent, timeout=60)
        assert answer.status_code == 200, answer.status_code
        reply = answer.json()
        self.session, self.bubbles = {"session": reply["session"]}, reply["bubbles"]


def test_what_she_ticked_in_arabic_is_what_her_midwife_reads(browser: Browser, companion_address: str) -> None:
    her = Her(companion_address)
    code = CODE.search(her.says(*HER_MAP, *HER_LIST, *TICKED))
    assert code
    page = browser.new_page(locale="nl-NL")
    try:
        page.goto(f"{companion_address}/v")
        expect(page.locator("html[data-ready]")).to_be_attached()
        page.locator("#code").fill(code[0])
        page.locator("#reader").fill("Praktijk De Wieg")
        page.locator("#open").click()
        expect(page.locator("dl")).to_contain_text(HER_QUESTION)
        for summary in page.locator("summary").all():
            summary.click()
        told = page.locator("#shown").inner_text()
        assert {"<b>hoi</b>", "05-06-2027", "Buur", "الجيران", "كردية"} <= set(re.findall(r"<b>hoi</b>|[\w-]+", told))
        assert "alleen spreken" not in told  # she did not tick that
        page.wait_for_function("document.querySelector('canvas').width > 300")
        assert violations(page) == []
        with page.expect_download() as started:
            page.get_by_role("button", name="PDF opslaan").click()
        paper = PdfReader(BytesIO(Path(started.value.path()).read_bytes()))
        assert "Voor het dossier" in "".join(sheet.extract_text() for sheet in paper.pages)
    finally:
        page.close()
    assert "Praktijk De Wieg" in her.says("@nee", "wie leest mee")
    knock = {"lookup": derive(code[0].replace("-", "")).lookup, "recipient": "x"}
    assert httpx.post(f"{companion_address}/v/open", json=knock).status_code == 200
    her.says("سحب الموافقة")
    assert httpx.post(f"{companion_address}/v/open", json=knock).status_code == 404
