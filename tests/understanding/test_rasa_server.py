"""The companion with a real Rasa server, as `make test-rasa` sets it up: it answers, keeps out, and is killed."""

import asyncio
import json
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import httpx
import pytest

from bot.app import companion
from bot.channels.console import ConsoleChannel
from bot.model import ChannelName, Guess
from bot.settings import Settings
from bot.understanding.engines import Engine, RasaServer
from bot.understanding.intents import intents_of
from bot.understanding.rasa import Rasa
from tests.crash.houses import free_port
from tests.test_whole import Her
from tests.understanding.conftest import NLU

PYTHON = NLU / ".venv" / "bin" / "python"
MODEL = NLU / "models" / "light.tar.gz"
REPORT = NLU / "results" / "few" / "light" / "intent_report.json"
SECRET = "a-secret-of-thirty-two-characters"
CANARY = "canary mag ik foliumzuur van Fatma 0687654321"
START_SECONDS = 300.0

pytestmark = [
    pytest.mark.rasa,
    pytest.mark.skipif(not (PYTHON.exists() and MODEL.exists()), reason="no Rasa here: make test-rasa sets it up"),
]


@dataclass(slots=True)
class Running:
    """A Rasa server of this test; `log` is all it wrote."""

    process: subprocess.Popen[str]
    address: str
    log: list[str] = field(default_factory=list)

    def read(self) -> None:
        self.log.extend(self.process.stdout or ())

    def is_up(self) -> bool:
        """Waits until it listens, which it does when the model is loaded; not longer than it lives."""
        late = monotonic() + START_SECONDS
        while self.process.poll() is None and monotonic() < late:
            with suppress(httpx.TransportError):
                return httpx.get(f"{self.address}/version", trust_env=False).is_success
            threading.Event().wait(0.2)
        return False

    def model(self) -> Rasa:
        return Rasa(RasaServer(self.address, SECRET), intents_of(NLU / "domain.yml"), lambda _: ())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    secret, port = tmp_path_factory.mktemp("rasa") / "token", free_port()
    secret.write_text(SECRET)
    command = [str(PYTHON), "serve.py", str(MODEL), str(secret), str(port)]
    more = {"cwd": NLU, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, **more) as process:  # type: ignore[call-overload]
        running = Running(process, f"http://127.0.0.1:{port}")
        reader = threading.Thread(target=running.read)
        reader.start()
        try:
            assert running.is_up(), running.log[-20:]
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            reader.join(20)
            process.kill()


def test_it_ranks_what_it_learned(server: Running) -> None:
    guesses = server.model().guess("mag ik een glas wijn als ik zwanger ben")
    assert guesses[0].intent == "alcohol"
    assert len(guesses) > 3
    assert 0 < sum(guess.certainty for guess in guesses) <= 1.001


@pytest.mark.parametrize("text", ["12+3", "🤰", "een \x00 nul", "a" * 100_000, "\ud83d maar toch", "ሰላም", "مرحبا"])
def test_it_takes_whatever_we_send(server: Running, text: str) -> None:
    rasa = server.model()
    guesses = rasa.guess(text)
    assert all(isinstance(guess, Guess) for guess in guesses)
    assert bool(guesses) is any(letter.isalpha() for letter in text)


def test_strangers_are_kept_out(server: Running) -> None:
    def status(path: str, **more: object) -> int:
        return httpx.post(f"{server.address}{path}", trust_env=False, **more).status_code  # type: ignore[arg-type]

    assert status("/model/parse", json={"text": "hoi"}) == 401
    assert status("/model/parse?token=" + SECRET, json={"text": "hoi"}) == 401
    assert status("/model/train", json={}) == 401
    assert status("/webhooks/rest/webhook", json={"sender": "x", "message": "hoi"}) == 404


def test_neither_the_secret_nor_a_word_is_shown(server: Running) -> None:
    assert server.model().guess(CANARY)
    shown = Path(f"/proc/{server.process.pid}/cmdline").read_text()
    assert SECRET not in shown
    assert "canary" not in "".join(server.log)
    assert SECRET not in "".join(server.log)


def test_the_sample_was_understood_well_enough() -> None:
    """`rasa test nlu` on sentences held out of a quick training: far above chance, or something broke."""
    if not REPORT.exists():
        pytest.skip("rasa test nlu has not run: make test-rasa")
    assert json.loads(REPORT.read_text())["accuracy"] > 0.4


async def test_killed_in_the_middle_the_conversation_goes_on(
    server: Running, tmp_path: Path, model_cache: Path
) -> None:
    (tmp_path / "cache").symlink_to(model_cache)
    settings = {"understanding": Engine.RASA, "rasa_url": server.address, "rasa_token": SECRET}
    channels = {ChannelName.TELEGRAM: ConsoleChannel(ChannelName.TELEGRAM)}
    async with companion(Settings(local=tmp_path, **settings), None, channels) as house:
        her = Her(house)
        assert await her.says("mag ik een glas wijn als ik zwanger ben")
        server.process.kill()
        await asyncio.to_thread(server.process.wait)
        assert "topics/foliumzuur#antwoord" in await her.says("foliumzuur")
        assert any(said.startswith("nood/nood-bloedverlies#") for said in await her.says("ik verlies bloed"))
        assert await her.says("en hoe zat het ook alweer met dat kraambezoek van toen")
