"""Sharing for real: what she is told, and what happens when she changes her mind meanwhile."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.dialogue import own_page, shared
from bot.dialogue.draft import Draft
from bot.dialogue.engine import advance
from bot.dialogue.told import own
from bot.errors import NotShared, TooOften
from bot.model import ClosePage, Conversation, Handed, Meaning, PageOpened, Source, Way
from bot.selfcheck import AWAITED
from tests.summary.house import CODE, TO_CONSENT, House


async def test_she_gets_a_code_once_and_her_consent_is_recorded(hers: House) -> None:
    await hers.say("/start", *TO_CONSENT)
    assert hers.shelf.summaries == []
    said = await hers.say("akkoord")
    assert said == ["samenvatting#bezig.zeg", "samenvatting#code.zeg", "gedeeld#bericht.vraag", CODE]
    assert [line.id for line in hers.shelf.summaries[0].lines] == ["vraag"]
    assert hers.shelf.summaries[0].consent.text_id == "flows/samenvatting#mag_nu.vraag"
    record = hers.rows("consents")[0]
    assert (record["purpose"], record["text_id"]) == ("delen", "flows/samenvatting#mag_nu.vraag")
    assert isinstance(record["items"], bytes)
    assert b"vraag" not in record["items"]
    for text in ("/herhaal", "/mijn-gegevens", "/wie-leest-mee", "/samenvatting"):
        assert CODE not in await hers.say(text)


def test_what_opens_does_not_stay_on_her_screen(library: Library) -> None:
    until = datetime(2026, 11, 21, 12, tzinfo=UTC)
    answers = {AWAITED: "ja", own("manier"): "nu"}
    draft = Draft(Conversation(language="nl", consents=("delen",), answers=answers), library, until.date())
    for told in (
        shared.told(draft, Handed(Way.NOW, until, "https://x.example/v", code=CODE)),
        own_page.offered(draft, PageOpened(f"https://x.example/p#{CODE}", until)),
    ):
        assert [CODE in str(say.values) for say in told.says] == [say.until == until for say in told.says]
        assert any(say.until for say in told.says)


async def test_passing_by_whether_it_is_right_asks_whether_to_share(hers: House) -> None:
    await hers.say("/start", *TO_CONSENT[:-2])
    assert await hers.say("_skip") == ["samenvatting#toch.vraag"]
    assert await hers.say("_skip") == ["samenvatting#niet_gedeeld.zeg"]
    await hers.say("/samenvatting", "verder", "_skip")
    assert await hers.say("_skip") == ["samenvatting#toch.vraag"]
    assert await hers.say("ja") == ["samenvatting#manier.vraag"]


@pytest.mark.parametrize("word", ["wis-scherm", "stop", "intrekken"])
def test_what_opens_is_not_shown_to_who_thought_better_of_it(library: Library, word: str) -> None:
    """It was being made while she said so: the commit of what came of it decides, and nothing is left to open."""
    today, until = date(2026, 11, 21), datetime(2026, 11, 21, 12, tzinfo=UTC)
    answers = {AWAITED: "ja", own("manier"): "nu"}
    before = Conversation(language="nl", greeted=True, consents=("delen",), answers=answers)
    then = advance(before, Meaning(Source.COMMAND, word, 1.0), library, today).conversation
    for made in (Handed(Way.NOW, until, "https://x.example/v", code=CODE), PageOpened(f"https://x/p#{CODE}", until)):
        shown, came = (advance(each, Meaning(Source.TASK, result=made), library, today) for each in (before, then))
        assert CODE in str(shown.says)
        assert came.says == ()
        assert isinstance(made, Handed) or came.tasks == (ClosePage(),)


async def test_a_double_yes_shares_once(hers: House) -> None:
    await hers.say("/start", *TO_CONSENT)
    await asyncio.gather(*(hers.say("akkoord") for _ in range(5)))
    assert len(hers.shelf.summaries) == 1
    assert len(hers.rows("consents")) == 1


@pytest.mark.parametrize(
    ("refusal", "said"),
    [(NotShared("x"), "mislukt"), (TooOften("x"), "te_vaak"), (ValueError("Mag mijn zus mee?"), "mislukt")],
)
async def test_a_share_that_fails_loses_nothing(
    hers: House,
    refusal: Exception,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await hers.say("/start", *TO_CONSENT)
    hers.shelf.refusal = refusal
    assert await hers.say("akkoord") == ["samenvatting#bezig.zeg", f"samenvatting#{said}.zeg"]
    hers.shelf.refusal = None
    again = await hers.say("/samenvatting", "verder", "_skip", "goed", "nu", "akkoord")
    assert again[-1] == CODE
    assert [line.id for line in hers.shelf.summaries[0].lines] == ["vraag"]
    assert "zus" not in capsys.readouterr().out


@pytest.mark.parametrize("meanwhile", [["/intrekken"], ["/stop"], ["/wissen", "ja_wis"]])
async def test_what_she_ends_while_it_is_made_is_never_told(hers: House, meanwhile: list[str]) -> None:
    await hers.say("/start", *TO_CONSENT)
    loop = asyncio.get_running_loop()

    def changes_her_mind() -> None:
        asyncio.run_coroutine_threadsafe(hers.say(*meanwhile), loop).result(10)

    hers.shelf.meanwhile = changes_her_mind
    assert CODE not in await hers.say("akkoord")
    if meanwhile[-1] == "ja_wis":
        assert hers.rows("people") == []
        assert hers.rows("shares") == []


async def test_who_looked_is_told_as_they_wrote_it(hers: House) -> None:
    await hers.say("/start", *TO_CONSENT, "akkoord", "nee")
    said = await hers.say("/wie-leest-mee")
    assert said[-2:] == ["samenvatting#kijkers.zeg", "samenvatting#verkeerde_pin.zeg"]
    assert (await hers.say("/intrekken"))[-1] == "samenvatting#gestopt.zeg"
    assert "samenvatting#kijkers.zeg" not in await hers.say("/wie-leest-mee")


@pytest.mark.parametrize(
    ("wants", "hour", "heard"),
    [("ja", 12, ["samenvatting#gelezen.zeg"]), ("ja", 23, []), ("ja", 7, []), ("nee", 12, [])],
)
async def test_she_hears_that_it_was_opened_by_day_when_she_wants(
    hers: House, wants: str, hour: int, heard: list[str]
) -> None:
    await hers.say("/start", *TO_CONSENT, "akkoord", wants)
    hers.clock.moment = hers.clock.moment.replace(hour=hour) + timedelta(days=3)
    person = hers.rows("people")[0]["id"]
    assert isinstance(person, int)
    before = hers.rows("people")[0]["session_at"]
    await hers.service.opened(person)
    assert hers.got() == heard
    await hers.service.opened(person)
    assert hers.got() == [], "once"
    assert hers.rows("people")[0]["session_at"] == before, "only she makes it last longer"


async def test_nobody_is_told_when_she_is_gone(hers: House) -> None:
    await hers.say("/start", *TO_CONSENT, "akkoord", "ja", "/wissen", "ja_wis")
    await hers.service.opened(12345)
    assert hers.rows("people") == []
    assert hers.rows("consents") == []


async def test_her_words_and_the_code_stand_in_no_file(hers: House, tmp_path: Path) -> None:
    await hers.say("/start", *TO_CONSENT, "akkoord", "ja", "/wie-leest-mee", "/intrekken")
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(stored) > 10_000
    for planted in ("zus mee", CODE, "samenvatting.vraag"):
        assert planted.encode() not in stored
