"""Whatever is sent to the doors for shares, they answer as `sharing.openapi.yaml` promises, and never break."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from ruamel.yaml import YAML
from starlette.applications import Starlette

from bot.sharing.opening import Door
from bot.storage.store import SqlStore
from bot.web.asgi import build
from bot.web.hurried import Rates
from bot.web.parts import Entrance
from tests.sharing.made import QUICK, SITE
from tests.storage.talk import KEYS, HandClock
from tests.web.stand_in import Companion, parts

PROMISED = YAML(typ="safe").load(Path(__file__).with_name("sharing.openapi.yaml"))
SOME = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    store = SqlStore.open(f"sqlite:///{tmp_path_factory.mktemp('api') / 'test.sqlite'}", KEYS, HandClock())
    door = Door(store.shares, HandClock(), SITE, QUICK)
    yield build(parts(Companion(), entrance=Entrance(door, rates=Rates(10**6, 10**6))))
    store.close()


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("path", PROMISED["paths"])
def test_as_promised(app: Starlette, path: str, mode: schemathesis.GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(PROMISED)
    schema.app = app
    statuses = set()

    @SOME
    @given(case=schema[path]["POST"].as_strategy(generation_mode=mode))
    def answered(case: schemathesis.Case) -> None:
        statuses.add(case.call_and_validate().status_code)

    answered()
    assert statuses & {400, 404}
