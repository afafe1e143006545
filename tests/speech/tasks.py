"""What a process of the workshop is asked in tests; it has to find these by name."""

import os
import signal
from pathlib import Path


def nothing() -> int:
    """Where it was done, and how important that process is."""
    return os.getpid()


def niceness() -> int:
    return os.nice(0)


def dies(before: Path, times: int) -> int:
    """As a crash in C would; after so many times it does not."""
    died = len(before.read_bytes()) if before.exists() else 0
    if died < times:
        before.write_bytes(b"." * (died + 1))
        os._exit(9)
    return died


def hangs(told: Path) -> None:
    """So that nothing in the process can end it."""
    told.write_text(str(os.getpid()))
    os.kill(os.getpid(), signal.SIGSTOP)


def with_program(told: Path) -> None:
    """A speech program that never ends."""
    program = os.spawnlp(os.P_NOWAIT, "tail", "tail", "-f", "/dev/null")
    told.write_text(f"{os.getpid()} {program}")
    os.waitpid(program, 0)


def refuses() -> None:
    from bot.errors import EngineDown

    raise EngineDown("kapot", 7)
