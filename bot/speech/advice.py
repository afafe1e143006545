"""What somebody who starts the companion should know of its voices. Light: it is read at every start."""

from pathlib import Path

from bot.speech.engines.vendored import Vendored

_BETTER = "Dutch and Turkish are spoken by a poor voice here; 'make voices' fetches better ones (125 MB, no root)."


def advice(local: Path) -> str:
    """One line, once: at the first start on a machine without the better voices. Empty otherwise."""
    said = local / "speech" / "advised"
    if said.exists() or Vendored(local / "voices").program("mbrola"):
        return ""
    said.parent.mkdir(parents=True, exist_ok=True)
    said.touch()
    return _BETTER
