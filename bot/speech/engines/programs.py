"""Running a speech program: words go in by stdin, where no list of processes shows them."""

import subprocess
from collections.abc import Mapping, Sequence

from bot.errors import EngineDown

PATIENCE = 60  # seconds; a long message takes one or two


def run(engine: str, command: Sequence[str], words: str, environment: Mapping[str, str] | None = None) -> bytes:
    """What the program writes. Raises `EngineDown` when it is not there, fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - our own list of arguments, no shell
            command, input=words.encode(), capture_output=True, timeout=PATIENCE, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineDown(engine) from error.with_traceback(None)
    return done.stdout
