"""One text as the page shows it: how it arrives, what it costs, what changed since it was translated. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.content.bidi import isolate_runs, isolated
from bot.content.changes import Change, changes
from bot.content.facts import FACT_PREFIX, PLACEHOLDER, placeholders
from bot.content.library import DUTCH, is_fresh, is_outdated, page_of, translation
from bot.content.opening import AMSTERDAM
from bot.content.overview import SIGNED_BY_PAGE
from bot.content.pack import PackFact, pack_facts
from bot.content.render import Reader, render
from bot.content.scene import Scene, dressed, lasting_piece
from bot.content.schema import Library, Place, Source
from bot.content.signoff import LANGUAGE, ROLES, fingerprint, signer
from bot.content.sms import sms_parts
from bot.content.spoken.message import Means, Utterance, message_spoken
from bot.content.sync import budget
from bot.content.titles import owner_title, part_of
from bot.content.urgent import PHONE_SENTENCE
from bot.model import Address, ChannelName, Form, Say

NOBODY: Final = Address(ChannelName.CONSOLE, "")  # nothing is sent
NEVER_SENT: Final = ("feiten#", "blad#", "talen#")  # filled into others, or on paper
BY_PARTS: Final = {"antwoord": Form.TELEGRAM, "sms": Form.SMS}  # of a topic: what each channel sends of it


@dataclass(frozen=True, slots=True)
class Message:
    """What arrives; `parts` is what an SMS costs, 0 elsewhere."""

    text: str
    language: str
    rtl: bool
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """The words in the language asked for. `stale`: made from other Dutch; `changed` says how that differs from now.

    `fresh` may be false without that: a fact in it is not translated, or a placeholder differs.
    """

    words: str
    rtl: bool
    place: Place
    fresh: bool
    stale: bool
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """`told` is None for Dutch, and where nobody translated it. `most`: the SMS parts it may cost; 0: no limit."""

    id: str
    title: str
    part: str
    dutch: str
    place: Place
    hint: str
    told: Told | None
    bubbles: tuple[Message, ...]
    sms: tuple[Message, ...]
    most: int
    said: tuple[Utterance, ...]
    facts: tuple[PackFact, ...]
    evidence: tuple[str, ...]
    sources: tuple[Source, ...]
    fingerprint: str
    signed: str
    language_signed: tuple[tuple[str, str], ...]  # role → who; empty: nobody. Of all words of the language together


def shown(library: Library, text_id: str, language: str, now: datetime) -> Shown:
    """`text_id` and `language` exist; `now` is aware."""
    text, owner = library.texts[text_id], text_id.partition("#")[0]
    about = page_of(library, owner)
    today = now.astimezone(AMSTERDAM).date()
    by_page = owner.startswith(SIGNED_BY_PAGE)
    return Shown(
        id=text_id,
        title=owner_title(library, text_id),
        part=part_of(text_id),
        dutch=text.words,
        place=text.place,
        hint=text.hint,
        told=_told(library, text_id, language),
        bubbles=_messages(library, text_id, Form.TELEGRAM, (language, now)),
        sms=_messages(library, text_id, Form.SMS, (language, now)),
        most=budget(library, text_id, language),
        said=_said(library, text_id, language, now),
        facts=pack_facts(library, (text.words,), today),
        evidence=about.facts if about else (),
        sources=about.sources if about else (),
        fingerprint=fingerprint(library, owner) if by_page else "",
        signed=signer(library, owner, today),
        language_signed=tuple(_language_signers(library, language, today)),
    )


def _language_signers(library: Library, language: str, today: date) -> Iterator[tuple[str, str]]:
    for role in ROLES if language != DUTCH else ():
        yield role, signer(library, f"{LANGUAGE}{language}@{role}", today)


def _told(library: Library, text_id: str, language: str) -> Told | None:
    made = translation(library, text_id, language) if language != DUTCH else None
    if made is None:
        return None
    now = library.texts[text_id]
    rtl = library.languages[language].rtl
    stale = is_outdated(made, now)
    changed = changes(made.source, now.words) if stale else ()
    words = isolate_runs(PLACEHOLDER.sub(lambda found: isolated(found[0]), made.words)) if rtl else made.words
    return Told(words, rtl, made.place, is_fresh(library, text_id, language), stale, changed)


def _say(library: Library, text_id: str, form: Form | None) -> Say | None:
    """How this text is said, by a channel or (None) aloud; None: it is not."""
    owner, _, part = text_id.partition("#")
    if text_id.startswith(NEVER_SENT) or part == "zoekwoorden":
        return None
    names = (name for name in placeholders(library.texts[text_id].words) if not name.startswith(FACT_PREFIX))
    values = tuple((name, f"[{name}]") for name in sorted(names))
    topic = library.topics.get(owner.removeprefix("topics/"))
    if topic is None or part not in (*BY_PARTS, "audio"):
        return Say(text_id, values)
    serves = BY_PARTS.get(part) is form or (part == "antwoord" and form is Form.SMS and "sms" not in topic.sections)
    if form is None:
        serves = part == ("audio" if "audio" in topic.sections else "antwoord")
    return Say(owner, values) if serves else None


def _messages(library: Library, text_id: str, form: Form, seen: tuple[str, datetime]) -> tuple[Message, ...]:
    """As it is sent to who reads `seen`'s language at `seen`'s moment: Dutch where no translation of today exists."""
    say, (language, now) = _say(library, text_id, form), seen
    if say is None:
        return ()
    if text_id.startswith("nood/"):  # never falls back to Dutch
        scene = Scene(library, language, form, now.astimezone(AMSTERDAM).date(), dict(say.values))
        piece = lasting_piece(scene, text_id)
        sent = [(dressed(scene, piece), piece.language)]
    else:
        sent = [(one.text, one.language) for one in render(say, Reader(NOBODY, language, form, None, now), library)]
    return tuple(
        Message(text, code, library.languages[code].rtl, sms_parts(text) if form is Form.SMS else 0)
        for text, code in sent
    )


def _said(library: Library, text_id: str, language: str, now: datetime) -> tuple[Utterance, ...]:
    say = _say(library, text_id, None)
    if say is None:
        return ()
    if text_id.startswith("nood/") and not text_id.endswith(f"#{PHONE_SENTENCE}"):  # never falls back to Dutch
        scene = Scene(library, language, Form.TELEGRAM, now.astimezone(AMSTERDAM).date(), dict(say.values))
        piece = lasting_piece(scene, text_id)
        return (Utterance(piece.words, piece.language, text_id),)
    return message_spoken(say, Reader(NOBODY, language, Form.TELEGRAM, None, now), library, Means.BUTTONS)
