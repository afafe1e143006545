"""The dialogues that are Python: their registry. The contract is in `script.py`."""

from bot.dialogue.scripts.script import Script

SCRIPTS: dict[str, Script] = {}
