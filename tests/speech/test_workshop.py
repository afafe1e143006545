"""Sounds are made in another process: whatever becomes of it, somebody else is served, and nothing is left behind."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.content.spoken.message import Utterance
from bot.errors import EngineDown, NoVoice
from bot.speech.maker import Maker
from bot.speech.sound import Container
from bot.speech.studio import Studio
from bot.speech.worker import Tools
from bot.speech.workshop import Rules, Workshop
from tests.speech import tasks

FIXED = Utterance("Bel 112.", "nl")
HERS = Utterance("Ik heet Rozemarijn.", "nl", personal=True)


@pytest.fixture
def opened() -> Iterator[Callable[[Rules], Workshop]]:
    shops: list[Workshop] = []

    def shop(rules: Rules) -> Workshop:
        shops.append(Workshop(rules))
        return shops[-1]

    yield shop
    for each in shops:
        each.close()


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    one = Workshop(Rules(at_once=1))
    yield one
    one.close()


@pytest.fixture
def maker(library: Library, tmp_path: Path, shop: Workshop) -> Maker:
    return Maker(Tools(tmp_path, tmp_path, tuple(library.languages.values())), shop)


def ends(pid: int, within: float = 20) -> bool:
    """It is gone, or goes in time."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within)[0])
    finally:
        os.close(handle)


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return False


def written(path: Path) -> list[int]:
    """What another process writes soon."""
    until = time.monotonic() + 20
    while not (path.exists() and path.read_text()) and time.monotonic() < until:
        select.select([], [], [], 0.02)
    return [int(word) for word in path.read_text().split()]


def test_the_same_bytes_as_in_one_process_and_kept_there(maker: Maker, made_in: Studio, tmp_path: Path) -> None:
    there, here = maker.message([FIXED]), made_in.message([FIXED])
    assert there.folder
    assert [there.content(each) for each in Container] == [here.content(each) for each in Container]
    assert maker.found([FIXED]) == there


def test_what_was_made_is_found_without_a_process(
    maker: Maker, library: Library, tmp_path: Path, opened: Callable[[Rules], Workshop]
) -> None:
    made = maker.message([FIXED, Utterance("Tamam.", "tr")])
    idle = opened(Rules())
    other = Maker(Tools(tmp_path, tmp_path, tuple(library.languages.values())), idle)
    assert other.message([FIXED, Utterance("Tamam.", "tr")]) == made
    assert other.missing([]) == ()
    assert idle.pids() != ()
    assert other.missing([FIXED, Utterance("Wacht.", "nl")]) == (Utterance("Wacht.", "nl"),)


def test_her_own_words_come_back_and_touch_no_disk(maker: Maker, tmp_path: Path) -> None:
    sound = maker.message([HERS])
    assert sound.folder is None
    assert len(sound.content(Container.MP3)) > 3_000
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_cannot_be_said_is_told_as_it_is(maker: Maker, shop: Workshop) -> None:
    with pytest.raises(NoVoice):
        maker.message([Utterance("Wac 112.", "so")])
    with pytest.raises(EngineDown) as down:
        shop.do(tasks.refuses)
    assert (str(down.value), down.value.retry_after) == ("kapot", 7)


@pytest.mark.parametrize(("times", "well"), [(1, True), (2, False)])
def test_a_process_that_died_is_replaced(shop: Workshop, tmp_path: Path, times: int, *, well: bool) -> None:
    if well:
        assert shop.do(tasks.dies, tmp_path / "died", times) == times
    else:
        with pytest.raises(EngineDown):
            shop.do(tasks.dies, tmp_path / "died", times)
    assert shop.do(tasks.nothing) in shop.pids()


def test_one_that_hangs_is_ended_and_nobody_is_stuck(opened: Callable[[Rules], Workshop], tmp_path: Path) -> None:
    shop = opened(Rules(at_once=1, patience=3))
    shop.do(tasks.nothing)
    with ThreadPoolExecutor(2) as threads:
        stuck = threads.submit(shop.do, tasks.hangs, tmp_path / "pid")
        [pid] = written(tmp_path / "pid")
        behind = threads.submit(shop.do, tasks.nothing)
        with pytest.raises(EngineDown):
            stuck.result(20)
        assert behind.result(20) != pid
    assert ends(pid)
    assert not is_zombie(pid)


def test_who_has_nothing_to_do_goes_and_comes_again(opened: Callable[[Rules], Workshop]) -> None:
    shop = opened(Rules(at_once=1, quiet=0.2))
    first = shop.do(tasks.nothing)
    assert ends(first)
    assert shop.do(tasks.nothing) != first


def test_it_ends_with_the_companion_and_takes_its_programs_along(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from bot.speech.workshop import Workshop; from tests.speech import tasks\n"
        f"Workshop().do(tasks.with_program, Path({str(tmp_path / 'pids')!r}))"
    )
    companion = subprocess.Popen([sys.executable, "-c", code])
    pids = written(tmp_path / "pids")
    companion.send_signal(signal.SIGKILL)
    companion.wait(10)
    assert len(pids) == 2
    assert all(map(ends, pids))


def test_closing_does_not_wait_for_a_sound(opened: Callable[[Rules], Workshop], tmp_path: Path) -> None:
    shop = opened(Rules())
    with ThreadPoolExecutor(1) as threads:
        making = threads.submit(shop.do, tasks.with_program, tmp_path / "pids")
        pids = written(tmp_path / "pids")
        shop.close()
        with pytest.raises(EngineDown):
            making.result(10)
    assert all(map(ends, pids))
    with pytest.raises(EngineDown):
        shop.do(tasks.nothing)


def test_what_nobody_waits_for_gives_way(opened: Callable[[Rules], Workshop]) -> None:
    assert opened(Rules(niceness=7)).do(tasks.niceness) == os.nice(0) + 7
    shop = opened(Rules())
    shop.give_way()  # nobody waits
