"""Sealing keys for one's own machine: development and demo start without any setting."""

import os
from pathlib import Path

from bot.storage.vault import Keys, new_key_text


def kept_keys(path: Path) -> Keys:
    """Made at the first start, readable by the owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as file:
            file.write(f"{new_key_text()}\n{new_key_text()}\n")
    wrapping, index = path.read_text().split()
    return Keys.read(wrapping, index)
