"""Rasa as the model: what it says is read, and when it does not say anything the model inside answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest
import structlog
from aiohttp import web
from pydantic import SecretStr, ValidationError

from bot.app import companion
from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.errors import UnsafeSettings
from bot.model import ChannelName, Guess
from bot.settings import RASA_TOKEN_FILE, Settings
from bot.understanding.clean import MODELLED
from bot.understanding.engines import Engine, RasaServer
from bot.understanding.kept import Kept, load
from bot.understanding.rasa import Rasa
from bot.understanding.understander import LoadedUnderstander, load_understander
from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.rasa import Rasa as Emulated
from tests.emulators.rasa import rasa_emulator
from tests.emulators.serving import served
from tests.test_whole import Her
from tests.understanding.conftest import NLU

SECRET = "a-secret-of-thirty-two-characters"
KNOWN = ("foliumzuur", "alcohol", "nood-bloedverlies")
RANKED = (Guess("foliumzuur", 0.7), Guess("alcohol", 0.2))
INSIDE = (Guess("nood-bloedverlies", 0.5),)


def inside(_text: str) -> tuple[Guess, ...]:
    return INSIDE


@dataclass(slots=True)
class There:
    """A Rasa that can be reached, by way of a proxy that goes wrong on demand."""

    address: str
    emulated: Emulated
    faults: Faults
    ranked: Sequence[Guess] = RANKED

    def client(self, rest: float = 60.0, secret: str = SECRET) -> Rasa:
        return Rasa(RasaServer(self.address, secret), KNOWN, inside, rest)

    async def guess(self, text: str = "iets over vitamines") -> tuple[Guess, ...]:
        return await asyncio.to_thread(self.client().guess, text)


@pytest.fixture
async def there() -> AsyncIterator[There]:
    async with reached(Emulated(SECRET, lambda _: there.ranked)) as there:
        yield there


@asynccontextmanager
async def reached(emulated: Emulated) -> AsyncIterator[There]:
    async with served(rasa_emulator(emulated)) as behind:
        faults = Faults(behind)
        async with served(fault_proxy(faults)) as address:
            yield There(address, emulated, faults)


async def test_its_ranking_is_read(there: There) -> None:
    assert await there.guess() == RANKED


@pytest.mark.parametrize(
    ("ranked", "read"),
    [
        ([Guess("nlu_fallback", 0.9), *RANKED], RANKED),
        ([Guess("alcohol", 0.2), Guess("foliumzuur", 0.7)], RANKED),
        ([Guess("foliumzuur", 1.0)], (Guess("foliumzuur", 0.999),)),
        ([Guess("foliumzuur", 0.01)] * 20, (Guess("foliumzuur", 0.01),) * 12),
        ([Guess("nlu_fallback", 0.9)], INSIDE),
        ([Guess("foliumzuur", 1.2)], INSIDE),
        ([Guess("foliumzuur", -0.1)], INSIDE),
        ([Guess("foliumzuur", float("nan"))], INSIDE),
    ],
    ids=["unknown", "disordered", "certain", "long", "only unknown", "above 1", "below 0", "no number"],
)
async def test_what_no_model_of_ours_would_say_is_left_out(
    there: There, ranked: list[Guess], read: tuple[Guess, ...]
) -> None:
    there.ranked = ranked
    assert await there.guess() == read


@pytest.mark.parametrize("text", ["", "  \n ", "🤰🤰", "12+3", "?!", "\u200b\u202e", "\ud83d"])
async def test_what_has_no_letters_is_not_sent(there: There, text: str) -> None:
    assert await there.guess(text) == INSIDE
    assert there.emulated.asked == []


async def test_what_is_sent_is_short_and_clean(there: There) -> None:
    await there.guess("wat is\x00 \ud83dfoliumzuur " + "a" * 100_000)
    (asked,) = there.emulated.asked
    assert asked.startswith("wat is foliumzuur aa")
    assert len(asked) == MODELLED


@pytest.mark.parametrize("fault", ["broken", "down", "stranger", "garbage", "cut", "lost", "silent"])
async def test_the_model_inside_answers_when_it_goes_wrong_and_the_next_time_all_is_well(
    there: There, fault: str
) -> None:
    there.faults.next(fault)
    client, begun = there.client(), monotonic()
    assert await asyncio.to_thread(client.guess, "iets") == INSIDE
    assert monotonic() - begun < 3
    assert await asyncio.to_thread(client.guess, "iets") == RANKED


@pytest.mark.parametrize("answer", ["[]", "{}", '{"intent_ranking": null}', '{"intent_ranking": [{"name": "x"}]}', "{"])
async def test_an_answer_that_is_none_counts_as_a_failure(answer: str) -> None:
    async def other(_request: web.Request) -> web.Response:
        return web.Response(text=answer, content_type="application/json")

    app = web.Application()
    app.router.add_post("/model/parse", other)
    async with served(app) as address:
        client = Rasa(RasaServer(address, SECRET), KNOWN, inside)
        with structlog.testing.capture_logs() as logs:
            assert await asyncio.to_thread(client.guess, "iets") == INSIDE
    assert [line["event"] for line in logs] == ["rasa_failed"]


async def test_nobody_there() -> None:
    async with served(web.Application()) as address:
        pass
    assert await asyncio.to_thread(Rasa(RasaServer(address, SECRET), KNOWN, inside).guess, "iets") == INSIDE


async def test_another_secret_is_refused(there: There) -> None:
    with structlog.testing.capture_logs() as logs:
        assert await asyncio.to_thread(there.client(secret="x" * 40).guess, "iets") == INSIDE
    assert logs == [{"event": "rasa_failed", "error": "HTTPStatusError", "status": 401, "log_level": "warning"}]


async def test_after_three_failures_it_is_left_alone(there: There) -> None:
    there.faults.next("broken", "broken", "broken")
    client = there.client(rest=60)
    for _ in range(6):
        assert await asyncio.to_thread(client.guess, "iets") == INSIDE
    assert there.faults.done == {"broken": 3}


async def test_after_its_rest_it_is_tried_again(there: There) -> None:
    there.faults.next("broken", "broken", "broken", "broken")
    client = there.client(rest=0)
    with structlog.testing.capture_logs() as logs:
        said = [await asyncio.to_thread(client.guess, "iets") for _ in range(5)]
    assert said == [INSIDE] * 4 + [RANKED]
    assert [line["event"] for line in logs] == ["rasa_failed"] * 4 + ["rasa_back"]


async def test_two_good_answers_between_failures_keep_it_in_use(there: There) -> None:
    client = there.client(rest=60)
    for _ in range(4):
        there.faults.next("broken", "broken", "well")
        said = [await asyncio.to_thread(client.guess, "iets") for _ in range(3)]
        assert said == [INSIDE, INSIDE, RANKED]


async def test_no_words_in_the_log(there: There) -> None:
    there.faults.next("broken", "silent", "garbage", "cut")
    client = there.client(rest=0)
    with structlog.testing.capture_logs() as logs:
        for _ in range(5):
            await asyncio.to_thread(client.guess, "canary Fatma 0687654321")
    assert len(logs) == 5
    assert not {"canary", "Fatma", "0687654321", SECRET} & set(json.dumps(logs).replace('"', " ").split())


SAID = [
    "hoi",
    "ik zou graag willen weten wat ik met vitamines moet doen voor ik zwanger ben",
    "mag ik nog een wijntje als ik zwanger ben",
    "ik verlies bloed",
    "hoe zit dat met kraamzorg en wat kost het",
    "asdf qwer zxcv",
]


async def conversation(local: Path, understander: LoadedUnderstander, before: Callable[[int], None]) -> list[list[str]]:
    """What the companion says to each of `SAID`."""
    assert understander.wait_for_model(1200)
    channels = {ChannelName.TELEGRAM: ConsoleChannel(ChannelName.TELEGRAM)}
    async with companion(Settings(local=local), None, channels, understander) as house:
        her, answers = Her(house), []
        for number, text in enumerate(SAID):
            before(number)
            answers.append(await her.says(text))
    return answers


@pytest.mark.usefixtures("understander")  # the model is trained before
@pytest.mark.parametrize("killed_before", [0, 2, len(SAID)])
async def test_the_person_notices_nothing(
    tmp_path: Path, library: Library, model_cache: Path, killed_before: int
) -> None:
    same = load(Kept.of(NLU / "data", model_cache)).guess

    async with reached(Emulated(SECRET, same)) as there:

        def kill(number: int) -> None:
            there.faults.rate = float(number >= killed_before)
            there.faults.kinds = ("cut",)

        server = RasaServer(there.address, SECRET)
        through = load_understander(NLU, model_cache, library, server)
        with_rasa = await conversation(tmp_path / "through", through, kill)
        assert bool(there.emulated.asked) is (killed_before > 0)
    alone = load_understander(NLU, model_cache, library)
    assert with_rasa == await conversation(tmp_path / "alone", alone, lambda _: None)


async def test_the_companion_asks_it_when_told_to(there: There, tmp_path: Path, model_cache: Path) -> None:
    (tmp_path / "cache").symlink_to(model_cache)
    settings = Settings(local=tmp_path, understanding=Engine.RASA, rasa_url=there.address, rasa_token=SecretStr(SECRET))
    channels = {ChannelName.TELEGRAM: ConsoleChannel(ChannelName.TELEGRAM)}
    there.ranked = [Guess("kraamzorg", 0.9)]
    async with companion(settings, None, channels) as house:
        said = await Her(house).says("onbekende woordenbrij zonder betekenis")
    assert "topics/kraamzorg#antwoord" in said
    assert there.emulated.asked


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        ("http://rasa.example", SECRET),
        ("http://127.0.0.1.example:5005", SECRET),
        ("ftp://127.0.0.1", SECRET),
        ("https://", SECRET),
        ("http://user:word@127.0.0.1:5005", SECRET),
        ("http://127.0.0.1:5005/webhooks", SECRET),
        ("http://127.0.0.1:5005?token=x", SECRET),
        ("http://127.0.0.1:port", SECRET),
        ("http://127.0.0.1:5005", ""),
        ("http://127.0.0.1:5005", SECRET[:31]),
    ],
)
def test_unsafe_settings_are_refused(address: str, secret: str, tmp_path: Path) -> None:
    given = {"local": tmp_path, "rasa_url": address, "rasa_token": SecretStr(secret)}
    assert Settings(**given).rasa() is None
    with pytest.raises((UnsafeSettings, ValidationError)):
        Settings(understanding=Engine.RASA, **given)


@pytest.mark.parametrize("address", ["http://localhost:5005/", "http://[::1]:5005", "https://rasa.example"])
def test_safe_ones_are_not_and_the_made_secret_is_used(address: str, tmp_path: Path) -> None:
    (tmp_path / RASA_TOKEN_FILE).write_text(f"{SECRET}\n")
    settings = Settings(local=tmp_path, understanding=Engine.RASA, rasa_url=address, rasa_token=SecretStr(""))
    assert settings.rasa() == RasaServer(address.rstrip("/"), SECRET)
