"""What she told, as lines for her midwife: every line an id, nothing ticked. Pure.

A line exists only when she said something; what was not asked, or skipped, is no line.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from bot import network_map, selfcheck
from bot.content import values
from bot.content.library import DUTCH
from bot.content.scene import literal
from bot.content.schema import Library
from bot.dialogue.told import CALLS, SAFE, Told, due_date, is_partner, network, source_text, text
from bot.model import Values
from bot.network_map import Helper
from bot.summary import Item, Part, in_order, worded

CHECKED: Final = "zelf."  # lines that are answers of the self-check
DUE_LINE: Final = "uitgerekend"
OWN_WORDS: Final = "eigen"  # the last line: asked after the others, and not ticked but written
SMOKING: Final = "check.roken"
PARTNER: Final = "partner"  # a line that comes with the others: her record is not his

NOT_TICKED: Final = (PARTNER, OWN_WORDS)


def items(told: Told, library: Library) -> tuple[Item, ...]:
    """All lines she may tick, in the order of the page."""
    hers = (
        *_partner(told),
        *_wish(told),
        *_due(told),
        *_spoken(told),
        *_reached(told),
        *_network(told),
        *_own_words(told),
    )
    return in_order((*hers, *_checked(told, library)))


def as_said(item: Item) -> tuple[str, Values]:
    """The line as she hears it: an answer of the self-check together with its question."""
    if not item.id.startswith(CHECKED):
        return item.text, item.values
    return text("kies.antwoord"), (("gevraagd", f"@{item.asked}"), ("antwoord", f"@{item.text}"))


def helpers(told: Told, chosen: Collection[str]) -> tuple[Helper, ...]:
    """The people whose lines she ticked: roles only."""
    people = network(told).helpers
    kept = (one for at, one in enumerate(people) if _person(at) in chosen)
    return tuple(replace(one, nickname="", good_to_call=None) for one in kept)


def smokes(told: Told, chosen: Collection[str]) -> bool | None:
    """Whether she smokes now, when she ticked that line. What the partner does is told in words alone."""
    if is_partner(told):
        return None
    return told.answers.get(SMOKING) == "ja" if f"{CHECKED}{SMOKING}" in chosen else None


def chosen(told: Told, library: Library) -> tuple[Item, ...]:
    """The lines she ticked, and her last own words; a sensitive one only after her second yes.

    With them, where it is the partner, that it is: else a midwife takes it for what the pregnant woman said.
    """
    ticked, sure = told.marks("gekozen"), told.marks("zeker")
    hers = (item for item in items(told, library) if item.id in ticked or item.id in NOT_TICKED)
    kept = tuple(item for item in hers if not item.sensitive or item.id in sure)
    return kept if any(item.id != PARTNER for item in kept) else ()


def fingerprint(told: Told, library: Library) -> str:
    """A short name for exactly the lines that would be shared now, as the midwife and as she would read them."""
    lines = [worded(item, library, told.language or DUTCH) for item in chosen(told, library)]
    told_so = repr([(line.id, line.words.dutch, line.words.hers) for line in lines])
    return hashlib.sha256(told_so.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _partner(told: Told) -> Iterator[Item]:
    if is_partner(told):
        yield Item(PARTNER, Part.QUESTION, "flows/zelfcheck#situatie.partner")


def _wish(told: Told) -> Iterator[Item]:
    if words := told.own("vraag"):
        yield _line("vraag", Part.QUESTION, "vraag_regel", (("woorden", literal(words)),), "vraag")


def _own_words(told: Told) -> Iterator[Item]:
    if words := told.own(OWN_WORDS):
        yield _line(OWN_WORDS, Part.OWN_WORDS, "eigen", (("woorden", literal(words)),), "eigen")


def _due(told: Told) -> Iterator[Item]:
    due, source = due_date(told), source_text(told)
    if due and source:
        filled = (("datum", values.day(due)), ("bron", f"@{source}"))
        yield _line(DUE_LINE, Part.DUE_DATE, "uitgerekend_bron", filled)
    elif due:
        yield _line(DUE_LINE, Part.DUE_DATE, "uitgerekend", (("datum", values.day(due)),))


def _spoken(told: Told) -> Iterator[Item]:
    """Her language; with an interpreter the dialect in her own words."""
    named = literal(told.own("taal")) or values.language(told.language or "nl")
    if told.own("tolk") == "ja":
        yield _line("tolk", Part.LANGUAGE, "tolk", (("taal", named),), "tolk")
        return
    if told.language not in ("", "nl"):
        yield _line("taal", Part.LANGUAGE, "taal", (("taal", named),))
    if told.own("tolk") == "nee":
        yield _line("tolk", Part.LANGUAGE, "geen_tolk", (), "tolk")


def _reached(told: Told) -> Iterator[Item]:
    if how := told.own("bereiken"):
        when = told.own("wanneer") if how in SAFE else ""
        named = (f"bereiken.{how}", *([f"wanneer.{when}"] if when else []))
        filled = (("hoe", f"@{' '.join(map(text, named))}"),)
        yield _line("bereiken", Part.CONTACT, "bereiken", filled, "bereiken")
    if (voicemail := told.own("voicemail")) and told.own("bereiken") in CALLS:
        mark = "voicemail" if voicemail == "ja" else "geen_voicemail"
        yield _line("voicemail", Part.CONTACT, mark, (), "voicemail")
    if told.own("alleen") == "ja":
        yield _line("alleen", Part.CONTACT, "alleen", (), "alleen")


def _checked(told: Told, library: Library) -> Iterator[Item]:
    """Her answers to the self-check, in her own words; and what she wants help with."""
    for one in selfcheck.told(told.answers, library):
        name, part = f"{CHECKED}{one.id}", Part(one.part)
        if part is Part.HELP:
            filled = (("wat", f"@{one.words}"),)
            yield Item(f"hulp.{one.id}", part, text("kies.hulp"), filled, one.question, one.sensitive)
        else:
            yield Item(name, part, one.answer, (), one.question, one.sensitive)


def _network(told: Told) -> Iterator[Item]:
    around = network(told)
    if around.nobody:
        yield _line("niemand", Part.NETWORK, "niemand")
    for at, one in enumerate(around.helpers):
        filled = (("wie", f"@{network_map.role_text(one.role)}"), ("wat", f"@{' '.join(network_map.said_of(one))}"))
        yield Item(_person(at), Part.NETWORK, network_map.text("regel.zeg"), filled)


def _person(at: int) -> str:
    return f"netwerk.{at}"


def _line(name: str, part: Part, label: str, filled: Values = (), asked: str = "") -> Item:
    return Item(name, part, text(f"kies.{label}"), filled, text(f"{asked}.vraag") if asked else "")
