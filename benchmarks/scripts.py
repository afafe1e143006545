"""What the people of the benchmark say, and how many messages each of them must get back: from conversations.yaml."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from bot.app import ROOT
from bot.channels.telegram_updates import read_update
from bot.content.load import load
from bot.content.opening import AMSTERDAM
from bot.content.render import render
from bot.delivery.patience import reader_of
from bot.model import Arrival, Conversation
from bot.ports import Due
from bot.service import Decider
from bot.understanding.understander import load_understander

CONVERSATIONS: Final = Path(__file__).parent / "conversations.yaml"
_MODEL_SECONDS: Final = 900


@dataclass(frozen=True, slots=True)
class Line:
    """One message: `text`, or the name of a button in `tap` (`=x`: of an old one), and how many messages answer it."""

    text: str
    tap: str
    replies: int


@dataclass(frozen=True, slots=True)
class Script:
    language: str
    lines: tuple[Line, ...]

    def update(self, line: Line, chat: int, number: int, question: int) -> bytes:
        """Telegram's update `number` for this person, who was last shown `question`."""
        tap = f"0:{line.tap[1:]}" if line.tap.startswith("=") else f"{question}:{line.tap}" if line.tap else ""
        return json.dumps(update(chat, number, self.language, line.text, tap)).encode()


def scripts(cache: Path) -> list[Script]:
    """All conversations, played once against the real engine. Trains the model into `cache` if it is not there."""
    library = load(ROOT)
    understander = load_understander(ROOT / "nlu", cache, library)
    if not understander.wait_for_everything(_MODEL_SECONDS):
        raise RuntimeError("no model")
    decider = Decider(understander, library)
    return [_played(decider, each["language"], each["says"]) for each in YAML(typ="safe").load(CONVERSATIONS)]


def _played(decider: Decider, language: str, says: Sequence[str]) -> Script:
    """A line `[x]` taps the button `x` of the open question; `[=x]` an old button with that name."""
    state, now, lines, script = Conversation(), datetime.now(AMSTERDAM), [], Script(language, ())
    for said in says:
        line = _line(said, state)
        [incoming] = read_update(script.update(line, 1, 1, state.instance), "bench")
        turn = decider.decide(state, Arrival(incoming, decider.understander.read(incoming.text), now))
        state = turn.conversation
        dues = [Due(0, None, incoming.address, say, state, say.lane, 1, 0) for say in turn.says]
        replies = sum(len(render(due.say, reader_of(due, now), decider.library)) for due in dues)
        lines.append(Line(line.text, line.tap, replies))
    return Script(language, tuple(lines))


def _line(said: str, state: Conversation) -> Line:
    if not said.startswith("["):
        return Line(said, "", 0)
    name = said.strip("[]")
    if name.startswith("="):
        return Line("", name, 0)
    if state.open is None or name not in {option.id for option in state.open.options}:
        raise ValueError(f"no button {name}: {state.open}")
    return Line("", name, 0)


def update(chat: int, number: int, language: str, text: str, tap: str) -> dict[str, Any]:
    """As Telegram writes it: `text`, or a tap with its callback data."""
    sender = {"id": chat, "is_bot": False, "first_name": "T", "language_code": language}
    there = {"id": chat, "type": "private", "first_name": "T"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": there, "from": sender, "text": text or "…"}
    if not tap:
        return {"update_id": number, "message": message}
    query = {"id": str(number), "from": sender, "chat_instance": "1", "data": tap, "message": message}
    return {"update_id": number, "callback_query": query}
