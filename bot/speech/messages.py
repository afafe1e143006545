"""All we say, as it is heard: what can be made ahead, and of the rest why not. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import Final

from bot.content.choices import answers, around, title_of
from bot.content.facts import FACT_PREFIX, placeholders
from bot.content.flows import StepKind
from bot.content.opening import AMSTERDAM, day_and_night
from bot.content.questions import flow_owner
from bot.content.render import Reader
from bot.content.scene import Scene, lasting_piece, plain_piece
from bot.content.schema import Library
from bot.content.spoken import spoken
from bot.content.spoken.message import SECTIONS, Means, Utterance, belzin_spoken, message_spoken
from bot.model import Address, AnswerKind, Care, ChannelName, Form, Option, Question, Say
from bot.phone.hearing import Hears
from bot.phone.tree import SIGN, TOPIC, PhoneTree
from bot.phone.words import FLOW

_NEVER: Final = (
    "blad#",
    "feiten#",
    "talen#",
    "ui#laat_horen",
    "ui#poster.",
    "ui#voorlezen.",
    "ui#woord.",
)  # read, or parts of others
_NOT_SAID: Final = ("titel", "sms", "zoekwoorden", "kort")  # buttons and titles are said among choices
PERSON: Final = "ui#mens_knop"
_SOMEBODY: Final = Address(ChannelName.SIMULATOR, "")


class Why(StrEnum):
    """Why a message has no sound made ahead; for editors."""

    HERS = "wordt gemaakt als het nodig is: er staat iets van haar in"
    DUTCH = "nog niet vertaald: klinkt in het Nederlands"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing we say. `part` is None when it cannot be made ahead; then `why` says so."""

    id: str
    language: str
    part: Utterance | None
    why: Why | None = None

    @property
    def spoken(self) -> str:
        """As the voice says it; empty when it cannot be made ahead."""
        return spoken(self.part.words, self.part.language) if self.part else ""


def messages(library: Library, language: str, now: datetime) -> tuple[Message, ...]:
    """Every message that who has this language may hear, each words once. `now` (aware): facts have a last day."""
    scene = Scene(library, language, Form.TELEGRAM, now.astimezone(AMSTERDAM).date(), {})
    found = (*_texts(scene), *_urgents(scene, now), *_choices(scene, now), *_by_phone(scene, now))
    return tuple({message.part or message.id: message for message in reversed(found)}.values())[::-1]


def _texts(scene: Scene) -> Iterator[Message]:
    buttons = _buttons(scene.library)
    for text_id, text in scene.library.texts.items():
        if text_id in buttons or not _is_said(scene.library, text_id):
            continue
        if any(not name.startswith(FACT_PREFIX) for name in placeholders(text.words)):
            yield Message(text_id, scene.language, None, Why.HERS)
            continue
        piece = lasting_piece(scene, text_id) if text_id.startswith("nood/") else plain_piece(scene, text_id)
        if piece.language == scene.language:
            yield Message(text_id, scene.language, Utterance(piece.words, piece.language, text_id))
        else:
            yield Message(text_id, scene.language, None, Why.DUTCH)


def _buttons(library: Library) -> frozenset[str]:
    """Answers: said among the choices of their question."""
    flows = ((flow_owner(flow.id), step) for flow in library.flows.values() for step in flow.steps.values())
    return frozenset(option.label for owner, step in flows for option in around(step, answers(owner, step)))


def _is_said(library: Library, text_id: str) -> bool:
    owner, _, part = text_id.partition("#")
    kind, _, name = owner.partition("/")
    if text_id.startswith(_NEVER) or part in _NOT_SAID:
        return False
    if kind == "topics" and part in SECTIONS:
        return part == next(section for section in SECTIONS if section in library.topics[name].sections)
    return not part.endswith(".kort")


def _urgents(scene: Scene, now: datetime) -> Iterator[Message]:
    """As they come to whom: for each kind of care by day and night, and the Dutch sentence for the phone, loud."""
    for sign, care, (day, when) in product(scene.library.urgents, (None, *Care), day_and_night(now).items()):
        reader = Reader(_SOMEBODY, scene.language, Form.TELEGRAM, care, when)
        name = f"nood/{sign}@{care or 'onbekend'}.{'dag' if day else 'nacht'}"
        yield from _heard(name, scene, message_spoken(Say(f"nood/{sign}"), reader, scene.library, Means.NUMBERS))
    for sign in scene.library.urgents:
        said = belzin_spoken(scene.library, sign, scene.language)
        yield from _heard(f"nood/{sign}@belzin", scene, [said] if said else [])


def _choices(scene: Scene, now: datetime) -> Iterator[Message]:
    reader = Reader(_SOMEBODY, scene.language, Form.TELEGRAM, None, now)
    for (text_id, options), means in product(_asked(scene.library), Means):
        question = Question(text_id, 1, AnswerKind.CHOICE, options)
        say = Say(text_id, question=question)
        if any(not name.startswith(FACT_PREFIX) for name in _names(scene.library, text_id, options)):
            yield Message(f"{text_id}@{means}", scene.language, None, Why.HERS)
            continue
        parts = message_spoken(say, reader, scene.library, means)
        yield from _heard(f"{text_id}@{means}", scene, parts[1:])


def _names(library: Library, text_id: str, options: Iterable[Option]) -> Iterator[str]:
    for one in (text_id, *(option.label for option in options)):
        yield from placeholders(library.texts[one].words) if one in library.texts else ()


def _asked(library: Library) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """Questions whose choices are the same for everybody."""
    groups = tuple(Option(name, f"ui#groep.{name}") for name in library.menu)
    yield "ui#menu", (*groups, Option("mens", PERSON))
    for names in library.menu.values():
        topics = tuple(Option(name, title_of(library, name) or PERSON) for name in names)
        yield "ui#groep_vraag", (*topics, Option("hulp", "ui#menu_kort"))
    for flow in library.flows.values():
        for step in flow.steps.values():
            text_id = f"{flow_owner(flow.id)}#{step.id}.vraag"
            if step.kind is StepKind.ASK and text_id in library.texts:
                yield text_id, around(step, answers(flow_owner(flow.id), step))


def _by_phone(scene: Scene, now: datetime) -> Iterator[Message]:
    """What a caller hears beside all that: keys, and numbers said slowly; nothing where no line has its words."""
    if FLOW not in scene.library.flows:
        return
    hears = Hears(PhoneTree(scene.library))
    for place in hears.tree.places():
        if place.language in ("", scene.language) and not place.tries and not place.node.startswith(TOPIC):
            name = place.node if place.node.startswith(SIGN) else "ui#telefoon"
            yield from _heard(f"{name}@telefoon", scene, hears.at(place, now))


def _heard(name: str, scene: Scene, parts: Iterable[Utterance]) -> Iterator[Message]:
    for part in parts:
        if part.language == scene.language or part.slow:  # the Dutch sentence for the phone belongs to every language
            yield Message(name, scene.language, replace(part, personal=False))
