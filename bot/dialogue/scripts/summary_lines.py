"""The lines of her summary while she chooses: a tick list by page, once more about some, and read back by piece."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.content import values
from bot.content.library import DUTCH
from bot.dialogue.draft import Draft
from bot.dialogue.scripts.script import Here, Went
from bot.dialogue.summing import NOT_TICKED, OWN_WORDS, as_said, chosen, items
from bot.dialogue.told import Told, own, text
from bot.model import Form, Option, Values
from bot.summary import Item, worded

TICKED, SURE = "gekozen", "zeker"
ON_A_PAGE: Final = 5  # lines in one tick list
READ_AT_ONCE: Final = {Form.SMS: 450, Form.TELEGRAM: 2500}  # letters of what is read back in one message
ON_A_BUTTON: Final = 60  # letters of her own words; in full where she reads them back
DONE: Final = "verder"
NEXT: Final = "volgende"  # its words while there are more lines
TEXTS: Final = frozenset(
    f"kies.{name}"
    for name in (
        *("vraag_regel", "uitgerekend", "uitgerekend_bron", "taal", "tolk", "geen_tolk", "bereiken", "voicemail"),
        *("geen_voicemail", "alleen", "hulp", "antwoord", "niemand", "eigen", DONE, NEXT),
    )
)


def told_of(draft: Draft) -> Told:
    return Told(draft.state.answers, draft.state.language)


def _marking(draft: Draft, name: str, marks: Iterable[str]) -> Draft:
    return draft.keeping(own(name), ",".join(sorted(marks)))


def _at(here: Here) -> int:
    return int(here.about) if here.about.isdecimal() else 0


# --- The tick list ---


def _to_tick(draft: Draft) -> Sequence[Item]:
    """All but her last own words: they come with a question of their own."""
    return [item for item in items(told_of(draft), draft.library) if item.id not in NOT_TICKED]


def _page(here: Here) -> Sequence[Item]:
    return _to_tick(here.draft)[_at(here) * ON_A_PAGE :][:ON_A_PAGE]


def tick_list(here: Here) -> tuple[Option, ...]:
    ticked = told_of(here.draft).marks(TICKED)
    lines = (Option(item.id, *_on_button(item), ticked=item.id in ticked) for item in _page(here))
    return (*lines, Option(DONE, text(f"kies.{NEXT if _has_more(here, here.draft) else DONE}")))


def _has_more(here: Here, draft: Draft) -> bool:
    return len(_to_tick(draft)) > (_at(here) + 1) * ON_A_PAGE


def _on_button(item: Item) -> tuple[str, Values]:
    label, filled = as_said(item)
    return label, tuple((name, _cut(value) if name == "woorden" else value) for name, value in filled)


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= ON_A_BUTTON else f"{line[:ON_A_BUTTON].rstrip()}..."


def in_full(here: Here) -> Values:
    """The lines above the buttons, which are short; by SMS the numbered choices are the lines."""
    shown = () if here.draft.state.form is Form.SMS else map(as_said, _page(here))
    return (("regels", values.lines(shown, numbered=True)),)


def tick(here: Here, given: tuple[str, ...]) -> Went:
    """Each choice ticks its line, or takes the tick away; with it goes the second yes to that line."""
    told = told_of(here.draft)
    ticked = told.marks(TICKED) ^ (set(given) - {DONE})
    draft = _marking(here.draft, TICKED, ticked)
    draft = _marking(draft, SURE, told.marks(SURE) & ticked)
    if given and DONE not in given:
        return draft, f"kies:{_at(here)}"
    return draft, f"kies:{_at(here) + 1}" if _has_more(here, draft) else OWN_WORDS


# --- Once more about a line ---


def doubted_or_read(draft: Draft) -> str:
    """A sensitive line she ticked and was not asked about yet; then what she chose is read back."""
    told = told_of(draft)
    unsure = told.marks(TICKED) - told.marks(SURE)
    asked = next((item.id for item in _to_tick(draft) if item.sensitive and item.id in unsure), "")
    if asked:
        return f"zeker:{asked}"
    return _piece(draft, 0) if chosen(told, draft.library) else "leeg"


def sure(here: Here, given: tuple[str, ...]) -> Went:
    """Only a yes keeps the line; a no, or no answer, takes its tick away."""
    told, draft = told_of(here.draft), here.draft
    if given == ("ja",):
        draft = _marking(draft, SURE, told.marks(SURE) | {here.about})
    else:
        draft = _marking(draft, TICKED, told.marks(TICKED) - {here.about})
        draft = _marking(draft, SURE, told.marks(SURE) - {here.about})
    return draft, doubted_or_read(draft)


def this_line(here: Here) -> Values:
    mine = (as_said(item) for item in _to_tick(here.draft) if item.id == here.about)
    return (("regels", values.lines(mine)),)


# --- Reading back ---


def read_back(here: Here) -> Values:
    pieces, at = _pieces(here.draft), _at(here)
    return (("regels", values.lines(map(as_said, pieces[at] if at < len(pieces) else ()))),)


def is_before_her(here: Here) -> bool:
    """This question is the open one. An old button stands under what she read then, not under what is chosen now."""
    asked = here.draft.state.open
    return asked is not None and asked.id == here.text(f"{here.step.id}.vraag")


def read_on(here: Here, given: tuple[str, ...]) -> Went:
    """Skipped, or "go on": the next piece; nothing is shared by it."""
    if given not in ((), (DONE,)):
        return here.draft, "niet_gedeeld"
    return here.draft, _piece(here.draft, _at(here) + 1) if is_before_her(here) else doubted_or_read(here.draft)


def _piece(draft: Draft, at: int) -> str:
    """The step that reads this piece; she is asked whether it is right after the last one."""
    last = len(_pieces(draft)) - 1
    return f"nalezen:{last}" if at >= last else f"lees_verder:{at}"


def _pieces(draft: Draft) -> list[list[Item]]:
    """What she chose, in pieces that one message can hold."""
    told, most = told_of(draft), READ_AT_ONCE[draft.state.form]
    pieces: list[list[Item]] = [[]]
    room = most
    for item in chosen(told, draft.library):
        line = worded(item, draft.library, told.language or DUTCH)
        letters = len(line.words.hers) + len(line.asked.hers if line.asked else "")
        if pieces[-1] and letters > room:
            pieces.append([])
            room = most
        pieces[-1].append(item)
        room -= letters
    return pieces
