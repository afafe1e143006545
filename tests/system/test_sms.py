"""SMS and WhatsApp: the real process and Twilio's own client and signatures against a strict Twilio."""

import aiohttp
import pytest
import smsutil
from twilio.request_validator import RequestValidator

from tests.emulators.twilio import ACCOUNT, NUMBER, SERVICE, TOKEN
from tests.emulators.twilio_rules import Refusal
from tests.system.books import counted, waiting
from tests.system.conftest import WHATSAPP, World
from tests.system.home import until

pytestmark = pytest.mark.asyncio(loop_scope="session")

STATUS = "/sms/status"
ISOLATES = "\u2066\u2067\u2068\u2069"


async def post(world: World, path: str, form: dict[str, str], signature: str | None) -> int:
    """A form of our own making; the HTTP status."""
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session,
        session.post(f"{world.house.address}{path}", data=form, headers=headers) as answer,
    ):
        assert answer.status != 200 or await answer.text() == "<Response/>"
        return answer.status


def signed(world: World, path: str, form: dict[str, str], token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(f"{world.house.address}{path}", form))


async def test_an_answer_goes_out_by_the_messaging_service_and_its_report_is_taken(world: World) -> None:
    her = world.sms()
    assert await her.says("hoeveel foliumzuur moet ik slikken?") == 200
    await her.sees("112", "microgram")
    message = her.messages()[0]
    assert (message["messaging_service_sid"], message["from"]) == (SERVICE, None)
    assert world.twilio.callbacks[message["sid"]] == f"{world.house.address}{STATUS}"
    for status in ("sent", "delivered", "delivered"):
        assert await world.twilio.report(message["sid"], MessageStatus=status) == 200


