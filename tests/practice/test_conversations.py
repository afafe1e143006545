"""Golden conversations of somebody who came by a practice, with lists only; `--update` rewrites the expected ids."""

from pathlib import Path

import pytest

from bot.cli.golden import play
from bot.cli.script import read_script
from bot.content.schema import Library
from bot.practice import Practices
from bot.service import Decider
from bot.understanding.layers import LayeredUnderstander
from tests.conversations.test_conversations import check_words, events_of, write

FILES = sorted((Path(__file__).parent / "conversations").glob("*/*.yaml"))
NUMBER = "030 123 45 67"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_conversation(
    path: Path, lists: LayeredUnderstander, library: Library, practices: Practices, request: pytest.FixtureRequest
) -> None:
    script = read_script(path)
    exchanges = list(play(script, Decider(lists, library, practices), library))
    for exchange in exchanges:
        check_words(exchange)
        expected = any(NUMBER in words for words in exchange.step.tekst)
        assert any(NUMBER in out.text for out in exchange.outgoing) is expected, exchange.step
    if request.config.getoption("--update"):
        write(path, exchanges)
        return
    assert [exchange.ids() for exchange in exchanges] == [step.bot for step in script.talk]
    assert events_of(exchanges) == script.events
