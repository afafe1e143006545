"""Whatever Google does, the message is heard."""

from pathlib import Path

import gtts.tts
import pytest
from ruamel.yaml import YAML

from bot.content.schema import Library
from bot.errors import EngineDown
from bot.speech.engines import google as engine
from bot.speech.engines.chunks import chunks
from bot.speech.engines.google import Hours
from bot.speech.how import How
from bot.speech.kept import Kept
from bot.speech.ladder import engines
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio
from tests.speech.google import Google

CASES = YAML(typ="safe").load((Path(__file__).parent / "google.yaml").read_text("utf-8"))
AHEAD = How(online=True)


class Clock:
    """Time that passes when somebody waits."""

    def __init__(self) -> None:
        self.at = 1_000_000.0
        self.waited: list[float] = []

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def voice(tmp_path: Path, clock: Clock) -> engine.Google:
    return engine.Google(tmp_path / "gtts", Hours(clock.now, clock.wait))


@pytest.fixture
def online(library: Library, voice: engine.Google, tmp_path: Path) -> Studio:
    known = {**engines(tmp_path), "gtts": voice}
    return Studio(library, known, Recordings(tmp_path / "recorded"), Kept(tmp_path / "speech"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_it_is_heard(case: dict[str, object], google: Google, online: Studio, voice: engine.Google) -> None:
    google.answers = list(case["answers"])  # type: ignore[call-overload]
    sound = online.render("Bel 112.", "nl", AHEAD)
    assert sound.voice.engine == case["speaks"]
    assert len(google.heard) == case["asked"]
    assert google.heard[0] == "Bel één, één, twee."
    assert voice.rests() == case.get("rests", 0)


def test_who_was_refused_does_not_ask_again(google: Google, online: Studio, clock: Clock, tmp_path: Path) -> None:
    google.answers = ["status 429 60"]
    online.render("Een.", "nl", AHEAD)
    online.render("Twee.", "nl", AHEAD)
    again = engine.Google(tmp_path / "gtts", Hours(clock.now, clock.wait))  # as the next run finds it
    with pytest.raises(EngineDown) as down:
        again.say(["Drie."], again.voice("nl"), 1.0)  # type: ignore[arg-type]
    assert 0 < (down.value.retry_after or 0) <= 60
    assert len(google.heard) == 1
    clock.wait(61)
    assert online.render("Twee.", "nl", AHEAD).voice.engine == "gtts"  # and what was made meanwhile is made better


def test_the_network_is_gone(monkeypatch: pytest.MonkeyPatch, online: Studio, voice: engine.Google) -> None:
    monkeypatch.setattr(gtts.tts, "_translate_url", lambda tld="com", path="": "http://127.0.0.1:9/")
    assert online.render("Bel nu.", "nl", AHEAD).voice.engine == "espeak"
    assert voice.rests() == 300


def test_who_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch, google: Google, online: Studio) -> None:
    monkeypatch.setattr(engine, "TIMEOUT", (1, 0.2))
    google.answers = ["slow 60"]
    assert online.render("Bel nu.", "nl", AHEAD).voice.engine == "espeak"


def test_one_at_a_time_and_a_second_apart(google: Google, online: Studio, clock: Clock) -> None:
    online.render("Een. Twee. Drie.", "nl", AHEAD)
    assert google.heard == ["Een.", "Twee.", "Drie."]
    assert clock.waited == [1.0, 1.0]


def test_what_was_said_is_not_asked_again(google: Google, online: Studio) -> None:
    google.answers = ["speaks", "status 429"]
    assert online.render("Bel nu. Wacht niet.", "nl", AHEAD).voice.engine == "espeak"
    assert google.heard == ["Bel nu.", "Wacht niet."]


def test_while_she_waits_google_is_never_asked(google: Google, online: Studio) -> None:
    assert online.render("Hallo.", "nl").voice.engine == "espeak"
    assert online.render("Ik heet Anna.", "nl", How(personal=True, online=True)).voice.engine == "espeak"
    assert google.heard == []


def test_what_google_said_before_is_used_while_she_waits(google: Google, online: Studio) -> None:
    ahead = online.render("Hallo.", "nl", AHEAD)
    assert online.render("Hallo.", "nl").key == ahead.key
    assert len(google.heard) == 1


def test_a_language_it_does_not_know(voice: engine.Google) -> None:
    assert [voice.voice(code) is None for code in ("so", "ti", "fa", "pap", "nl")] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("Kort.", ["Kort."]),
        (f"{'a' * 60}, {'b' * 30}, {'c' * 60}.", [f"{'a' * 60}, {'b' * 30},", f"{'c' * 60}."]),
        ("woord " * 30, [" ".join(["woord"] * 16), " ".join(["woord"] * 14)]),
        ("x" * 250, ["x" * 100, "x" * 100, "x" * 50]),
        ("  ", []),
    ],
)
def test_a_long_sentence_goes_in_as_few_pieces_as_fit(sentence: str, pieces: list[str]) -> None:
    assert list(chunks(sentence)) == pieces
