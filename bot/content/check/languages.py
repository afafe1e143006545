"""Are translations whole and in their own language."""

import re
from collections.abc import Iterator

from bot.content.check.case import Case
from bot.content.check.words import DUTCH_SIGNS
from bot.content.facts import placeholders
from bot.content.library import is_fresh, missing_for_offer
from bot.content.problem import Problem, problem, warning
from bot.content.schema import Status
from bot.content.sentences import located_sentences
from bot.content.translations import KINDS, kind_of

SHOWN = 3  # ids named in one message
MANY_DUTCH_WORDS = 2  # different ones in one sentence
LONG_ENOUGH = 4  # words; shorter texts may be equal in both languages
BETWEEN_MARKS = re.compile(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”|«[^»]*»|'[^']*'|\{[^}]*\}")
WORD = re.compile(r"\b[a-zà-ÿ]+\b")  # no names: "Nu Niet Zwanger" stays Dutch


def missing_placeholder(case: Case) -> Iterator[Problem]:
    """Een vertaling mist een plaatshouder, of heeft er een te veel."""
    for _, text, made in case.translated():
        wanted, given = placeholders(made.source), placeholders(made.words)
        if wanted != given:
            different = ", ".join(f"{{{name}}}" for name in sorted(wanted ^ given))
            message = f"Bij '{text.id}' kloppen de plaatshouders niet: {different}."
            yield problem(
                made.place, "plaatshouder-mist", message, "Neem precies dezelfde {...} over als in het Nederlands."
            )


def missing_translation(case: Case) -> Iterator[Problem]:
    """Een taal die wordt aangeboden, mist eigen zinnen, noodteksten of (live) onderwerpen met risico hoog."""
    for language, known in case.library.languages.items():
        if known.status is Status.CONCEPT:
            continue
        missing = [*missing_for_offer(case.library, language), *_risky(case, language, known.status)]
        for kind in dict.fromkeys(map(kind_of, missing)):
            ids = [text_id for text_id in missing if kind_of(text_id) == kind]
            named = ", ".join(ids[:SHOWN]) + (" ..." if len(ids) > SHOWN else "")
            message = f"{known.spoken_in_dutch} mist {len(ids)} keer een goede vertaling van {KINDS[kind]}: {named}"
            tip = "Vertaal ze, of zet de taal op 'status: concept'."
            yield problem(case.place(f"talen#{language}"), "vertaling-ontbreekt", message, tip)


def lost_translation(case: Case) -> Iterator[Problem]:
    """Een vertaling van een tekst die er niet (meer) is."""
    for made in case.library.translations.values():
        for text_id in made.keys() - case.library.texts.keys():
            message = f"De tekst '{text_id}' is er niet (meer) in het Nederlands."
            tip = "Is dat zo bedoeld? 'wiegwijzer content sync' ruimt hem op."
            yield warning(made[text_id].place, "vertaling-over", message, tip)


def dutch_left(case: Case) -> Iterator[Problem]:
    """In een vertaling staat nog Nederlands."""
    for _, text, made in case.translated():
        if text.id.endswith("zoekwoorden"):
            continue
        if made.words == text.words and len(_words(made.words)) >= LONG_ENOUGH:
            yield problem(made.place, "nederlands-in-vertaling", f"'{text.id}' is niet vertaald.", "Vertaal de tekst.")
            continue
        for _, sentence in located_sentences(BETWEEN_MARKS.sub(" ", made.words)):
            signs = sorted(set(_words(sentence)) & DUTCH_SIGNS)
            if len(signs) >= MANY_DUTCH_WORDS:
                message = f"In '{text.id}' staat nog Nederlands: '{sentence[:60]}'."
                tip = "Vertaal de zin. Moet het Nederlands blijven staan? Zet het tussen haakjes of aanhalingstekens."
                yield problem(made.place, "nederlands-in-vertaling", message, tip)


def _risky(case: Case, language: str, status: Status) -> Iterator[str]:
    if status is not Status.LIVE:
        return
    for topic in case.library.topics.values():
        parts = (f"topics/{topic.id}#{part}" for part in sorted(topic.sections)) if topic.high_risk else ()
        yield from (text_id for text_id in parts if not is_fresh(case.library, text_id, language))


def _words(text: str) -> list[str]:
    return WORD.findall(BETWEEN_MARKS.sub(" ", text))
