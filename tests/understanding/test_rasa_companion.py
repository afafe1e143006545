"""The companion with Rasa: which server it takes, that it asks it, and that nobody notices when it is killed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.app import companion
from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.errors import UnsafeSettings
from bot.model import ChannelName, Guess
from bot.settings import RASA_TOKEN_FILE, Settings
from bot.understanding.engines import Engine, RasaServer
from bot.understanding.kept import Kept, load
from bot.understanding.understander import LoadedUnderstander, load_understander
from tests.emulators.rasa import Rasa as Emulated
from tests.test_whole import Her
from tests.understanding.conftest import NLU
from tests.understanding.rasa_there import SECRET, There, reached

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
