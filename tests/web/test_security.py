"""Size, time, failure, headers: over a real server where the transport matters."""

import asyncio
import socket
import tracemalloc

import httpx
import pytest
import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.model import Address, ChannelName, Incoming, IncomingKind
from bot.web.asgi import build
from bot.web.security import BODY_LIMIT, BodyLimit, Quiet, SecureHeaders
from bot.web.webhooks import Afterwards, Webhook, web_request
from tests.web.running import running
from tests.web.stand_in import Companion, parts

CHUNK = b"x" * 65_536
FIFTY_MEGABYTES = 50 * 1024 * 1024


class Swallow:
    """A channel that takes any body, to see how much of one reaches it."""

    name = ChannelName.CONSOLE

    def read(self, request):
        return (Incoming("k", Address(self.name, "1"), IncomingKind.TEXT, text=str(len(request.body))),)


@pytest.fixture(scope="module")
def companion():
    return Companion()


@pytest.fixture(scope="module")
def address(companion):
    with running(build(parts(companion, channels={"/hook": Swallow()}))) as address:
        yield address


def test_fifty_megabytes_in_chunks_are_refused_without_being_kept(address, companion):
    before = len(companion.received)
    tracemalloc.start()
    try:
        answer = httpx.post(f"{address}/hook", content=(CHUNK for _ in range(FIFTY_MEGABYTES // len(CHUNK))))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (answer.status_code, answer.text) == (413, "")
    assert most < FIFTY_MEGABYTES / 2  # other threads may be at work; kept, it would be twice the whole
    assert len(companion.received) == before


def test_a_body_without_end_is_hung_up_on():
    async def take(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    kept = [Middleware(Quiet), Middleware(BodyLimit, limit=BODY_LIMIT, linger=0.05)]
    with running(Starlette(routes=[Route("/hook", take, methods=["POST"])], middleware=kept)) as address:
        said = _send_without_end(address)
    assert said.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(("size", "status"), [(65_536, 200), (65_537, 413)])
def test_the_limit_itself_is_allowed(address, size, status):
    assert httpx.post(f"{address}/hook", content=b"x" * size).status_code == status
    assert httpx.post(f"{address}/hook", content=iter([b"x" * (size - 1), b"x"])).status_code == status


def test_the_simulator_refuses_an_endless_text(address):
    body = {"session": "0" * 32, "text": "a" * 524_288}
    assert httpx.post(f"{address}/simulator/message", json=body).status_code == 413


@pytest.mark.parametrize(
    ("path", "cache"),
    [("/", "no-store"), ("/static/simulator.css", "no-cache"), ("/nothing", "no-store"), ("/healthz", "no-store")],
)
def test_every_answer_wears_the_headers(address, path, cache):
    answer = httpx.get(address + path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    expected = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": cache,
    }
    assert {name: answer.headers[name] for name in expected} == expected
    assert "set-cookie" not in answer.headers
    assert "server" not in answer.headers


def test_the_static_folder_gives_nothing_else(address):
    for path in ("/static/../parts.py", "/static/%2e%2e/parts.py", "/static/", "/templates/simulator.html"):
        assert httpx.get(address + path).status_code == 404


def test_a_webhook_wears_the_headers_too(address):
    answers = httpx.post(f"{address}/hook", content=b"x"), httpx.post(f"{address}/hook", content=CHUNK + b"x")
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


async def test_a_webhook_that_takes_too_long_ends(companion):
    async def receive(incoming):
        await asyncio.Event().wait()

    slow = Webhook(Swallow(), parts(companion, receive=receive), Afterwards(), seconds=0.01)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(slow), base_url="http://t") as web:
        answer = await web.post("/hook", content=b"x")
    assert (answer.status_code, answer.text) == (503, "")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_who_hangs_up_halfway_is_let_go(companion):
    messages = iter([{"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.disconnect"}])
    sent = []

    async def receive():
        return next(messages)

    async def send(message):
        sent.append(message)

    before = len(companion.received)
    with structlog.testing.capture_logs() as logs:
        await Webhook(Swallow(), parts(companion), Afterwards())({"type": "http", "headers": []}, receive, send)
    assert [line["event"] for line in logs] == ["web.hung_up"]
    assert (sent, len(companion.received)) == ([], before)


async def test_a_failure_leaves_no_words_behind(companion):
    async def receive(incoming):
        raise RuntimeError("geheim 0612345678")

    app = build(parts(companion, receive=receive, channels={"/hook": Swallow()}))
    with structlog.testing.capture_logs() as logs:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as web:
            answer = await web.post("/hook", content=b"geheim 0612345678")
    assert (answer.status_code, answer.text) == (500, "")
    assert [(line["event"], line["error"]) for line in logs] == [("web.failed", "RuntimeError")]
    assert "geheim" not in str(logs)
    assert "0612345678" not in str(logs)


async def test_what_takes_too_long_ends(companion):
    async def wait(request: Request) -> PlainTextResponse:
        await asyncio.Event().wait()
        return PlainTextResponse("never")

    app = SecureHeaders(Quiet(Starlette(routes=[Route("/", wait)]), seconds=0.01))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as web:
        answer = await web.get("/")
    assert answer.status_code == 503
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_header_names_reach_a_channel_in_lower_case():
    scope = {"type": "http", "method": "POST", "path": "/sms", "query_string": b"a=1", "headers": [(b"x-sign", b"s")]}
    request = web_request(scope, b"body")
    assert (request.path, request.query, request.headers["x-sign"], request.body) == ("/sms", "a=1", "s", b"body")


def _send_without_end(address: str) -> bytes:
    """One byte more than is allowed, and then silence, until the server closes."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(b"POST /hook HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n")
        wire.sendall(b"%x\r\n%b\r\n" % (len(CHUNK) + 1, CHUNK + b"x"))
        return b"".join(iter(lambda: wire.recv(4096), b""))
