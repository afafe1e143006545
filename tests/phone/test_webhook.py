"""What the line does not take, and what it does without a word."""

import httpx
import pytest
from twilio.request_validator import RequestValidator

from bot.model import Address, ChannelName
from tests.emulators.twilio import ACCOUNT, NUMBER, TOKEN
from tests.emulators.twilio_call import Call
from tests.phone.conftest import CALLER, SITE, House

SID = f"CA{9:032x}"
FORM = {
    "CallSid": SID,
    "AccountSid": ACCOUNT,
    "From": CALLER,
    "To": NUMBER,
    "Direction": "inbound",
    "CallStatus": "ringing",
}
SILENCE = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup /></Response>'


async def asked(house: House, form: dict[str, str], token: str = TOKEN, path: str = "/phone") -> httpx.Response:
    signature = RequestValidator(token).compute_signature(f"{SITE}{path}", form)
    async with httpx.AsyncClient(base_url=house.account.deliver_to) as web:
        return await web.post(path, data=form, headers={"X-Twilio-Signature": signature})


@pytest.mark.parametrize("path", ["/phone", "/phone?at=x", "/phone/status?on=sms"])
async def test_only_twilio_is_answered(mute: House, path: str) -> None:
    answer = await asked(mute, FORM, "token-2", path)
    assert (answer.status_code, answer.content) == (403, b"")


REFUSED = {
    "no call": (FORM | {"CallSid": ""}, 400),
    "a message": (FORM | {"CallSid": f"SM{9:032x}"}, 400),
    "too many fields": (FORM | {f"P{n}": "x" for n in range(300)}, 403),
    "too large": (FORM | {"P": "x" * 70_000}, 413),
}


@pytest.mark.parametrize("why", REFUSED)
async def test_what_is_no_call_is_refused(mute: House, why: str) -> None:
    form, status = REFUSED[why]
    answer = await asked(mute, form)
    assert (answer.status_code, answer.content) == (status, b"")


async def test_a_request_without_a_form_or_a_signature_is_refused(mute: House) -> None:
    async with httpx.AsyncClient(base_url=mute.account.deliver_to) as web:
        assert (await web.post("/phone", data=FORM)).status_code == 403
        assert (await web.post("/phone", json=FORM, headers={"X-Twilio-Signature": "x"})).status_code == 403
        assert (await web.get("/phone")).status_code == 405
        assert (await web.post("/phone/sound/aaaa")).status_code == 405


@pytest.mark.parametrize("digits", ["12", "A", "1#", "١", "０", "w", "\x00", "1 ", "<Hangup/>", "1" * 5000])
async def test_what_no_key_gives_is_an_unknown_key(mute: House, digits: str) -> None:
    mute.known[Address(ChannelName.SMS, CALLER)] = "nl"
    call = await mute.call()
    path = call.action.removeprefix(SITE)
    answer = await asked(mute, FORM | {"Digits": digits}, path=path)
    assert answer.status_code == 200
    assert "Die toets ken ik niet." in answer.text


@pytest.mark.parametrize("heard", ["machine_start", "machine_end_beep", "machine_end_silence", "fax"])
async def test_a_voicemail_hears_nothing(mute: House, heard: str) -> None:
    code = mute.line.codes.of(mute.line.tree.called("nl"))
    answer = await asked(mute, FORM | {"Direction": "outbound-api", "AnsweredBy": heard}, path=f"/phone?at={code}")
    assert answer.text == SILENCE


@pytest.mark.parametrize("heard", ["human", "unknown", ""])
async def test_who_answers_hears_no_subject_until_she_goes_on(mute: House, heard: str) -> None:
    code = mute.line.codes.of(mute.line.tree.called("nl"))
    call = Call(mute.account, CALLER, outbound=True, answered_by=heard)
    await call.starts(f"{SITE}/phone?at={code}")
    assert call.heard() == "Hallo, dit is een computer. Wil je verder? Toets één. Liever niet? Hang dan op."
    await call.presses("", "", "")
    assert (call.said, call.over) == ([], True)
    again = Call(mute.account, CALLER, outbound=True)
    await again.starts(f"{SITE}/phone?at={code}")
    await again.presses("1", "1")
    assert "Is er nu gevaar?" in again.heard()


@pytest.mark.parametrize(
    ("status", "channel", "told"),
    [
        ("failed", ChannelName.SMS, 1),
        ("failed", ChannelName.WHATSAPP, 1),
        ("completed", ChannelName.SMS, 0),
        ("busy", ChannelName.SMS, 0),
        ("no-answer", ChannelName.SMS, 0),
        ("canceled", ChannelName.SMS, 0),
        ("nonsense", ChannelName.SMS, 0),
    ],
)
async def test_a_call_that_could_not_be_made_is_told(mute: House, status: str, channel: ChannelName, told: int) -> None:
    form = FORM | {"Direction": "outbound-api", "From": NUMBER, "To": CALLER, "CallStatus": status}
    answer = await asked(mute, form, path=f"/phone/status?on={channel}")
    assert (answer.status_code, answer.text) == (200, SILENCE)
    assert mute.failed == [(SID, Address(channel, CALLER), NUMBER)] * told


async def test_an_answer_is_never_kept(mute: House) -> None:
    answer = await asked(mute, FORM)
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
