"""The kill -9 test as long and as hard as you like.

python -m tests.crash --seconds 60 --rate 60 --kills 12
python -m tests.crash --database postgres --lease 30 --seed 7
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.content.load import load
from bot.service import Decider
from bot.understanding.understander import load_understander
from tests.crash.chaos import A_SECOND, Chaos, Plan
from tests.crash.houses import ROOT, Site
from tests.crash.test_crash import check
from tests.postgres import embedded_postgres, empty_database


def main() -> None:
    asked = _arguments()
    cache = ROOT / "local" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    library = load(ROOT)
    understander = load_understander(ROOT / "nlu", cache, library)
    understander.wait_for_everything(900)
    plan = Plan(asked.seconds, asked.rate, asked.kills, asked.lease, asked.faults, asked.seed)
    for database in ("sqlite", "postgres") if asked.database == "both" else (asked.database,):
        with tempfile.TemporaryDirectory(prefix="wiegwijzer-crash-") as name, _empty(database, name) as url:
            folder = Path(name)
            (folder / "cache").symlink_to(cache)
            outcome = asyncio.run(Chaos(plan, Decider(understander, library)).run(_site(folder, url, plan)))
            sys.stdout.write(f"{database}: {outcome.line()}\n")
            check(outcome)


def _site(folder: Path, url: str, plan: Plan) -> Callable[[str], Site]:
    return lambda telegram: Site(folder, url, telegram, plan.lease, A_SECOND)


@contextmanager
def _empty(database: str, folder: str) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder}/crash.sqlite"
    else:
        with embedded_postgres() as server, empty_database(server) as url:
            yield url


def _arguments() -> argparse.Namespace:
    usual = Plan()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="of writing")
    parser.add_argument("--rate", type=float, default=usual.rate, help="messages a second")
    parser.add_argument("--kills", type=int, default=usual.kills, help="kill -9s, spread over the seconds")
    parser.add_argument("--lease", type=float, default=usual.lease, help="LEASE_SECONDS of the companion")
    parser.add_argument("--faults", type=float, default=usual.faults, help="share of sends that Telegram refuses")
    parser.add_argument("--seed", type=int, default=usual.seed, help="another play")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    return parser.parse_args()


if __name__ == "__main__":
    main()
