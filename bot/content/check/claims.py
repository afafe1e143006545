"""Does every claim stand on something: facts, dates, sources, phone numbers."""

import re
import unicodedata
from collections.abc import Iterator

from bot.content.check.case import Case, below
from bot.content.facts import fact_names, is_out_of_date
from bot.content.library import DUTCH
from bot.content.problem import Problem, problem, warning
from bot.content.schema import Topic, Urgent
from bot.content.spoken.speech import spoken

FACT_ID = re.compile(r"^[A-Z]{2,4}-\d{2,3}[a-z]?$")
PHONE = re.compile(
    r"(?<![\w-])(?:11[23]|116 ?\d{3}|0(?:800|900|90[69])[ -]?\d{4}(?:\d{2,3})?"
    r"|0\d{1,3}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}|0\d{9}|06[ -]\d{8}|\+\d[\d -]{7,}\d)(?![\w-])"
)
SAID = re.compile(r"\w+")
AMOUNT = re.compile(
    r"\b\d+(?:,\d+)? (?:weken|dagen|uur|uren|jaar|maanden|minuten|microgram|milligram|gram|procent|euro|graden|keer)\b"
)


def expired_fact(case: Case) -> Iterator[Problem]:
    """Een feit is over de datum: de zin verdwijnt uit gewone teksten."""
    in_urgent = _used(case, "nood/")
    for fact in case.library.facts.values():
        if not is_out_of_date(fact, case.today):
            continue
        place = case.place(f"feiten#{fact.name}")
        message = f"'{fact.name}' geldt vandaag niet ({fact.valid_from or '...'} tot en met {fact.valid_until})."
        tip = "Zoek de bron opnieuw op. Zet 'gezien' en 'geldig_tot' op de nieuwe dag, of verander de waarde."
        if fact.name in in_urgent:
            yield problem(place, "feit-verlopen", f"{message} Het staat in een noodtekst.", tip)
        else:
            yield warning(place, "feit-verlopen", f"{message} Zinnen met dit feit worden nu weggelaten.", tip)


def said_otherwise(case: Case) -> Iterator[Problem]:
    """Wat een stem zegt, is een ander getal dan wat er staat."""
    for fact in case.library.facts.values():
        if not fact.spoken or PHONE.search(fact.value) or "." in fact.value:
            continue  # how a number of a phone or the name of a site is said, is chosen by hand
        written, heard = (set(SAID.findall(words.casefold())) for words in (spoken(fact.value, DUTCH), fact.spoken))
        if lost := sorted(written - heard):
            message = f"'{fact.name}' is '{fact.value}', maar bij 'spreek' mist: {', '.join(lost)}."
            yield problem(case.place(f"feiten#{fact.name}"), "spreek-anders", message, "Verander 'spreek' mee.")


def claim_without_fact(case: Case) -> Iterator[Problem]:
    """Een tekst noemt geen feiten, of een feit heeft geen nummer uit de feitenlijst."""
    for owner, page in _pages(case):
        place = case.place(f"{owner}@feiten")
        if not page.facts:
            tip = "Zet erbij: 'feiten: [FOL-01]'. Staat er geen feit in de lijst? Haal de bewering dan weg."
            yield problem(place, "claim-zonder-feit", "Deze tekst noemt geen feiten.", tip)
        for fact in page.facts:
            if not FACT_ID.match(fact):
                yield problem(
                    place, "claim-zonder-feit", f"'{fact}' is geen nummer van een feit.", "Schrijf zoals FOL-01."
                )
    for known in case.library.facts.values():
        if not FACT_ID.match(known.evidence):
            message = f"'{known.name}' heeft geen nummer uit de feitenlijst."
            yield problem(
                case.place(f"feiten#{known.name}"), "claim-zonder-feit", message, "Zet erbij: 'feit: FOL-01'."
            )


def missing_source(case: Case) -> Iterator[Problem]:
    """Een tekst noemt geen bron, of niet wanneer die gelezen is."""
    for owner, page in _pages(case):
        place = case.place(f"{owner}@bronnen")
        if not page.sources:
            tip = "Zet onder 'bronnen:' titel, van en gezien."
            yield problem(place, "bron-ontbreekt", "Deze tekst noemt geen bron.", tip)
        for source in page.sources:
            if source.seen is None:
                message = f"Bij de bron '{source.title}' staat niet wanneer die gelezen is."
                yield problem(place, "bron-ontbreekt", message, "Zet erbij: 'gezien: 2026-11-21'.")


def loose_phone_number(case: Case) -> Iterator[Problem]:
    """Een telefoonnummer staat los in een tekst in plaats van in feiten.yaml."""
    tip = "Zet het nummer in feiten.yaml en schrijf hier {feit:naam}."
    for text in case.said():
        for number, line in enumerate(text.words.splitlines()):
            for found in PHONE.finditer(line):
                message = f"Het nummer {found[0]} staat los in de tekst."
                yield problem(below(text.place, number), "telefoonnummer-los", message, tip)
    for _, text, made in case.translated():
        for found in () if text.id.endswith("zoekwoorden") else PHONE.finditer(western_digits(made.words)):
            yield problem(made.place, "telefoonnummer-los", f"Het nummer {found[0]} staat los in de vertaling.", tip)


def loose_amount(case: Case) -> Iterator[Problem]:
    """Een hoeveelheid of termijn staat los in een tekst; let op of die in feiten.yaml hoort."""
    values = {fact.value for fact in case.library.facts.values()}
    for text in case.said():
        for number, line in enumerate(text.words.splitlines()):
            for found in AMOUNT.finditer(line):
                if found[0] in values:
                    message = f"'{found[0]}' staat los in de tekst, en ook in feiten.yaml."
                    tip = "Is het hetzelfde feit? Schrijf dan {feit:naam}."
                    yield warning(below(text.place, number), "getal-los", message, tip)


def western_digits(words: str) -> str:
    """Arabic and Persian digits as 0-9, so that a number is found in every script."""
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in words)


def _pages(case: Case) -> Iterator[tuple[str, Topic | Urgent]]:
    yield from ((f"topics/{name}", topic) for name, topic in case.library.topics.items())
    yield from ((f"nood/{name}", urgent) for name, urgent in case.library.urgents.items())


def _used(case: Case, prefix: str) -> frozenset[str]:
    words = (text.words for text in case.library.texts.values() if text.id.startswith(prefix))
    return frozenset(name for words_ in words for name in fact_names(words_))
