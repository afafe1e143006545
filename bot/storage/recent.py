"""People opened lately, so that a conversation under way costs no unsealing. Bounded; shared by commit and delivery."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from bot.storage.known import Known
from bot.storage.vault import DataKey


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

    def drop(self, people: Iterable[int]) -> None:
        with self._lock:
            for person in people:
                self._known.pop(person, None)
