"""What a slip brings, what it does not tell, and that nothing of hers is kept."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from bot.content.render import Reader
from bot.content.schema import Library
from bot.errors import SpeechError
from bot.model import Address, ChannelName, Form, Say
from bot.speech.kept import Kept
from bot.speech.listening import Heard, Listening
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio

HERS = "Samira"
FIXED = Say("ui#menu")


@pytest.fixture
def listening(made_in: Studio, library: Library) -> Iterator[Listening]:
    opened = Listening(lambda: made_in, library)
    yield opened
    opened.close()


def reader(form: Form = Form.TELEGRAM) -> Reader:
    return Reader(Address(ChannelName.SIMULATOR, ""), "nl", form, None, datetime(2026, 6, 1, tzinfo=UTC))


def hers(library: Library) -> Say:
    """A message with her own words in it."""
    return next(
        Say(text_id, values=((name, HERS),))
        for text_id, text in library.texts.items()
        if text_id.startswith("flows/samenvatting#") and (name := _only_value(text.words))
    )


def _only_value(words: str) -> str:
    _, brace, rest = words.partition("{")
    name = rest.partition("}")[0]
    return name if brace and words.count("{") == 1 and ":" not in name else ""


def on_disk(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "speech").rglob("*") if path.is_file()]


async def test_a_slip_brings_the_sound_of_the_message(listening: Listening, tmp_path: Path) -> None:
    heard = await listening.heard(listening.slip(FIXED, reader()))
    with av.open(io.BytesIO(heard.content)) as file:
        assert float(file.duration or 0) / av.time_base > 1
    assert on_disk(tmp_path)


async def test_her_own_words_are_heard_and_on_no_disk(listening: Listening, library: Library, tmp_path: Path) -> None:
    slip = listening.slip(hers(library), reader())
    assert len((await listening.heard(slip)).content) > 5_000
    listening.ahead(slip)
    listening.close()
    assert on_disk(tmp_path) == []
    assert HERS not in slip


async def test_a_long_message_begins_before_it_is_whole(listening: Listening, library: Library) -> None:
    topic = max(library.topics, key=lambda name: len(library.texts[f"topics/{name}#antwoord"].words))
    slip = listening.slip(Say(f"topics/{topic}"), reader())
    apart = [await listening.heard(slip)]
    assert length(apart[0]) < 10
    while apart[-1].rest:
        apart.append(await listening.heard(apart[-1].rest))
    assert len(apart) > 2
    again = await listening.heard(slip)
    assert again.content == apart[0].content  # made once
    middle = again.rest
    listening.ahead(slip)
    listening._later.shutdown()
    whole = await listening.heard(slip)
    assert whole.rest == ""
    assert (await listening.heard(middle)).rest != ""  # a rest stays a rest, whatever was made meanwhile
    assert sum(map(length, apart)) == pytest.approx(length(whole), rel=0.1)


def length(heard: Heard) -> float:
    """Seconds."""
    with av.open(io.BytesIO(heard.content)) as file:
        return float(file.duration or 0) / av.time_base


@pytest.mark.parametrize("spoilt", ["", "x", "gAAAAABm", "é", "slip"])
async def test_what_is_no_slip_of_ours_brings_nothing(
    listening: Listening, library: Library, made_in: Studio, spoilt: str
) -> None:
    elsewhere = Listening(lambda: made_in, library)
    slip = elsewhere.slip(FIXED, reader()) if spoilt == "slip" else spoilt
    elsewhere.close()
    with pytest.raises(SpeechError):
        await listening.heard(slip)


def test_where_nobody_speaks_there_is_no_slip(library: Library, tmp_path: Path) -> None:
    dumb = replace(library, languages={code: replace(one, voices=()) for code, one in library.languages.items()})
    silent = Listening(lambda: Studio(dumb, {}, Recordings(tmp_path), Kept(tmp_path)), library)
    assert silent.slip(FIXED, reader()) == ""
    silent.close()


async def test_a_sound_that_is_damaged_is_made_again(listening: Listening, tmp_path: Path) -> None:
    slip = listening.slip(FIXED, reader())
    whole = (await listening.heard(slip)).content
    for path in on_disk(tmp_path):
        path.write_bytes(b"broken")
    assert len((await listening.heard(slip)).content) > len(whole) / 2
