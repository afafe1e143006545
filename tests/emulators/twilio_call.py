"""A telephone at the other end of Twilio: rings our line, hears what its TwiML says, presses keys. Own code.

It takes no more than Twilio does: verbs, attributes and nesting as its pages on TwiML have them, one key at a time, and
sounds of a kind it plays. What it does not take fails the call, as it would there.
"""

import itertools
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from tests.emulators.twilio import ACCOUNT, NUMBER, Twilio

KEYS: Final = frozenset("0123456789*#")
ALLOWED: Final = {
    "Response": frozenset[str](),
    "Gather": frozenset({"action", "method", "input", "numDigits", "finishOnKey", "timeout", "actionOnEmptyResult"}),
    "Play": frozenset[str](),
    "Say": frozenset({"language", "voice"}),
    "prosody": frozenset({"rate"}),
    "Hangup": frozenset[str](),
}
INSIDE: Final = {
    "Response": frozenset({"Gather", "Play", "Say", "Hangup"}),
    "Gather": frozenset({"Play", "Say"}),
    "Say": frozenset({"prosody"}),
}
PLAYED: Final = frozenset({"audio/mpeg", "audio/wav", "audio/x-wav", "audio/basic"})
_SIDS: Final = itertools.count(0xCA0000)


@dataclass(slots=True)
class Call:
    """`number` is the caller's. With `outbound` we called it, and `answered_by` is what Twilio heard there."""

    account: Twilio
    number: str
    outbound: bool = False
    answered_by: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)  # language and words, or "" and the address of a sound
    action: str = ""  # where the next key goes
    over: bool = False
    sid: str = field(default_factory=lambda: f"CA{next(_SIDS):032x}")

    async def starts(self, url: str) -> None:
        await self._asks(url, {"AnsweredBy": self.answered_by} if self.answered_by else {})

    async def presses(self, *keys: str) -> None:
        """One after the other; an empty one is waiting until Twilio waits no longer."""
        for key in keys:
            assert not self.over, "the call is over"
            assert key == "" or key in KEYS
            await self._asks(self.action, {"Digits": key, "msg": "Gather End", "FinishedOnKey": ""})

    def heard(self) -> str:
        """The words of the last answer, sounds left out."""
        return " ".join(words for language, words in self.said if language)

    async def _asks(self, url: str, more: dict[str, str]) -> None:
        ends = {"From": NUMBER, "To": self.number} if self.outbound else {"From": self.number, "To": NUMBER}
        form = {"CallSid": self.sid, "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "CallStatus": "in-progress"}
        form |= {"Direction": "outbound-api" if self.outbound else "inbound", "CallerCountry": "NL", **ends, **more}
        status, words = await self.account.asked(url, form)
        assert status == 200, status
        self._follows(words)

    def _follows(self, twiml: str) -> None:
        root = ET.fromstring(twiml)
        assert root.tag == "Response"
        checked(root)
        self.said, self.action = [], ""
        verbs = list(root)
        for place, verb in enumerate(verbs):
            self._does(verb)
            assert verb.tag not in ("Gather", "Hangup") or place == len(verbs) - 1, "nobody gets behind this"
        self.over = not self.action

    def _does(self, verb: ET.Element) -> None:
        if verb.tag == "Gather":
            assert (verb.get("numDigits"), verb.get("finishOnKey"), verb.get("actionOnEmptyResult")) == (
                "1",
                "",
                "true",
            )
            self.action = str(verb.get("action"))
            for inner in verb:
                self._does(inner)
        elif verb.tag == "Play":
            self.said.append(("", str(verb.text)))
        elif verb.tag == "Say":
            self.said.append((str(verb.get("language")), "".join(verb.itertext())))


def checked(verb: ET.Element) -> None:
    """Raises AssertionError for what Twilio does not know."""
    assert verb.tag in ALLOWED, verb.tag
    assert set(verb.attrib) <= ALLOWED[verb.tag], (verb.tag, verb.attrib)
    words = "".join(verb.itertext()).strip()
    if verb.tag in ("Play", "Say"):
        assert 0 < len(words) <= 4096, (verb.tag, len(words))
    for address in filter(None, (words if verb.tag == "Play" else "", verb.get("action", ""))):
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https"), address
        assert parts.hostname, address
    for inner in verb:
        assert inner.tag in INSIDE.get(verb.tag, frozenset()), (verb.tag, inner.tag)
        checked(inner)
