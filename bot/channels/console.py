"""The channel inside this program: `wiegwijzer chat` shows what it is handed, tests read what it kept."""

from collections import deque
from collections.abc import Callable

from bot.errors import BadPayload, SendFailed
from bot.model import Address, ChannelName, Delivery, Incoming, Outgoing, Sent
from bot.ports import WebRequest


def _show_nothing(outgoing: Outgoing) -> None:
    pass


class ConsoleChannel:
    """Takes every message, in order. Under another `name` it stands in for that channel."""

    def __init__(
        self, name: ChannelName = ChannelName.CONSOLE, show: Callable[[Outgoing], None] = _show_nothing
    ) -> None:
        self.name = name
        self.sent: list[Outgoing] = []
        self.heard_taps: list[str] = []
        self.retired: list[str] = []
        self.erased: list[str] = []
        self._show = show
        self._troubles: deque[SendFailed | None] = deque()

    def fail_next(self, *troubles: SendFailed | None) -> None:
        """The coming sends end like this, one each (None: it goes well); after that all is well again."""
        self._troubles.extend(troubles)

    def read(self, request: WebRequest) -> tuple[Incoming | Delivery, ...]:
        raise BadPayload("the console has no web address")

    async def send(self, outgoing: Outgoing) -> Sent:
        trouble = self._troubles.popleft() if self._troubles else None
        if trouble is not None:
            raise trouble
        self.sent.append(outgoing)
        self._show(outgoing)
        return Sent(str(len(self.sent)))

    async def heard(self, incoming: Incoming) -> None:
        self.heard_taps.append(incoming.tap_id)

    async def retire(self, address: Address, message_id: str) -> None:
        self.retired.append(message_id)

    async def erase(self, address: Address, message_id: str) -> None:
        self.erased.append(message_id)

    async def close(self) -> None:
        """Nothing is held open."""
