"""A strict Twilio on this machine: Messages and Calls of API 2010-04-01. Own code; its rules are in twilio_fields.yaml.

It checks Basic auth, unknown fields, types and allowed values, answers as Twilio does, and signs what it sends with
Twilio's own `RequestValidator`. It knows Twilio's test numbers (+15005550004 has opted out, and so on).

  python -m tests.emulators.twilio --port 8290 --public https://wijzer.example --deliver-to http://127.0.0.1:8000
  her side  curl -X POST 127.0.0.1:8290/_incoming -d '{"path": "/twilio", "From": "+31600000001", "Body": "hallo"}'
            curl 127.0.0.1:8290/_messages                                   all that was sent
            curl -X POST 127.0.0.1:8290/_report -d '{"sid": "SM…", "MessageStatus": "failed", "ErrorCode": "30005"}'
            curl -X POST 127.0.0.1:8290/_next -d '[{"code": 20429, "status": 429}]'   the coming calls fail like this

A webhook is signed for the public address and brought to `--deliver-to`, as a proxy would.
"""

import itertools
import json
from collections import deque
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Final
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from twilio.request_validator import RequestValidator

from tests.emulators.serving import serve_from_shell, shell_arguments
from tests.emulators.twilio_rules import Refusal, refusal

ACCOUNT: Final = f"AC{1:032x}"
SERVICE: Final = f"MG{2:032x}"
TOKEN: Final = "token-1"
NUMBER: Final = "+3197000000001"
_ROOT: Final = "/2010-04-01/Accounts/{account}"


@dataclass(slots=True)
class Twilio:
    """One account: what was sent, what fails next, and where its webhooks go."""

    public: str = "https://wijzer.example"
    deliver_to: str = ""  # scheme and host that stand behind the public address
    token: str = TOKEN
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    callbacks: dict[str, str] = field(default_factory=dict)
    calls: dict[str, dict[str, str]] = field(default_factory=dict)  # that we made: what was asked of Twilio
    failures: deque[Refusal] = field(default_factory=deque)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def fail_next(self, *failures: Refusal) -> None:
        self.failures.extend(failures)

    async def incoming(self, path: str, **fields: str) -> int:
        """A message from a phone, as a signed webhook. Gives the HTTP status of our answer."""
        sid = f"SM{next(self.numbers) + 0xA0000:032x}"
        form = dict.fromkeys(("MessageSid", "SmsSid", "SmsMessageSid"), sid)
        form |= {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "To": NUMBER, "SmsStatus": "received"}
        form |= {"NumMedia": "0", "NumSegments": "1", "FromCountry": "NL", "Body": ""}
        return await self._post(self.public + path, form | fields)

    async def report(self, sid: str, **fields: str) -> int:
        """A status callback for a message we sent: MessageStatus, ErrorCode. Gives the HTTP status of our answer."""
        message = self.sent[sid]
        message["status"] = fields["MessageStatus"]
        form = {"MessageSid": sid, "SmsSid": sid, "SmsStatus": fields["MessageStatus"], "To": message["to"]}
        form |= {"From": message["from"] or NUMBER, "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01"}
        return await self._post(self.callbacks[sid], form | fields)

    async def _post(self, url: str, form: dict[str, str]) -> int:
        return (await self.asked(url, form))[0]

    async def asked(self, url: str, form: dict[str, str]) -> tuple[int, str]:
        """A webhook as Twilio signs and sends it: the HTTP status of our answer, and its words."""
        signature = RequestValidator(self.token).compute_signature(url, form)
        target = url.replace(self.public, self.deliver_to, 1) if self.deliver_to else url
        wait = aiohttp.ClientTimeout(total=10)
        async with (
            aiohttp.ClientSession(timeout=wait) as session,
            session.post(target, data=form, headers={"X-Twilio-Signature": signature}) as answer,
        ):
            return answer.status, await answer.text()

    async def fetched(self, url: str) -> tuple[int, str, bytes]:
        """What Twilio fetches to play it: status, content type, content."""
        target = url.replace(self.public, self.deliver_to, 1) if self.deliver_to else url
        wait = aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(timeout=wait) as session, session.get(target) as answer:
            return answer.status, answer.headers.get("content-type", ""), await answer.read()


TWILIO: Final = web.AppKey("twilio", Twilio)


def twilio_emulator(account: Twilio) -> web.Application:
    app = web.Application()
    app[TWILIO] = account
    app.router.add_post(f"{_ROOT}/Messages.json", _create_message)
    app.router.add_get(f"{_ROOT}/Messages/{{sid}}.json", _fetch_message)
    app.router.add_post(f"{_ROOT}/Messages/{{sid}}.json", _change_message)
    app.router.add_delete(f"{_ROOT}/Messages/{{sid}}.json", _delete_message)
    app.router.add_post(f"{_ROOT}/Calls.json", _create_call)
    app.router.add_get("/_messages", _list)
    app.router.add_post("/_incoming", _incoming)
    app.router.add_post("/_report", _report)
    app.router.add_post("/_next", _next)
    return app


