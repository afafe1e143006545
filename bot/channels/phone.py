"""Our phone line as a whole: where callers come in, what they hear where, and calling back."""

from bot.channels.twilio_calls import Ring, TwilioCalls
from bot.content.schema import Library
from bot.model import Address, Sent
from bot.phone.hearing import Hears
from bot.phone.places import Codes, Place
from bot.phone.tree import PhoneTree, Pressed


class PhoneLine:
    """`key`: 32 secret bytes; `number`: as people dial it."""

    def __init__(self, library: Library, calls: TwilioCalls, key: bytes, number: str) -> None:
        self.calls, self.number = calls, number
        self.tree = PhoneTree(library)
        self.hears = Hears(self.tree)
        self.codes = Codes(self.tree.places(), key)

    async def ring(self, address: Address, language: str) -> Sent:
        """Call her. Raises `SendFailed`; `TryLater` with seconds only where surely no telephone rang."""
        return await self.calls.call(address, self.codes.of(self.tree.called(language)))

    def comes_to(self, ring: Ring, language: str) -> Pressed:
        """Where this moment of a call leads; `language` is hers as far as we know. A lost call begins again."""
        place = self.codes.find(ring.code)
        if place is None:
            return Pressed(self.tree.begin(language))
        return Pressed(place) if ring.key is None else self.tree.after(place, ring.key)

    def goes_on(self, place: Place) -> str:
        """The address that her next key is brought to."""
        return self.calls.pressed_at(self.codes.of(place))
