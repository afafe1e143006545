"""BEL by SMS: what she is asked, the call that is made, how often, and what takes it back. Only Twilio is emulated."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import TryLater
from bot.model import Address, Arrival, ChannelName, Incoming, IncomingKind, NotCalled, Reading
from bot.service import Decider
from tests.delivery.posting import dead
from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.serving import served
from tests.emulators.twilio import NUMBER
from tests.emulators.twilio_rules import Refusal
from tests.phone.conftest import SITE, phone_line
from tests.phone.talk import HER, Talk, talk

__all__ = ["talk"]


async def test_she_is_asked_whether_it_is_safe_and_then_called_once(talk: Talk) -> None:
    assert talk.says("BEL") == ["flows/telefoon#veilig.vraag"]
    await talk.delivers()
    assert talk.calls == []
    assert talk.says("ja") == ["flows/telefoon#gaat.zeg"]
    await talk.delivers()
    await talk.delivers()
    [call] = talk.calls
    assert (call["To"], call["From"], call["MachineDetection"]) == (HER.value, NUMBER, "Enable")
    [code] = parse_qs(urlsplit(call["Url"]).query)["at"]
    assert talk.line.codes.find(code) == talk.line.tree.called("nl")
    assert call["StatusCallback"] == f"{SITE}/phone/status?on=sms"
    assert "blijft in de lijst van je telefoon staan" in " ".join(talk.screen)


@pytest.mark.parametrize("answer", ["nee", "sla over", "weet ik niet"])
async def test_only_a_yes_rings_her_telephone(talk: Talk, answer: str) -> None:
    talk.says("bel")
    assert talk.says(answer) == ["flows/telefoon#niet.zeg"]
    await talk.delivers()
    assert talk.calls == []


@pytest.mark.parametrize("words", ["bel 112", "Bel 112!", "moet ik 112 bellen", "bel een ambulance"])
async def test_who_has_to_call_112_is_not_asked_whether_she_wants_a_call(talk: Talk, words: str) -> None:
    assert talk.says(words)[0].startswith("nood/")


@pytest.mark.parametrize(
    ("words", "language"),
    [("call me back", "en"), ("GERİ ARA", "tr"), ("اتصل", "ar"), ("ODDZWOŃ", "pl"), ("ПОДЗВОНИ", "uk")],
)
def test_in_her_language(talk: Talk, words: str, language: str) -> None:
    meaning = talk.decider.understander.interpret(
        talk.decider.understander.read(words), None, language, talk.opened.clock.now().date()
    )
    assert meaning.intent == "bel"


@pytest.mark.parametrize("words", ["STOP", "WISSEN", "WIS SCHERM"])
async def test_what_takes_a_waiting_call_back(talk: Talk, words: str) -> None:
    talk.asks_to_be_called()
    talk.says(words)
    if words == "WISSEN":
        talk.says("ja, wis alles")
        talk.says("1")
    await talk.delivers()
    assert talk.calls == []
    assert not any("Bellen lukte" in text for text in talk.screen)


async def test_a_waiting_call_survives_a_restart(talk: Talk) -> None:
    talk.asks_to_be_called()
    talk.starts_again()
    await talk.delivers()
    assert len(talk.calls) == 1


async def test_minutes_later_it_may_not_be_safe_any_more(talk: Talk) -> None:
    talk.asks_to_be_called()
    talk.starts_again()
    talk.opened.clock.move(minutes=6)
    await talk.delivers()
    assert talk.calls == []
    assert dead(talk.store) == ["too_late"]
    assert "Bellen lukte mij niet." in talk.screen[-1]
    assert NUMBER in talk.screen[-1]


async def test_asked_twice_she_is_called_once_and_thrice_a_day(talk: Talk) -> None:
    assert talk.asks_to_be_called() == ["flows/telefoon#gaat.zeg"]
    assert talk.asks_to_be_called() == ["flows/telefoon#te_vaak.zeg"]
    for expected in ("gaat", "gaat", "te_vaak"):
        talk.opened.clock.move(minutes=11)
        assert talk.asks_to_be_called() == [f"flows/telefoon#{expected}.zeg"]
        await talk.delivers()
    assert len(talk.calls) == 2, "the first was too late by then"
    talk.opened.clock.move(hours=25)
    assert talk.asks_to_be_called() == ["flows/telefoon#gaat.zeg"]


async def test_while_twilio_is_down_it_is_tried_for_some_minutes_and_then_told(talk: Talk) -> None:
    talk.asks_to_be_called()
    talk.twilio.account.fail_next(*[Refusal(20503, 503)] * 40)
    for _ in range(20):
        await talk.delivers()
        talk.opened.clock.move(seconds=21)
    assert talk.calls == []
    assert dead(talk.store) == ["too_late"]
    talk.twilio.account.failures.clear()
    talk.opened.clock.move(minutes=20)
    await talk.delivers()
    assert "Bellen lukte mij niet." in talk.screen[-1]


async def test_when_twilio_is_back_she_is_called(talk: Talk) -> None:
    talk.asks_to_be_called()
    await talk.delivers()
    talk.twilio.account.calls.clear()
    talk.opened.clock.move(minutes=11)
    talk.asks_to_be_called()
    talk.twilio.account.fail_next(Refusal(20429, 429))
    await talk.delivers()
    assert talk.calls == []
    talk.opened.clock.move(seconds=22)
    await talk.delivers()
    assert len(talk.calls) == 1


@pytest.mark.parametrize("number", ["+447700900123", "+88213000000"])
async def test_a_number_abroad_costs_anything_and_is_not_called(talk: Talk, number: str) -> None:
    there = Address(ChannelName.SMS, number)
    talk.says("hallo", there)
    talk.asks_to_be_called(there)
    await talk.delivers()
    assert talk.calls == []
    assert dead(talk.store)[0] == "abroad"


async def test_a_refusal_is_told_at_once(talk: Talk) -> None:
    talk.asks_to_be_called()
    talk.twilio.account.fail_next(Refusal(21215))
    await talk.delivers()
    assert dead(talk.store) == ["21215"]
    assert "Bellen lukte mij niet." in talk.screen[-1]


@pytest.mark.parametrize(("fault", "rang"), [("lost", 1), ("cut", 0), ("silent", 0)])
async def test_a_call_that_may_have_been_made_is_not_made_again(talk: Talk, fault: str, rang: int) -> None:
    faults = Faults(talk.twilio.address)
    async with served(fault_proxy(faults)) as address:
        await talk.line.calls.close()
        talk.line = phone_line(talk.library, address)
        faults.next(fault)
        talk.asks_to_be_called()
        await talk.delivers()
        talk.opened.clock.move(seconds=30)
        await talk.delivers()
        await talk.line.calls.close()
    assert (len(talk.calls), dead(talk.store)) == (rang, ["uncertain"])
    assert "Bellen lukte mij niet." in talk.screen[-1]


async def test_without_a_connection_it_is_tried_again(talk: Talk) -> None:
    line = phone_line(talk.library, "http://127.0.0.1:9")
    with pytest.raises(TryLater) as nobody:
        await line.ring(HER, "nl")
    await line.calls.close()
    assert nobody.value.seconds


async def test_on_telegram_she_hears_which_number_to_call(talk: Talk) -> None:
    there = Address(ChannelName.TELEGRAM, "700100299")
    talk.says("hallo", there)
    assert talk.says("bel", there) == ["flows/telefoon#zelf.zeg"]


async def test_who_wants_to_hear_it_is_told_of_the_telephone(talk: Talk) -> None:
    assert talk.says("lees voor") == ["flows/telefoon#horen.zeg"]
    talk.decider = Decider(talk.decider.understander, talk.library)
    assert talk.says("lees voor") == ["ui#geluid_kan_nog_niet"]


async def test_without_a_phone_line_she_hears_that_there_is_none(talk: Talk) -> None:
    talk.decider = Decider(talk.decider.understander, talk.library)
    assert talk.says("bel") == ["flows/telefoon#geen_lijn.zeg", "ui#mens"]


async def test_that_her_telephone_could_not_be_rung_is_told_once(talk: Talk) -> None:
    talk.asks_to_be_called()
    await talk.delivers()
    incoming = Incoming("call:CA1", HER, IncomingKind.OTHER)
    failed = Arrival(incoming, Reading(""), talk.opened.clock.now(), result=NotCalled("085"))
    for _ in range(2):
        talk.store.commit([failed], talk.decider.decide, talk.decider.apologise)
    await talk.delivers()
    assert sum("Bellen lukte mij niet" in text for text in talk.screen) == 1


async def test_her_language_is_known_by_her_number(talk: Talk) -> None:
    assert talk.store.language_of(HER) == "nl"
    assert talk.store.language_of(Address(ChannelName.SMS, "+31600000000")) == ""
