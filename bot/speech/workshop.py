"""Where sounds are made: processes beside the companion, begun when first needed and ended after a quiet time.

Encoders and voices want some hundred megabytes while they work and keep part of it; here it ends with the process.
"""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from bot.errors import EngineDown
from bot.speech.alone import begin

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

P = ParamSpec("P")
T = TypeVar("T")
NAME: Final = "workshop"
TRIES: Final = 2  # a process that died takes what another was making with it; that is no reason to give up


@dataclass(frozen=True, slots=True)
class Rules:
    """`at_once`: processes at most. `patience`, `quiet`: seconds one task may take, and until a process is ended.

    `niceness`: 19 gives way to everything else on the machine.
    """

    at_once: int = 2
    patience: float = 90.0
    quiet: float = 600.0
    niceness: int = 0


class Workshop:
    """Safe to call from several threads."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._rules = rules or Rules()
        self._lock = threading.Condition()
        self._pool: ProcessPoolExecutor | None = None
        self._busy, self._used, self._closed = 0, monotonic(), False

    def give_way(self) -> None:
        """Waits until nobody waits for a sound here."""
        with self._lock:
            self._lock.wait_for(lambda: not self._busy or self._closed)

    def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` makes of these, in another process: waits for it. All of it has to be picklable.

        Raises what `work` raises, and `EngineDown` when it hangs, dies twice, or we are closing.
        """
        from concurrent.futures import CancelledError  # noqa: PLC0415 – with processes it takes 30 ms
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        for _ in range(TRIES):
            pool = self._begun()
            try:
                return pool.submit(work, *args, **kwargs).result(self._rules.patience)
            except BrokenProcessPool:
                self._end(pool)
            except TimeoutError:
                self._end(pool)
                raise EngineDown(NAME) from None
            except (CancelledError, RuntimeError):  # we are closing
                break
            finally:
                self._done()
        raise EngineDown(NAME)

    def close(self) -> None:
        """Nothing is made any more; what was half made is on no disk."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()
        if self._pool is not None:
            self._end(self._pool)

    def pids(self) -> tuple[int, ...]:
        """Of the processes that run now."""
        return tuple(_processes(self._pool)) if self._pool else ()

    def _begun(self) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
        from multiprocessing import get_context  # noqa: PLC0415

        with self._lock:
            if self._closed:
                raise EngineDown(NAME)
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._rules.at_once, get_context("spawn"), begin, (self._rules.niceness,)
                )
                self._look_later(self._rules.quiet)
            self._busy += 1
            return self._pool

    def _done(self) -> None:
        with self._lock:
            self._busy -= 1
            self._used = monotonic()
            self._lock.notify_all()

    def _look_later(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self._look)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        """Ends what nobody used for a while."""
        with self._lock:
            pool = self._pool
            left = self._used + self._rules.quiet - monotonic()
            if pool is None:
                return
            if self._busy or left > 0:
                self._look_later(max(left, 1.0))
                return
            self._pool = None
        pool.shutdown(wait=False)

    def _end(self, pool: "ProcessPoolExecutor") -> None:
        """At once, with the speech programs that run in it; who comes next gets new ones."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        for pid, process in _processes(pool).items():
            with suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
            with suppress(OSError, ValueError):
                process.kill()
        pool.shutdown(wait=False)


def _processes(pool: "ProcessPoolExecutor") -> dict[int, "BaseProcess"]:
    return dict(pool._processes or {})  # Python 3.14 has `kill_workers`
