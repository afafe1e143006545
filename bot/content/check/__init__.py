"""The content checker: one function a rule, each named for editors. Pure; what exists in Python is passed in."""

from datetime import date
from types import MappingProxyType

from bot.content.check import checks, claims, flows, languages, lengths, pages, wording
from bot.content.check.case import Case, Names, Rule, Ruled
from bot.content.load import FACTS
from bot.content.manuscript import Manuscript
from bot.content.problem import Problem

__all__ = ["READING_RULES", "RULES", "Names", "Ruled", "check"]

TRANSLATED = "content/multilingual"  # comes after the Dutch, from which its faults often follow
READING_RULES = MappingProxyType(  # noted while the files are read
    {
        "leesfout": "Een bestand of waarde kan niet gelezen worden.",
        "onbekend-veld": "Een veld of kop bestaat niet.",
        "veld-ontbreekt": "Een veld of kop die nodig is, ontbreekt.",
        "feit-onbekend": "Een {feit:...} staat niet in feiten.yaml.",
    }
)
RULES: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "sms-te-lang": lengths.sms_too_long,
        "dure-letter": lengths.costly_letter,
        "noodtekst-te-lang": lengths.urgent_too_long,
        "knop-te-lang": lengths.button_too_long,
        "zin-te-lang": wording.sentence_too_long,
        "onleesbaar-in-audio": wording.unreadable_aloud,
        "verboden-woord": wording.banned_word,
        "belofte": wording.promise,
        "stap-bestaat-niet": flows.missing_step,
        "stap-onbereikbaar": flows.unreachable_step,
        "onbekende-regel": flows.unknown_rule,
        "te-veel-keuzes": flows.too_many_choices,
        "signaal-onbekend": checks.unknown_signal,
        "check-onvolledig": checks.incomplete_check,
        "feit-verlopen": claims.expired_fact,
        "spreek-anders": claims.said_otherwise,
        "claim-zonder-feit": claims.claim_without_fact,
        "bron-ontbreekt": claims.missing_source,
        "telefoonnummer-los": claims.loose_phone_number,
        "getal-los": claims.loose_amount,
        "noodtekst-onvolledig": pages.incomplete_urgent,
        "verwijzing-bestaat-niet": pages.missing_link,
        "titel-dubbel": pages.same_title,
        "beeld-onbekend": pages.unknown_picture,
        "te-weinig-zinnen": pages.too_few_sentences,
        "zin-ontbreekt": pages.missing_phrase,
        "akkoord-verlopen": pages.expired_sign_off,
        "plaatshouder-mist": languages.missing_placeholder,
        "vertaling-ontbreekt": languages.missing_translation,
        "vertaling-over": languages.lost_translation,
        "nederlands-in-vertaling": languages.dutch_left,
    }
)

ACROSS = frozenset(  # rules about what other files hold: while one cannot be read, its fault would hide among theirs
    {
        *("verwijzing-bestaat-niet", "zin-ontbreekt"),
        *("vertaling-ontbreekt", "vertaling-over", "plaatshouder-mist"),
    }
)

BY_FACTS = frozenset({"onleesbaar-in-audio"})


def check(manuscript: Manuscript, names: Names, today: date, only: str = "") -> list[Problem]:
    """Everything that is wrong, by place. What could not be read comes along; what depends on it waits.

    `only`: the path of one file, below the root: sentences of other files are not looked at.
    """
    case = Case(manuscript, names, today, only)
    held_back = ACROSS if manuscript.unread else frozenset[str]()
    held_back |= BY_FACTS if FACTS in manuscript.unread else frozenset()
    rules = (rule for name, rule in RULES.items() if name not in held_back)
    found = [*manuscript.problems, *(problem for rule in rules for problem in rule(case))]
    return sorted(found, key=lambda problem: (problem.path.startswith(TRANSLATED), *_place(problem)))


def _place(found: Problem) -> tuple[str, int, str]:
    return found.path, found.line, found.rule
