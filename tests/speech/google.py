"""A Google that gTTS talks to over HTTP. It speaks with espeak-ng, remembers what it was asked, and fails as told."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import parse_qs

import gtts.tts
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bot.speech.encode import encoded
from bot.speech.engines.espeak import Espeak
from bot.speech.sound import Container
from bot.speech.voice import Voice

CAPTCHA = "<html><body>Our systems have detected unusual traffic.</body></html>"


@dataclass
class Google:
    """`answers`: what to say to the next requests, one each; then it speaks. See `_ANSWERS`."""

    answers: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    released: Event = field(default_factory=Event)

    def reply(self, request: Request) -> Response:
        [[[_, parameters, *_]]] = json.loads(parse_qs(request.get_data(as_text=True))["f.req"][0])
        words, language, *_ = json.loads(parameters)
        self.heard.append(words)
        kind, _, more = (self.answers.pop(0) if self.answers else "speaks").partition(" ")
        if kind == "speaks":
            return Response(_answer(_spoken(words, language)))
        if kind == "status":
            status, _, after = more.partition(" ")
            return Response("", int(status), {"Retry-After": after} if after else {})
        if kind == "slow":
            self.released.wait(float(more))  # the server's own thread, until the test is over
        return Response({"captcha": CAPTCHA, "garbage": "\udcff", "noise": _answer(b"no sound")}.get(kind, ""))


def serve_google(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    google = Google()
    with HTTPServer(host="127.0.0.1") as server:
        server.expect_request("/_/TranslateWebserverUi/data/batchexecute", method="POST").respond_with_handler(
            google.reply
        )
        monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": server.url_for(f"/{path}"))
        yield google
        google.released.set()


def _spoken(words: str, language: str) -> bytes:
    return encoded(Espeak().say([words], Voice("espeak", language, "1"), 1.0)[0], Container.MP3)


def _answer(sound: bytes) -> str:
    inside = json.dumps([base64.b64encode(sound).decode()])
    return ")]}'\n\n" + json.dumps([["wrb.fr", "jQ1olc", inside, None, None, None, "generic"]], separators=(",", ":"))
