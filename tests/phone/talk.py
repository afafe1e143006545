"""Everything behind her phone when she asks to be called; only Twilio is emulated."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio

from bot.channels.accounts import TwilioSettings
from bot.channels.phone import PhoneLine
from bot.channels.twilio import TwilioChannel
from bot.content.schema import Library
from bot.delivery import Caller
from bot.model import Address, Arrival, ChannelName, Form, Incoming, IncomingKind, Lane
from bot.ports import Understander
from bot.service import Decider
from bot.storage.store import SqlStore
from tests.delivery.posting import Postman
from tests.emulators.fixtures import TwilioServer
from tests.emulators.twilio import ACCOUNT, NUMBER, TOKEN
from tests.phone.conftest import SITE, phone_line
from tests.storage.talk import HandClock, Opened

HER: Address = Address(ChannelName.SMS, "+31612345678")


class Bell(Caller):
    """A caller that walks once instead of all day."""

    deliver_due = Postman.deliver_due


@dataclass
class Talk:
    """Everything behind her phone, on a machine that can be started anew."""

    opened: Opened
    store: SqlStore
    decider: Decider
    library: Library
    sms: TwilioChannel
    line: PhoneLine
    twilio: TwilioServer
    count: int = 0

    def says(self, text: str, address: Address = HER) -> list[str]:
        """Ids of what is said to her in that turn."""
        self.count += 1
        form = Form.TELEGRAM if address.channel is ChannelName.TELEGRAM else Form.SMS
        incoming = Incoming(f"k{self.count}", address, IncomingKind.TEXT, text, language_hint="nl", form=form)
        reading = self.decider.understander.read(text)
        arrival = Arrival(incoming, reading, self.opened.clock.now())
        committed = self.store.commit([arrival], self.decider.decide, self.decider.apologise)[0]
        assert committed.turn
        return [say.text for say in committed.turn.says if say.lane is not Lane.CALL]

    def asks_to_be_called(self, address: Address = HER) -> list[str]:
        self.says("bel", address)
        return self.says("ja", address)

    async def delivers(self) -> None:
        channels = {ChannelName.SMS: self.sms}
        for courier in (
            Bell(self.store, channels, self.library, self.opened.clock),
            Postman(self.store, channels, self.library, self.opened.clock),
        ):
            courier.jitter = lambda: 0.0
            if isinstance(courier, Bell):
                courier.line = self.line
            await courier.deliver_due()

    def starts_again(self) -> None:
        self.store = self.opened.store()

    @property
    def calls(self) -> list[dict[str, str]]:
        return list(self.twilio.account.calls.values())

    @property
    def screen(self) -> list[str]:
        return [message["body"] for message in self.twilio.account.sent.values()]


@pytest_asyncio.fixture
async def talk(
    library: Library, understander: Understander, twilio_server: TwilioServer, tmp_path: Path
) -> AsyncIterator[Talk]:
    opened = Opened(f"sqlite:///{tmp_path / 'test.sqlite'}", HandClock())
    settings = TwilioSettings(ACCOUNT, TOKEN, SITE, sender=NUMBER, base_url=twilio_server.address, timeout=0.5)
    sms, line = TwilioChannel(settings), phone_line(library, twilio_server.address)
    decider = Decider(understander, library, line=line.number)
    made = Talk(opened, opened.store(), decider, library, sms, line, twilio_server)
    made.says("hallo")
    yield made
    await sms.close()
    await line.calls.close()
    for store in opened.stores:
        store.close()
