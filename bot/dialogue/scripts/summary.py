"""Her summary: what is still missing, lines she ticks herself, her own words, read back, and consent.

Steps about something: `kies:2` is the third page of lines, `nalezen:1` the second piece of what she chose, and
`zeker:<line>` asks once more about one line. Nothing is ticked before she does it. What she reads back is remembered as
a fingerprint: when a line changed after it, she reads it again before anything is shared.
"""

from collections.abc import Callable
from typing import Final

from bot.content.harmless import harmless
from bot.dialogue.draft import Draft
from bot.dialogue.rules import SHARES, agreed, is_zestien, says_old_enough
from bot.dialogue.scripts import summary_lines as lines
from bot.dialogue.scripts.script import Beat, Here, Script, Went
from bot.dialogue.summing import OWN_WORDS, chosen, fingerprint
from bot.dialogue.told import CALLS, SAFE, Told, due_date, own
from bot.model import AGREED, CreateShare, Way

READ, WAY = own("nagelezen"), own("manier")
LETTERS: Final = 500  # of own words
DIALECT: Final = 60

# What is asked before the lines, in order, and when.
QUESTIONS: Final[dict[str, Callable[[Told], bool]]] = {
    "vraag": lambda told: True,
    "bron": lambda told: due_date(told) is not None,
    "bereiken": lambda told: True,
    "wanneer": lambda told: told.own("bereiken") in SAFE,
    "voicemail": lambda told: told.own("bereiken") in CALLS,
    "alleen": lambda told: True,
    "tolk": lambda told: True,
    "taal": lambda told: told.own("tolk") == "ja",
}


# What is said when something came of it, in `shared.py` and `commands.py`.
AFTERWARDS: Final = (
    *("code", "link", "link_uitleg", "pin", "mislukt", "te_vaak", "gestopt", "niets_gegeven", "deelt"),
    *("makkelijker", "kijkers", "kijker", "kijker_zonder_naam", "niemand_keek", "verkeerde_pin", "gelezen"),
)


def _begin(draft: Draft) -> str:
    """Her age is asked once."""
    return "start" if is_zestien(draft.state, draft.today) else "leeftijd"


def _age(here: Here, given: tuple[str, ...]) -> Went:
    """Younger, or not said: nothing is shared, and nothing is asked."""
    return (says_old_enough(here.draft), "start") if given == ("ja",) else (here.draft, "te_jong")


def _first_question(here: Here, given: tuple[str, ...]) -> Went:
    return here.draft, _question_after(here.draft, "")


def _told(here: Here, given: tuple[str, ...]) -> Went:
    """Keep what she says; skipped, it is forgotten."""
    step, key = here.step.id, own(here.step.id)
    draft = here.draft.keeping(key, harmless(given[0])) if given else here.draft.without_answer(key)
    return draft, _question_after(draft, step)


def _question_after(draft: Draft, step: str) -> str:
    """The next one that she did not answer yet; then the lines."""
    names, told = list(QUESTIONS), lines.told_of(draft)
    rest = names[names.index(step) + 1 :] if step else names
    return next((name for name in rest if QUESTIONS[name](told) and not told.own(name)), "kies:0")


def _at_most(letters: int) -> Callable[[Here, str], bool]:
    return lambda here, words: 0 < len(harmless(words)) <= letters


def _own_words(here: Here, given: tuple[str, ...]) -> Went:
    """Skipped, what she wrote before stays."""
    draft = here.draft.keeping(own(OWN_WORDS), harmless(given[0])) if given else here.draft
    return draft, lines.doubted_or_read(draft)


def _empty(here: Here, given: tuple[str, ...]) -> Went:
    return here.draft, "kies:0" if given == ("ja",) else "niet_gedeeld"


def _after_reading(here: Here, given: tuple[str, ...]) -> Went:
    draft = here.draft
    if given in ((), ("goed",)):
        return _has_read(here, "manier" if given else "toch")
    if given == ("antwoorden",):
        return _unanswered(draft), "vraag"
    return draft, "kies:0" if given == ("kiezen",) else "niet_gedeeld"


def _has_read(here: Here, then: str) -> Went:
    draft = here.draft
    if not lines.is_before_her(here):
        return draft, lines.doubted_or_read(draft)
    return draft.keeping(READ, fingerprint(lines.told_of(draft), draft.library)), then


def _after_all(here: Here, given: tuple[str, ...]) -> Went:
    """She passed by whether it is right ("go on"): only a yes goes on to sharing."""
    draft = here.draft
    if given != ("ja",):
        return draft, "niet_gedeeld"
    return draft, "manier" if _is_read(draft) else lines.doubted_or_read(draft)


def _is_read(draft: Draft) -> bool:
    """What she chose is what she read back."""
    return draft.answer_to(READ) == fingerprint(lines.told_of(draft), draft.library)


def _unanswered(draft: Draft) -> Draft:
    for name in (*QUESTIONS, OWN_WORDS):
        draft = draft.without_answer(own(name))
    return draft


def _way(here: Here, given: tuple[str, ...]) -> Went:
    way = given[0] if given else ""
    return (here.draft.keeping(WAY, way), f"mag_{way}") if way in list(Way) else (here.draft, "niet_gedeeld")


def _consent(here: Here, given: tuple[str, ...]) -> Went:
    """Only her plain yes, and only to the lines she read back."""
    draft, told = here.draft, lines.told_of(here.draft)
    if given != (AGREED,):
        return draft, "niet_gedeeld"
    if not _is_read(draft):
        return draft, lines.doubted_or_read(draft)
    shared = tuple(item.id for item in chosen(told, draft.library))
    asked = draft.state.open.instance if draft.state.open else 0
    share = CreateShare(Way(here.step.id.removeprefix("mag_")), shared, asked)
    return agreed(draft, SHARES, shared).without_answer(READ).doing(share), "bezig"


def _end(here: Here, given: tuple[str, ...]) -> Went:
    return here.draft, ""


SCRIPT: Final = Script(
    beats={
        "leeftijd": Beat(_age),
        "te_jong": Beat(_end),
        "start": Beat(_first_question),
        "vraag": Beat(_told, fits=_at_most(LETTERS)),
        **{name: Beat(_told) for name in ("bron", "bereiken", "wanneer", "voicemail", "alleen", "tolk")},
        "taal": Beat(_told, fits=_at_most(DIALECT)),
        "kies": Beat(lines.tick, lines.tick_list, lines.in_full),
        "eigen": Beat(_own_words, fits=_at_most(LETTERS)),
        "zeker": Beat(lines.sure, values=lines.this_line),
        "leeg": Beat(_empty),
        "lees_verder": Beat(lines.read_on, values=lines.read_back),
        "nalezen": Beat(_after_reading, values=lines.read_back),
        "toch": Beat(_after_all),
        "manier": Beat(_way),
        "mag_nu": Beat(_consent),
        "mag_vooraf": Beat(_consent),
        "bezig": Beat(_end),
        "niet_gedeeld": Beat(_end),
    },
    texts=lines.TEXTS | {f"{step}.zeg" for step in AFTERWARDS},
    begin=_begin,
    asks_consent=True,
)
