"""What no text needs goes; what is needed, young or being heard stays."""

import os
from pathlib import Path

import pytest

from bot.content.spoken.message import Utterance
from bot.speech.engines.google import file_of
from bot.speech.kept import Kept
from bot.speech.sound import Container
from bot.speech.studio import Studio
from bot.speech.tidying import tidy

STAYS = Utterance("Bel 112.", "nl")
ALSO = Utterance("Wacht niet.", "nl")
GOES = Utterance("Dit zei een tekst van vorige week.", "nl")


def all_old(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))


@pytest.fixture
def there(made_in: Studio, tmp_path: Path) -> dict[str, str]:
    """Sounds by what they are; all of them a day old."""
    made = {
        "stays": made_in.part(STAYS),
        "together": made_in.message([STAYS, ALSO]),
        "goes": made_in.part(GOES),
        "with what goes": made_in.message([STAYS, GOES]),
    }
    all_old(tmp_path)
    return {name: sound.key for name, sound in made.items()}


def test_only_what_is_needed_stays(made_in: Studio, there: dict[str, str], tmp_path: Path) -> None:
    swept = tidy(made_in, tmp_path, [STAYS, ALSO])
    assert swept.sounds == 2
    assert swept.size > 20_000
    left = Kept(tmp_path / "speech").keys()
    assert {name for name, key in there.items() if key in left} == {"stays", "together"}
    assert made_in.found([STAYS, ALSO]) is not None
    assert list((tmp_path / "speech" / "making").iterdir()) == []
    assert tidy(made_in, tmp_path, [STAYS, ALSO]).sounds == 0


def test_what_was_made_today_stays(made_in: Studio, there: dict[str, str], tmp_path: Path) -> None:
    new = made_in.part(Utterance("Dit is net geschreven.", "nl"))
    tidy(made_in, tmp_path, [STAYS])
    assert new.path(Container.MP3).exists()


def test_what_is_being_heard_is_heard_to_its_end(made_in: Studio, there: dict[str, str], tmp_path: Path) -> None:
    sound = made_in.part(GOES)
    with sound.path(Container.MP3).open("rb") as heard:
        beginning = heard.read(1000)
        assert tidy(made_in, tmp_path, [STAYS]).sounds == 4
        assert len(beginning + heard.read()) > 5_000
    assert made_in.part(GOES).content(Container.MP3).startswith(beginning)


def test_what_google_said_of_old_sentences_goes(made_in: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "speech" / "gtts"
    for sentence in ("Bel één, één, twee.", "Oude zin."):
        file = file_of(folder, "nl", sentence)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 1000)
    all_old(folder)
    assert tidy(made_in, tmp_path, [STAYS]).size == 1000
    assert [file.name for file in folder.glob("*/*.mp3")] == [file_of(folder, "nl", "Bel één, één, twee.").name]


def test_a_note_that_cannot_be_read_goes(made_in: Studio, tmp_path: Path) -> None:
    sound = made_in.part(GOES)
    sound.path(Container.MP3).with_name("meta.json").write_text("[")
    all_old(tmp_path)
    assert tidy(made_in, tmp_path, []).sounds == 1
