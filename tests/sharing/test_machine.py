"""The state machine holds for the code, and notices every planted mutant."""

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from ruamel.yaml import YAML

from bot.model import Address
from bot.storage.store import SqlStore
from tests.conftest import ROOT
from tests.sharing.machine import SharesMachine
from tests.sharing.made import QUICK, SITE, Shared, bundle, wrong
from tests.sharing.test_races import at_once
from tests.storage.talk import AYSE, KEYS, HandClock

MUTANTS = YAML(typ="safe").load(Path(__file__).with_name("mutants.yaml"))
FILES = ("bot/storage/shares.py", "bot/sharing/opening.py", "bot/sharing/making.py")
QUIETLY = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    store = SqlStore.open(f"sqlite:///{tmp_path_factory.mktemp('shares') / 'test.sqlite'}", KEYS, HandClock())
    raw = store.engine.raw_connection()
    raw.cursor().execute("PRAGMA synchronous = OFF")  # of this one connection, which the pool keeps
    raw.close()
    yield store
    store.close()


@dataclass
class Code:
    """The three files that decide, as they are or changed."""

    store: SqlStore
    modules: dict[str, types.ModuleType]

    def made(self, address: Address) -> Shared:
        shares, opening, making = (self.modules[file] for file in FILES)
        shared = Built(self.store, HandClock(), address)
        kept = shares.SqlShares(self.store.shares._transactions, self.store.shares._register)
        shared.sharing = making.Sharing(kept, bundle, shared.clock, SITE, making.Limits(a_day=1000), QUICK)
        shared.door = opening.Door(kept, shared.clock, SITE, QUICK)
        shared.wrong_pin, shared.purges = opening.WrongPin, shares.purge
        return shared


class Built(Shared):
    """With the classes of the files it is built from."""

    wrong_pin: type[Any]
    purges: Callable[..., None]

    def open(self, handed: Any, pin: str = "", reader: str = "Eva") -> Any:
        found = self.fetch(handed, pin, reader)
        return found.left if isinstance(found, self.wrong_pin) else super().shown(found, handed)

    def purge(self) -> None:
        with self.store.engine.begin() as connection:
            self.purges(connection, self.clock.now())


def code(store: SqlStore, file: str = "", was: str = "", instead: str = "") -> Code:
    """The files run anew, one of them with `was` replaced."""
    modules = {}
    for path in FILES:
        source = (ROOT / path).read_text("utf-8")
        if path == file:
            assert source.count(was) == 1, f"stands {source.count(was)} times in {path}: {was}"
            source = source.replace(was, instead)
        module = types.ModuleType(f"planted_{Path(path).stem}")
        exec(compile(source, path, "exec"), module.__dict__)
        modules[path] = module
    return Code(store, modules)


def machine(code: Code) -> type[SharesMachine]:
    return type("Planted", (SharesMachine,), {"made": staticmethod(code.made)})


def test_any_order(house: SqlStore) -> None:
    run_state_machine_as_test(
        machine(code(house)), settings=settings(max_examples=60, stateful_step_count=25, **QUIETLY)
    )


def named(at_once: bool) -> list[Any]:
    return [pytest.param(one, id=one["name"]) for one in MUTANTS if one.get("at_once", False) is at_once]


@pytest.mark.parametrize("mutant", named(at_once=False))
def test_every_planted_mutant_is_noticed(house: SqlStore, mutant: dict[str, str]) -> None:
    planted = machine(code(house, mutant["file"], mutant["was"], mutant["is"]))
    few = settings(max_examples=100, stateful_step_count=25, phases=[Phase.generate], **QUIETLY)
    with pytest.raises(Exception) as noticed:  # noqa: PT011 - whatever shows that it is broken
        run_state_machine_as_test(planted, settings=few)
    assert not isinstance(noticed.value, NameError | SyntaxError | AttributeError)


def guessed_at_once(code: Code) -> bool:
    """Whether sixty wrong PINs at once get exactly five answers, and the share is dead then."""
    shared = code.made(AYSE)
    handed = shared.create()
    found = at_once(lambda _: shared.open(handed, wrong(handed.pin)), 60)
    return sorted(one for one in found if one is not None) == [0, 1, 2, 3, 4]


def test_sixty_at_once(house: SqlStore) -> None:
    assert guessed_at_once(code(house))


@pytest.mark.parametrize("mutant", named(at_once=True))
def test_every_planted_race_is_noticed(house: SqlStore, mutant: dict[str, str]) -> None:
    planted = code(house, mutant["file"], mutant["was"], mutant["is"])
    assert not all(guessed_at_once(planted) for _ in range(5))
