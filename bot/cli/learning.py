"""Waiting for the model with a bar that shows how far it is; nothing is drawn where nobody looks."""

from typing import Final

from rich.console import Console
from rich.progress import Progress

from bot.understanding.understander import LoadedUnderstander

_STAGES: Final = ("letters", "vectors", "meanings")
_LOOK: Final = 0.5  # seconds


def learnt(understander: LoadedUnderstander, seconds: float) -> bool:
    """Whether the whole model is there, after at most this long."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bars = {what: progress.add_task(f"learning {what}", total=None, visible=False) for what in _STAGES}
        for _ in range(int(seconds / _LOOK)):
            if understander.wait_for_everything(_LOOK) or understander.learning is None:
                break
            what, done, of = understander.learning
            if what in bars:
                progress.update(bars[what], completed=done, total=of, visible=True)
    return understander.wait_for_everything(0)
