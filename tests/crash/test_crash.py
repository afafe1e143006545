"""kill -9 in the middle of conversations, on both databases: nothing lost, counted twice or out of order."""

import math
import statistics
from pathlib import Path

import pytest

from bot.service import Decider
from tests.crash.chaos import A_SECOND, Chaos, Outcome, Plan
from tests.crash.houses import Site

IN_FLIGHT_AT_A_KILL = 64  # what the courier has under way at most


@pytest.fixture
def home(tmp_path: Path, model_cache: Path) -> Path:
    """A folder for keys and logs, where the model is ready: training it would take the processor."""
    (tmp_path / "cache").symlink_to(model_cache)
    return tmp_path


async def test_nothing_is_lost_when_processes_are_killed(
    database_url: str, decider: Decider, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Plan()
    outcome = await Chaos(plan, decider).run(lambda telegram: Site(home, database_url, telegram, plan.lease, A_SECOND))
    with capsys.disabled():
        print(f"\n{database_url.partition(':')[0]}: {outcome.line()}")
    check(outcome)


def check(outcome: Outcome) -> None:
    verdict = outcome.verdict
    assert (verdict.lost, verdict.disordered, verdict.unknown) == (0, 0, 0), verdict.notes[:10]
    assert outcome.books.decided == outcome.wanted.events  # every message counted, none twice
    assert outcome.books.dead == 0
    assert bool(verdict.twice) <= bool(outcome.books.sent_again)  # no reply twice that was not under way at a kill
    assert outcome.books.sent_again <= outcome.plan.kills * IN_FLIGHT_AT_A_KILL
    assert outcome.urgent
    assert math.isfinite(max(outcome.urgent))  # each of them; how soon the unlucky ones depends on the machine
    assert statistics.median(outcome.urgent) < 2 * statistics.median(outcome.others) + 1  # as all on this machine today