def _denied(request: web.Request) -> Refusal | None:
    """Twilio's order: who are you, whose account is this, am I able to."""
    right = aiohttp.encode_basic_auth(ACCOUNT, request.app[TWILIO].token)
    if request.headers.get("Authorization") != right:
        return Refusal(20003, 401)
    if request.match_info["account"] != ACCOUNT:
        return Refusal(20404, 404)
    failures = request.app[TWILIO].failures
    return failures.popleft() if failures else None


async def _form(request: web.Request) -> list[tuple[str, str]]:
    return parse_qsl((await request.read()).decode("ascii"), keep_blank_values=True, errors="strict")


def _refused(wrong: Refusal) -> web.Response:
    more_info = f"https://www.twilio.com/docs/errors/{wrong.code}"
    body = {"code": wrong.code, "message": wrong.message, "more_info": more_info, "status": wrong.status}
    return web.json_response(body, status=wrong.status)


async def _create_message(request: web.Request) -> web.Response:
    pairs = await _form(request)
    wrong = _denied(request) or refusal("Messages", pairs)
    if wrong:
        return _refused(wrong)
    account, form = request.app[TWILIO], dict(pairs)
    sid = f"SM{next(account.numbers):032x}"
    account.sent[sid] = _message(sid, form)
    if "StatusCallback" in form:
        account.callbacks[sid] = form["StatusCallback"]
    return web.json_response(account.sent[sid], status=201)


def _message(sid: str, form: dict[str, str]) -> dict[str, Any]:
    service = form.get("MessagingServiceSid")
    uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}"
    return {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": form.get("Body", ""),
        "date_created": formatdate(usegmt=False),
        "date_sent": None,
        "date_updated": formatdate(usegmt=False),
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": form.get("From"),
        "messaging_service_sid": service,
        "num_media": "0",
        "num_segments": "0" if service else "1",
        "price": None,
        "price_unit": None,
        "sid": sid,
        "status": "accepted" if service else "queued",
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": form["To"],
        "uri": f"{uri}.json",
    }


def _known(request: web.Request) -> Refusal | None:
    missing = request.match_info["sid"] not in request.app[TWILIO].sent
    return _denied(request) or (Refusal(20404, 404) if missing else None)


async def _fetch_message(request: web.Request) -> web.Response:
    wrong = _known(request)
    return _refused(wrong) if wrong else web.json_response(request.app[TWILIO].sent[request.match_info["sid"]])


async def _change_message(request: web.Request) -> web.Response:
    pairs = await _form(request)
    wrong = _known(request) or refusal("Message", pairs)
    if wrong:
        return _refused(wrong)
    message = request.app[TWILIO].sent[request.match_info["sid"]]
    message |= {name.lower(): value for name, value in pairs}
    return web.json_response(message)


async def _delete_message(request: web.Request) -> web.Response:
    wrong = _known(request)
    if wrong:
        return _refused(wrong)
    del request.app[TWILIO].sent[request.match_info["sid"]]
    return web.Response(status=204)


async def _create_call(request: web.Request) -> web.Response:
    pairs = await _form(request)
    wrong = _denied(request) or refusal("Calls", pairs)
    if wrong:
        return _refused(wrong)
    form = dict(pairs)
    sid = f"CA{next(request.app[TWILIO].numbers):032x}"
    request.app[TWILIO].calls[sid] = form
    call = {"sid": sid, "account_sid": ACCOUNT, "api_version": "2010-04-01", "to": form["To"], "from": form["From"]}
    call |= {"status": "queued", "direction": "outbound-api", "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{sid}.json"}
    return web.json_response(call, status=201)


async def _list(request: web.Request) -> web.Response:
    return web.json_response(list(request.app[TWILIO].sent.values()))


async def _incoming(request: web.Request) -> web.Response:
    fields = await request.json(loads=json.loads)
    return web.json_response({"status": await request.app[TWILIO].incoming(fields.pop("path"), **fields)})


async def _report(request: web.Request) -> web.Response:
    fields = await request.json(loads=json.loads)
    return web.json_response({"status": await request.app[TWILIO].report(fields.pop("sid"), **fields)})


async def _next(request: web.Request) -> web.Response:
    failures = [Refusal(**failure) for failure in await request.json(loads=json.loads)]
    request.app[TWILIO].fail_next(*failures)
    return web.json_response({"waiting": len(request.app[TWILIO].failures)})


def main() -> None:
    parser = shell_arguments(str(__doc__))
    parser.add_argument("--public", default=Twilio().public, help="our public address, which signatures cover")
    parser.add_argument("--deliver-to", default="", help="scheme and host to bring webhooks to instead")
    asked = parser.parse_args()
    account = Twilio(public=asked.public, deliver_to=asked.deliver_to)
    serve_from_shell(twilio_emulator(account), asked.port, asked.seconds)


if __name__ == "__main__":
    main()
