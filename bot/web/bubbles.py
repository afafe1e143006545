"""A message as a page shows it: its buttons, its picture, its sound, which way it is read, and its price by SMS."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.library import last_wording
from bot.content.schema import Library
from bot.content.sms import costly_letters
from bot.content.urgent import LET_HEAR
from bot.model import Lane, Outgoing
from bot.web.parts import WebParts


@dataclass(frozen=True, slots=True)
class Choice:
    """A button as the page needs it: a language's own name is marked as that language."""

    label: str
    tap: str
    language: str


@dataclass(frozen=True, slots=True)
class SmsSize:
    parts: int
    encoding: str
    characters: int


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on her screen, and for editors the id of the text."""

    text: str
    buttons: tuple[Choice, ...]
    urgent: bool
    lane: Lane
    language: str
    dir: str
    id: str
    sms: SmsSize
    icon: str  # where the picture of its subject is, at the beginning of an answer; empty: none
    picture: str  # PNG in base64; the words say the same
    slip: str  # brings the sound of the message; empty: there is none
    aloud: str  # the same of the Dutch sentence for the phone
    let_hear: str  # what its button says


def bubbles(outgoing: Sequence[Outgoing], parts: WebParts) -> Iterator[Bubble]:
    """In the order of sending; a picture stands at the first bubble of its subject."""
    for before, one in zip((None, *outgoing), outgoing, strict=False):
        goes_on = before is not None and before.text_id == one.text_id
        yield _bubble(one, parts, "" if goes_on else icon_of(one.text_id, parts.library))


def _bubble(outgoing: Outgoing, parts: WebParts, icon: str) -> Bubble:
    text = outgoing.text
    names = {language.name: code for code, language in parts.library.languages.items()}
    size = SmsSize(parts.sms_parts(text), "UCS-2" if costly_letters(text) else "GSM-7", len(text))
    return Bubble(
        text=text,
        buttons=tuple(Choice(one.label, one.tap, names.get(one.label, outgoing.language)) for one in outgoing.buttons),
        urgent=outgoing.lane is Lane.URGENT,
        lane=outgoing.lane,
        language=outgoing.language,
        dir=direction(outgoing.language, parts),
        id=outgoing.text_id,
        sms=size,
        icon=icon,
        picture=b64encode(outgoing.picture).decode(),
        slip=outgoing.slip,
        aloud=outgoing.aloud,
        let_hear=last_wording(parts.library, LET_HEAR, outgoing.language).words if outgoing.aloud else "",
    )


def icon_of(text_id: str, library: Library) -> str:
    """Where the picture of a topic is; empty for what is none."""
    kind, _, name = text_id.partition("#")[0].partition("/")
    topic = library.topics.get(name) if kind == "topics" else None
    return f"/static/beelden/{topic.picture}.svg" if topic else ""


def direction(language: str, parts: WebParts) -> str:
    known = parts.library.languages.get(language)
    return "rtl" if known and known.rtl else "ltr"
