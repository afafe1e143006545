"""Where the CPU time of a process goes: functions are wrapped, inner ones counted apart from the outer."""

import threading
import time
from collections import Counter
from typing import Any


class Stopwatch:
    """Adds up CPU seconds by label while it is `on`; a label inside another is taken off the outer one."""

    def __init__(self) -> None:
        self.on = False
        self.spent: Counter[str] = Counter()
        self._thread = threading.local()

    def wrap(self, owner: Any, name: str, label: str) -> None:
        """Time `owner.name`, a plain function or method."""
        original = getattr(owner, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            if not self.on:
                return original(*args, **kwargs)
            self.enter(label)
            try:
                return original(*args, **kwargs)
            finally:
                self.leave()

        setattr(owner, name, timed)

    def enter(self, label: str) -> None:
        self._stack().append([label, time.thread_time(), 0.0])

    def leave(self) -> None:
        stack = self._stack()
        if not stack:  # switched on in between
            return
        label, began, inner = stack.pop()
        whole = time.thread_time() - began
        self.spent[label] += whole - inner
        if stack:
            stack[-1][2] += whole

    def _stack(self) -> list[list[Any]]:
        stack: list[list[Any]] | None = getattr(self._thread, "stack", None)
        if stack is None:
            stack = self._thread.stack = []
        return stack


def watch_companion(watch: Stopwatch) -> None:
    """The hops of a message, by name. To be called before the companion is built."""
    from sqlalchemy.engine.default import DefaultDialect

    from bot.channels.telegram import TelegramChannel
    from bot.delivery import wording
    from bot.service import Decider
    from bot.storage import claims, inserting, kept, outbox, people
    from bot.storage.store import SqlStore
    from bot.storage.vault import DataKey, Vault
    from bot.understanding.layers import LayeredUnderstander

    places: list[tuple[Any, str, str]] = [
        (TelegramChannel, "read", "webhook parsed"),
        (LayeredUnderstander, "read", "reading (lexicons, language, model)"),
        (Decider, "decide", "interpret and advance"),
        (wording, "render", "rendering"),
        *((DataKey, name, "sealing") for name in ("seal", "open")),
        *((Vault, name, "sealing") for name in ("blind", "mark", "new_key", "unwrap")),
        *((module, "pack", "packing JSON") for module in (people, outbox, kept)),
        (people, "conversation_in", "packing JSON"),
        (claims, "parcel_in", "packing JSON"),
        *((DefaultDialect, name, "database driver") for name in ("do_execute", "do_executemany", "do_commit")),
        (inserting, "_copy", "database driver"),
        (SqlStore, "commit", "commit (SQLAlchemy and own)"),
        (SqlStore, "claim", "claim (SQLAlchemy and own)"),
        (SqlStore, "settle", "settle (SQLAlchemy and own)"),
        (SqlStore, "messages", "message ids of buttons to retire"),
    ]
    for owner, name, label in places:
        watch.wrap(owner, name, label)
