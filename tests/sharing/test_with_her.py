"""A share beyond its own process: it goes with her, outlives rotated keys, and is nothing to who stole the database."""

from dataclasses import replace

import pytest

from bot.errors import NotShared
from bot.storage.rotation import rotate
from bot.storage.vault import Keys
from tests.sharing.made import BUNDLE, Shared
from tests.storage.talk import KEYS, Opened, say


def test_it_goes_with_her(shared: Shared) -> None:
    handed = shared.create()
    shared.open(handed)
    say(shared.store, "wissen")
    assert shared.open(handed) is None
    assert (shared.rows(), shared.rows("openings")) == ([], [])
    with pytest.raises(NotShared):
        shared.create()
    assert shared.sharing.revoke(shared.person) == 0
    assert shared.sharing.openings(shared.person) == ()


def test_who_was_forgotten_by_another_process_shares_nothing(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    shared = Shared(here, opened.clock)
    say(there, "wissen")
    with pytest.raises(NotShared):
        shared.create()
    assert shared.rows() == []


def test_another_process_opens_it_also_after_the_keys_were_rotated(opened: Opened) -> None:
    shared = Shared(opened.store(), opened.clock)
    handed = shared.create()
    new = Keys((b"n" * 32,), KEYS.index)
    both = opened.store(Keys((*new.wrapping, *KEYS.wrapping), KEYS.index))
    with both.engine.begin() as connection:
        rotate(connection, both.vault)
    shared.door = replace(shared.door, shares=opened.store(new).shares)
    assert shared.open(handed) == BUNDLE


def test_a_stolen_database_finds_nothing_without_the_index_key(opened: Opened) -> None:
    """Marks and PINs are keyed: the right id and the right PIN are not even recognised."""
    shared = Shared(opened.store(), opened.clock)
    handed = shared.create()
    shared.door = replace(shared.door, shares=opened.store(Keys(KEYS.wrapping, b"other".ljust(32))).shares)
    assert shared.open(handed) is None