async def test_a_dutch_sms_costs_no_more_than_it_must(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()
    for words in ("1", "veilig eten", "meer", "ik verlies veel bloed", "31 februari", "mijn gegevens", "stop"):
        before = len(her.screen())
        await her.says(words)
        await her.sees("", after=before)
    costly = {letter for text in her.screen()[1:] for letter in text if not smsutil.is_valid_gsm(letter)}
    assert not costly


async def test_a_number_chooses(world: World) -> None:
    her = world.sms()
    seen = await her.speaks_dutch()
    assert "1 Ik wil zwanger worden\n2 Ik ben zwanger\n3 Stoppen met roken" in her.screen()[-1]
    await her.says("3")
    [topics] = await her.sees("1 ", after=seen)
    assert "roken" in topics.lower()
    assert "Ik ben zwanger" not in topics
    await her.says("nummer 1 graag")
    await her.sees("rook", after=seen + 1)


async def test_meer_brings_the_rest_of_a_long_text(world: World) -> None:
    her = world.sms()
    seen = await her.speaks_dutch()
    await her.says("veilig eten")
    pages = await her.sees("", after=seen)
    for _ in range(2):
        await her.says("meer")
        pages += await her.sees("", after=seen + len(pages))
    assert "MEER" in pages[1]
    assert len(set(pages)) == len(pages) == 3
    words, luister, _address = pages[0].rpartition("\nLuister: http")
    assert luister
    assert all(smsutil.split(page).parts[3:] == [] for page in (words, *pages[1:]))
    assert smsutil.split(pages[0]).parts[4:] == []  # where it is heard costs one part at most


async def test_arabic_goes_as_ucs2_with_the_number_kept_together(world: World) -> None:
    her = world.sms()
    await her.says("عندي نزيف قوي")
    urgent, *_ = await her.sees("\u2066112\u2069")
    assert not smsutil.is_valid_gsm(urgent)
    for text in her.screen():
        assert len(text) <= 1600
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e")
        assert sum(text.count(mark) for mark in ISOLATES[:3]) == text.count(ISOLATES[3])


@pytest.mark.parametrize("path", ["/sms", "/whatsapp", STATUS])
async def test_a_missing_or_forged_signature_is_refused(world: World, path: str) -> None:
    her = world.sms()
    sid = f"SM{0xF0F0:032x}"
    form = {"MessageSid": sid, "From": her.number, "To": NUMBER, "Body": "hallo", "AccountSid": ACCOUNT}
    if path == STATUS:
        form |= {"MessageStatus": "failed", "ErrorCode": "21610"}
    good = signed(world, path, form)
    for signature in (
        None,
        "",
        "x",
        ("B" if good[0] == "A" else "A") + good[1:],
        signed(world, path, form, "another"),
        signed(world, "/", form),
    ):
        assert await post(world, path, form, signature) == 403
    assert await post(world, path, {**form, "Body": "ik verlies veel bloed"}, good) == 403
    assert her.screen() == []
    await her.says("hoeveel foliumzuur moet ik slikken?")
    assert len([text for text in await her.sees("microgram") if text.startswith("Hoi")]) == 1


async def test_who_cares_for_her_is_understood_in_words(world: World) -> None:
    her = world.sms()
    await her.says("ik verlies veel bloed")
    seen = len(await her.sees("Wie zorgt er nu voor jou?"))
    await her.says("niemand")
    [first, *_] = await her.sees("Lees dit voor", after=seen)
    assert "112" in first


async def test_a_signed_message_that_comes_twice_is_answered_once(world: World) -> None:
    her = world.sms()
    form = {"MessageSid": f"SM{0xF0F1:032x}", "From": her.number, "To": NUMBER, "Body": "👋"}
    for _ in range(3):
        assert await post(world, "/sms", form, signed(world, "/sms", form)) == 200
    await her.says("ik verlies veel bloed")
    screen = await her.sees("Lees dit voor", "1 Nederlands")  # urgent words may overtake the question before them
    assert sum("1 Nederlands" in text for text in screen) == 1


async def test_stop_is_answered_once_and_then_only_a_warning_sign(world: World) -> None:
    her = world.sms()
    await her.says("STOP")
    await her.sees("ik stuur niets meer", "112")
    await her.says("hoeveel foliumzuur")
    await her.says("ik verlies veel bloed")
    told = await her.sees("Lees dit voor", after=1)
    assert not [text for text in told if "microgram" in text]
    assert sum("ik stuur niets meer" in text for text in her.screen()) == 1


async def test_a_carriers_stop_is_a_stop(world: World) -> None:
    """Twilio's own test number of somebody who opted out: error 21610 on every message to her."""
    her = world.sms("+15005550004")
    before = counted(world.home, "Unreachable")
    await her.says("hallo")
    await until(lambda: counted(world.home, "Unreachable") == before + 1, "she is stopped")
    assert her.messages() == []
    await until(lambda: not waiting(world.home), "nothing waits for her")


async def test_a_carriers_stop_told_afterwards_is_a_stop_too(world: World) -> None:
    her = world.sms()
    seen = await her.speaks_dutch()
    before = counted(world.home, "Stopped(sms 21610)")
    report = {"MessageStatus": "failed", "ErrorCode": "21610"}
    for _ in range(2):
        assert await world.twilio.report(her.messages()[0]["sid"], **report) == 200
    assert counted(world.home, "Stopped(sms 21610)") == before + 1
    await her.says("hoeveel foliumzuur")
    await her.says("ik verlies veel bloed")
    told = await her.sees("Lees dit voor", after=seen)
    assert not [text for text in told if "microgram" in text]


async def test_a_failed_delivery_is_counted_once(world: World) -> None:
    her = world.sms()
    await her.speaks_dutch()
    for _ in range(2):
        await world.twilio.report(her.messages()[0]["sid"], MessageStatus="undelivered", ErrorCode="30005")
    assert counted(world.home, "Failed(sms 30005)") == 1


async def test_a_refusal_that_passes_delays_and_a_lasting_one_is_a_dead_letter(world: World) -> None:
    her, other = world.sms(), world.sms("+15005550009")
    world.twilio.fail_next(Refusal(20429, 429))
    await her.speaks_dutch()
    await other.says("hallo")
    await until(lambda: counted(world.home, "DeadLetter(21614)"), "a dead letter")


async def test_whatsapp_is_the_same_conversation_from_its_own_sender(world: World) -> None:
    her = world.whatsapp()
    assert await her.says("ik verlies veel bloed") == 200
    [first, *_] = await her.sees("Lees dit voor")
    assert "112" in first
    assert {(message["from"], message["to"]) for message in her.messages()} == {
        (f"whatsapp:{WHATSAPP}", f"whatsapp:{her.number}")
    }


async def test_a_picture_message_is_answered_kindly(world: World) -> None:
    her = world.sms()
    seen = await her.speaks_dutch()
    await her.says("", NumMedia="1", MediaContentType0="image/jpeg", MediaUrl0="https://api.twilio.com/x")
    await her.sees("Typ je vraag", after=seen)
