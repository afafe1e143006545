"""People opened lately, so that a conversation under way costs no unsealing. Bounded; shared by commit and delivery."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from bot.model import Address, Conversation
from bot.storage.vault import DataKey


@dataclass(frozen=True, slots=True)
class Known:
    """A person as opened: `version` counts her turns, `last` is the moment of her last message.

    `checked` is the moment of her last answer in the self-check, when such answers are in the conversation.
    """

    id: int
    key: DataKey
    address: Address | None  # none: let go after her stop
    conversation: Conversation
    version: int
    last: datetime
    checked: datetime | None = None


class Recent:
    """The `size` people used last. An entry counts only while its version is still the one in the database."""

    def __init__(self, size: int = 5000) -> None:
        self._size = size
        self._known: OrderedDict[int, Known] = OrderedDict()
        self._lock = Lock()

    def get(self, person: int, version: int) -> Known | None:
        with self._lock:
            known = self._known.get(person)
            if known is None or known.version != version:
                return None
            self._known.move_to_end(person)
            return known

    def key(self, person: int) -> DataKey | None:
        with self._lock:
            known = self._known.get(person)
            return None if known is None else known.key

    def put(self, known: Known) -> None:
        with self._lock:
            self._known[known.id] = known
            self._known.move_to_end(known.id)
            while len(self._known) > self._size:
                self._known.popitem(last=False)

    def drop(self, person: int) -> None:
        with self._lock:
            self._known.pop(person, None)
