"""Group commit: everything that waits is committed in one transaction, by one thread."""

from bot.batches import LARGEST, Batches
from bot.model import Arrival
from bot.ports import Apologise, Committed, Decide, Store

__all__ = ["LARGEST", "GroupCommit"]


class GroupCommit(Batches[Arrival, Committed]):
    """Commits arrivals in batches. `submit` returns only after the commit, so a provider may be told 200 then.

    It raises what the database raised when it could not commit; the provider then sends the message again.
    """

    def __init__(self, store: Store, decide: Decide, apologise: Apologise) -> None:
        super().__init__(lambda arrivals: store.commit(arrivals, decide, apologise), "commit")
