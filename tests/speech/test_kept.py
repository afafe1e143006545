"""Which sounds are kept, and what a person's own words leave behind."""

import os
import platform
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.content.spoken.message import Utterance
from bot.speech.decode import decoded
from bot.speech.how import How
from bot.speech.kept import Kept
from bot.speech.sound import Container
from bot.speech.studio import Studio
from bot.speech.voice import Engine
from tests.speech.conftest import studio_of

TEXT = "Bel nu 112.\nWacht niet. Er komt iemand!"


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_second_time_nothing_is_made(made_in: Studio, known: dict[str, Engine]) -> None:
    first = made_in.render(TEXT, "nl")
    known.clear()  # nobody left to say it again
    assert made_in.render(TEXT, "nl") == first == made_in.kept(TEXT, "nl")


def test_the_same_sound_for_words_that_sound_the_same(made_in: Studio) -> None:
    one, other = made_in.render("Bel  112.", "nl"), made_in.render("Bel één, één, twee.", "nl")
    assert one.key == other.key
    assert [one.marks[0].sentence, other.marks[0].sentence] == ["Bel  112.", "Bel één, één, twee."]


def test_two_studios_make_the_same_bytes(library: Library, known: dict[str, Engine], tmp_path: Path) -> None:
    one, other = (studio_of(library, known, tmp_path / name).render(TEXT, "tr") for name in "ab")
    assert [one.content(c) for c in Container] == [other.content(c) for c in Container]


def test_her_own_words_are_on_no_disk(made_in: Studio, tmp_path: Path) -> None:
    sound = made_in.render("Ik heet Rozemarijn.", "nl", How(personal=True))
    again = made_in.render("Ik heet Rozemarijn.", "nl", How(personal=True))
    assert sound.content(Container.OGG) == again.content(Container.OGG)
    assert sound.key != again.key  # nobody can guess from an address what was said
    assert b"Rozemarijn" not in everything_in(tmp_path)
    assert made_in.kept("Ik heet Rozemarijn.", "nl", How(personal=True)) is None
    assert not list(tmp_path.rglob("*.ogg"))
    with pytest.raises(ValueError, match="no file"):
        sound.path(Container.OGG)


def test_one_part_of_hers_makes_the_whole_hers(made_in: Studio, tmp_path: Path) -> None:
    sound = made_in.message((Utterance("Dit weet ik van jou.", "nl"), Utterance("Rozemarijn.", "nl", personal=True)))
    assert sound.folder is None
    assert b"Rozemarijn" not in everything_in(tmp_path)


def test_what_somebody_damaged_is_made_again(made_in: Studio) -> None:
    sound = made_in.render("Bel nu.", "nl")
    good = sound.content(Container.OGG)
    sound.path(Container.OGG).write_bytes(good[:100])
    assert made_in.kept("Bel nu.", "nl") is None
    assert made_in.render("Bel nu.", "nl").content(Container.OGG) == good
    sound.path(Container.OGG).with_name("meta.json").write_text("{")
    assert made_in.render("Bel nu.", "nl").content(Container.OGG) == good


def test_a_full_disk_is_heard_all_the_same(made_in: Studio, tmp_path: Path) -> None:
    (tmp_path / "speech").write_text("no folder can be made here")
    sound = made_in.render("Bel nu.", "nl")
    assert decoded(sound.content(Container.OGG)).any()
    assert sound.folder is None


def test_what_another_machine_is_making_stays_for_a_day(tmp_path: Path) -> None:
    for name in (
        "elsewhere.1.abc",
        f"{platform.node()}.{os.getpid()}.abc",
        f"{platform.node()}.4194999.abc",
        "old.1.abc",
    ):
        (tmp_path / "making" / name).mkdir(parents=True)
    os.utime(tmp_path / "making" / "old.1.abc", (1, 1))
    Kept(tmp_path).sweep()
    left = {aside.name for aside in (tmp_path / "making").iterdir()}
    assert left == {"elsewhere.1.abc", f"{platform.node()}.{os.getpid()}.abc"}
