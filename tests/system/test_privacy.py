"""What she tells stands in no log and in no file; after `wissen` nothing of her is left."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.database import open_engine
from tests.crash.houses import House
from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.fixtures import TelegramServer
from tests.emulators.serving import served
from tests.emulators.twilio import ACCOUNT, NUMBER, TOKEN, Twilio, twilio_emulator
from tests.emulators.twilio_rules import Refusal
from tests.system.books import address_of, counted, waiting
from tests.system.conftest import furnished, telegram_settings, webhook_settings
from tests.system.home import SECRET, Home, running, until
from tests.system.sms_phone import SmsPhone
from tests.system.telegram_phone import MEDIA, TelegramPhone
from tests.system.webhook import post_update, subscribed

pytestmark = pytest.mark.asyncio(loop_scope="session")

Says = Callable[[str], Awaitable[object]]
Sees = Callable[[str], Awaitable[object]]

NAME, WORDS, HIS_NUMBER = "Xantippe", "kanariegeel", "0687654321"
BOT = "780001:canary-token"
ALL_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"


def database_text(home: Home) -> str:
    """All that is on disk: SQLite's files byte by byte, or every row of PostgreSQL as text."""
    if "DATABASE_URL" not in home.settings:
        return home.database_bytes().decode("latin-1")
    engine = open_engine(address_of(home))
    try:
        with engine.connect() as connection:
            names = connection.execute(text(ALL_TABLES)).scalars().all()
            rows = [connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars().all() for name in names]
        found = "\n".join(row for table in rows for row in table)
    finally:
        engine.dispose()
    raw = "".join(bytes.fromhex(part).decode("latin-1") for part in re.findall(r"\\x((?:[0-9a-f]{2})+)", found))
    return found + raw


async def a_bad_day(telegram: TelegramPhone, sms: SmsPhone, address: str) -> None:
    """A conversation on both channels, with every kind of trouble in between."""
    for words in (f"ik ben {NAME}, bel {HIS_NUMBER}", f"{WORDS} ik verlies veel bloed", "hoeveel foliumzuur?"):
        await telegram.says(words)
        await sms.says(words)
    await telegram.does({"message": telegram.message(**MEDIA["contact"], caption=WORDS)})
    for odd in (
        {"message": telegram.message(text=f"{NAME} \ud83d\x00 {WORDS}")},
        {"message": {"text": WORDS, "from": {"first_name": NAME}}},
        {"message": telegram.message(text=WORDS * 20_000)},
        f'{{"message": {WORDS}'.encode(),
    ):
        await post_update(address, odd)
    await post_update(address, {"message": telegram.message(text=WORDS)}, secret=WORDS)
    await telegram.says("ik ben 23 weken zwanger")


async def stopped_and_back(says: Says, sees: Sees, home: Home) -> None:
    """The provider says that she left; she says that she did not."""
    await until(lambda: not waiting(home), "nothing waits")
    before = counted(home, "Unreachable")
    await says("hoeveel foliumzuur?")
    await until(lambda: counted(home, "Unreachable") > before, "she is stopped")
    await says("START")
    await sees("weer antwoord")


async def forgotten(says: Says, sees: Sees) -> None:
    """Through the question to the confirmation."""
    await says("wissen")
    await sees("Wil je dat ik alles van jou weghaal?")
    await says("ja")
    await sees("Alles wat ik van jou had, is weg")


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_planted_canaries_are_nowhere(
    telegram_server: TelegramServer, tmp_path: Path, model: Path, database: str, request: pytest.FixtureRequest
) -> None:
    faults, twilio = Faults(telegram_server.address), Twilio()
    stored = {"DATABASE_URL": request.getfixturevalue("postgres_url")} if database == "postgres" else {}
    async with served(fault_proxy(faults)) as telegram_api, served(twilio_emulator(twilio)) as twilio_api:
        home = furnished(
            tmp_path,
            model,
            **telegram_settings(telegram_api, BOT),
            **webhook_settings(),
            **stored,
            TWILIO_ACCOUNT_SID=ACCOUNT,
            TWILIO_AUTH_TOKEN=TOKEN,
            TWILIO_SENDER=NUMBER,
            TWILIO_API=twilio_api,
        )
        async with running(home) as house:
            twilio.public = house.address
            await subscribed(telegram_server.address, BOT)
            telegram, sms = TelegramPhone(telegram_server, BOT, name=NAME), SmsPhone(twilio)
            canaries = (NAME, WORDS, HIS_NUMBER, str(telegram.chat), sms.number[1:], "23 weken", SECRET, BOT, TOKEN)
            faults.next("down", "garbage", "lost", only="/sendMessage")
            twilio.fail_next(Refusal(20429, 429), Refusal(30005))
            await a_bad_day(telegram, sms, house.address)
            await until(lambda: not faults.queue and not waiting(home), "nothing waits")
            faults.next("blocked", only="/sendMessage")
            await stopped_and_back(telegram.says, telegram.sees, home)
            twilio.fail_next(Refusal(21610))
            await stopped_and_back(sms.says, sms.sees, home)
            await until(lambda: not waiting(home), "nothing waits")
            assert_absent(canaries, database_text(home), house)
            await forgotten(telegram.says, telegram.sees)
            await forgotten(sms.says, sms.sees)
            await until(lambda: not waiting(home), "nothing waits")
            assert_absent(canaries, database_text(home), house)
            assert remaining_rows(home) == dict.fromkeys(OF_A_PERSON, 0)


OF_A_PERSON = ("people", "data_keys", "outbox", "messages", "consents", "shares", "openings")


def assert_absent(canaries: tuple[str, ...], stored: str, house: House) -> None:
    assert len(stored) > 1000
    assert "not_sent" in house.words()
    assert [canary for canary in canaries if canary in stored] == []
    assert [canary for canary in canaries if canary in house.words()] == []


def remaining_rows(home: Home) -> dict[str, int]:
    """Rows of persons by table; the system's own key is not one."""
    engine = open_engine(address_of(home))
    try:
        with engine.connect() as connection:
            where = {"data_keys": "WHERE person <> 0", "outbox": "WHERE NOT dead"}
            return {
                name: connection.execute(text(f"SELECT count(*) FROM {name} {where.get(name, '')}")).scalar_one()
                for name in OF_A_PERSON
            }
    finally:
        engine.dispose()
