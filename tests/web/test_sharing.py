"""The doors for shares over HTTP: what SMART Health Links says, what is uniform, what is too often, what is logged."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import structlog

from bot.model import Handed, Way
from bot.sharing.making import Limits
from bot.web.asgi import build
from bot.web.hurried import Rates
from bot.web.parts import Entrance
from tests.sharing.made import BUNDLE, ONE, READER, SITE, TOLD, Shared, key_of, lookup_of, name_of, unsealed, wrong
from tests.storage.talk import say
from tests.web.knocking import FORM, FREE, ask, client, web
from tests.web.stand_in import Companion, parts


@pytest.mark.parametrize("way", list(Way))
async def test_the_manifest_holds_the_sealed_bundle(shared: Shared, way: Way) -> None:
    handed = shared.create(way)
    async with web(shared) as browser:
        answer = await ask(browser, handed)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    (file,) = answer.json()["files"]
    assert file["contentType"] == "application/fhir+json"
    assert unsealed(file["embedded"], key_of(handed)) == BUNDLE
    assert [one.reader for one in shared.sharing.openings(shared.person)] == [READER]


async def test_whose_it_was_is_told_after_each_opening(shared: Shared) -> None:
    heard: list[int] = []

    async def opened(person: int) -> None:
        heard.append(person)

    code, link = shared.create(Way.NOW), shared.create()
    app = build(parts(Companion(), entrance=Entrance(shared.door, opened, FREE)))
    async with client(app, "192.0.2.1") as browser:
        for one, pin in ((code, ""), (link, wrong(link.pin)), (link, link.pin)):
            await ask(browser, one, **({"passcode": pin} if pin else {}))
        await browser.post("/shl/nothing", json=FORM)
    assert heard == [shared.person] * 2


async def test_a_wrong_passcode_says_how_many_are_left(shared: Shared) -> None:
    handed = shared.create()
    async with web(shared) as browser:
        answers = [await ask(browser, handed, passcode=wrong(handed.pin)) for _ in range(5)]
        gone = await ask(browser, handed)
    assert [one.status_code for one in answers] == [401] * 5
    assert [one.json() for one in answers] == [{"remainingAttempts": left} for left in (4, 3, 2, 1, 0)]
    assert gone.status_code == 404


async def test_whatever_is_not_there_answers_the_same(shared: Shared) -> None:
    """Unknown, over, revoked, locked, used up: not one byte of difference."""
    used, locked = shared.limited(ONE).create(), shared.create()
    shared.open(used)
    for _ in range(5):
        shared.open(locked, wrong(locked.pin))
    over, spent_code = shared.create(), shared.create(Way.NOW)
    shared.open(spent_code)
    shared.clock.move(days=14)
    revoked = shared.create()
    shared.sharing.revoke(shared.person)
    async with web(shared) as browser:
        answers = [await ask(browser, one) for one in (used, locked, over, spent_code, revoked)]
        answers += [await browser.post("/shl/nothing", json=FORM)]
        answers += [await browser.post("/v/open", json={"lookup": "x", "recipient": READER})]
        answers += [await browser.get("/shl/file/nothing"), await browser.get("/nothing")]
    assert {(one.status_code, one.content, tuple(sorted(one.headers.items()))) for one in answers} == {
        (404, b"Not found", tuple(sorted(answers[-1].headers.items())))
    }


BAD_LINKS = {
    "no recipient": {"passcode": "123456"},
    "an empty recipient": {"recipient": "", "passcode": "123456"},
    "an invisible recipient": {"recipient": " \u200b\u202e\n", "passcode": "123456"},
    "a recipient that is no text": {"recipient": ["Eva"], "passcode": "123456"},
    "no passcode": {"recipient": READER},
    "an empty passcode": {"recipient": READER, "passcode": ""},
    "a passcode that is a number": {"recipient": READER, "passcode": 123456},
    "a passcode without end": {"recipient": READER, "passcode": "1" * 65},
    "a length below zero": FORM | {"embeddedLengthMax": -1},
    "a length that is no number": FORM | {"embeddedLengthMax": "10"},
    "a list": [READER],
    "nothing": None,
}


@pytest.mark.parametrize("body", BAD_LINKS.values(), ids=BAD_LINKS.keys())
async def test_what_is_no_request_is_refused_before_anything_is_spent(shared: Shared, body: Any) -> None:
    handed = shared.create()
    async with web(shared) as browser:
        answers = [await browser.post(f"/shl/{name}", json=body) for name in (name_of(handed), "nothing")]
    assert [(one.status_code, one.content) for one in answers] == [(400, b"")] * 2
    assert shared.rows()[0].tries == 5


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"a":' * 600, b'{"recipient":"\\ud800"}', b"NaN"], ids=repr)
async def test_what_is_no_json_is_refused(shared: Shared, body: bytes) -> None:
    async with web(shared) as browser:
        for path in ("/shl/x", "/v/open"):
            answer = await browser.post(path, content=body, headers={"content-type": "application/json"})
            assert (answer.status_code, answer.content) == (400, b"")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
async def test_another_site_cannot_post_a_form(shared: Shared, kind: str) -> None:
    async with web(shared) as browser:
        answer = await browser.post("/shl/x", content=json.dumps(FORM), headers={"content-type": kind})
    assert answer.status_code == 400


async def test_too_large_is_refused(shared: Shared) -> None:
    async with web(shared) as browser:
        assert (await browser.post("/v/open", json={"lookup": "x", "recipient": "x" * 5000})).status_code == 413


async def test_what_is_unknown_in_a_request_is_passed_over(shared: Shared) -> None:
    handed = shared.create()
    async with web(shared) as browser:
        assert (await ask(browser, handed, later="standard")).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
async def test_a_preview_of_the_link_opens_nothing(shared: Shared, method: str) -> None:
    handed = shared.create()
    async with web(shared) as browser:
        answer = await browser.request(method, f"/shl/{name_of(handed)}")
    assert answer.status_code == 405
    assert (shared.rows()[0].openings, shared.rows("openings")) == (3, [])


async def test_a_reader_who_takes_only_small_things_fetches_the_file_once(shared: Shared) -> None:
    handed = shared.create()
    async with web(shared) as browser:
        manifest = (await ask(browser, handed, embeddedLengthMax=10)).json()
        (file,) = manifest["files"]
        assert set(file) == {"contentType", "location"}
        assert file["location"].startswith(f"{SITE}/shl/file/")
        fetched, again = await browser.get(file["location"]), await browser.get(file["location"])
        large = (await ask(browser, handed, embeddedLengthMax=1_000_000)).json()
    assert fetched.headers["content-type"] == "application/jose"
    assert unsealed(fetched.text, key_of(handed)) == BUNDLE
    assert again.status_code == 404
    assert set(large["files"][0]) == {"contentType", "embedded"}


ENDS: Mapping[str, Callable[[Shared, Handed], object]] = {
    "revoked": lambda shared, handed: shared.sharing.revoke(shared.person),
    "over": lambda shared, handed: shared.clock.move(days=14),
    "forgotten": lambda shared, handed: say(shared.store, "wissen"),
    "locked": lambda shared, handed: [shared.open(handed, wrong(handed.pin)) for _ in range(5)],
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("openings", [1, 3])
async def test_what_waits_to_be_fetched_goes_with_its_share(shared: Shared, end: str, openings: int) -> None:
    """Also when that opening was the last: only then no wrong PIN ends it any more."""
    handed = shared.limited(Limits(openings=openings)).create()
    async with web(shared) as browser:
        (file,) = (await ask(browser, handed, embeddedLengthMax=10)).json()["files"]
        ENDS[end](shared, handed)
        fetched, unknown = await browser.get(file["location"]), await browser.get("/shl/file/x")
    if (end, openings) == ("locked", 1):
        assert fetched.status_code == 200
    else:
        assert (fetched.status_code, fetched.content) == (404, unknown.content)
        assert set(fetched.headers) == set(unknown.headers)


async def test_nothing_of_a_request_is_logged(shared: Shared, caplog: pytest.LogCaptureFixture) -> None:
    code, link = shared.limited(Limits(a_day=9)).create(Way.NOW), shared.create()
    with structlog.testing.capture_logs() as logs, caplog.at_level("DEBUG", "bot"):
        async with web(shared, Rates(one=6)) as browser:
            for one in (code, link):
                await ask(browser, one)
            await ask(browser, link, passcode=wrong(link.pin))
            await ask(browser, link, recipient="")
            for _ in range(4):
                await ask(browser, link, recipient=READER)
    assert {line["event"] for line in logs} == {"web.refused"}
    said = str(logs) + caplog.text
    secrets = (
        READER,
        TOLD,
        code.code,
        lookup_of(code),
        name_of(link),
        key_of(link),
        link.pin,
        wrong(link.pin),
        "192.0",
    )
    assert [secret for secret in secrets if secret in said] == []


async def test_a_door_that_breaks_says_nothing(shared: Shared) -> None:
    handed = shared.create()
    with shared.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE shares SET body = x'00'")
    with structlog.testing.capture_logs() as logs:
        async with web(shared) as browser:
            answer = await ask(browser, handed)
    assert (answer.status_code, answer.content) == (500, b"")
    assert [(line["event"], line["error"]) for line in logs] == [("web.failed", "SealBroken")]
    assert shared.rows()[0].openings == 3  # what was not handed over is not spent


async def test_answers_wear_the_headers_and_are_kept_nowhere(shared: Shared) -> None:
    handed = shared.create()
    async with web(shared) as browser:
        answers = [await ask(browser, handed), await ask(browser, handed, passcode="000000"), await browser.get("/x")]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in answer.headers


async def test_without_a_door_there_is_none() -> None:
    async with client(build(parts(Companion())), "192.0.2.1") as browser:
        assert (await browser.post("/v/open", json={"lookup": "x", "recipient": READER})).status_code == 404
