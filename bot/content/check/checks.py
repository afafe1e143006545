"""Is a check whole: signals and tips that the program knows, reasons, facts, and words for every outcome."""

from collections.abc import Iterator

from bot.content.check.case import Case
from bot.content.facts import placeholders
from bot.content.problem import Problem, did_you_mean, problem
from bot.content.questions import Check

REASON, ALWAYS = "omdat", "altijd"
WHO, WHEN = ("zwanger", "anders"), ("vandaag", "deze_week", "volgende")
SENTENCES = ("altijd", "goed", "moed", "geen_tip", "meer_vragen", "eigen_pagina", "link", "twee_dagen")


def unknown_signal(case: Case) -> Iterator[Problem]:
    """Een signaal of tip van een check hoort bij geen regel in het programma, of een regel mist zijn signaal of tip."""
    for check in case.library.checks.values():
        ruled = case.names.ruled.get(check.id)
        if ruled is None:
            continue
        for name, part in _signals(check).items():
            if name not in ruled.signals:
                message, tip = f"Geen regel kijkt naar het signaal '{name}'.", did_you_mean(name, ruled.signals)
                yield problem(case.place(check.text(part)), "signaal-onbekend", message, tip)
        for name in sorted(ruled.signals - _signals(check).keys()):
            message = f"Een regel kijkt naar het signaal '{name}', en geen antwoord geeft het."
            yield problem(case.place(check.text("")), "signaal-onbekend", message, "Zet het bij een antwoord.")
        for name in sorted(ruled.tips ^ check.tips.keys()):
            message = f"De tip '{name}' staat niet en bij een regel en in dit bestand."
            yield problem(case.place(check.text(f"tip.{name}")), "signaal-onbekend", message, "Maak ze gelijk.")


def incomplete_check(case: Case) -> Iterator[Problem]:
    """Een check mist woorden voor een uitkomst, of een tip mist zijn reden of zijn feiten."""
    for check in case.library.checks.values():
        needed = [*(f"contact.{who}.{when}" for who in WHO for when in WHEN), *(f"zin.{name}" for name in SENTENCES)]
        for part in needed:
            if check.text(part) not in case.library.texts:
                yield _lacks(case, check, part, f"'{part}' ontbreekt.")
        for part in (part for part in needed if part.startswith("contact.") and not _has(case, check, part, ALWAYS)):
            yield _lacks(case, check, part, f"Bij '{part}' ontbreekt {{{ALWAYS}}}: elke uitkomst eindigt zo.")
        for tip in check.tips.values():
            part = f"tip.{tip.id}"
            if not _has(case, check, part, REASON):
                yield _lacks(case, check, part, f"De tip '{tip.id}' mist {{{REASON}}}.")
            if not tip.facts:
                yield _lacks(case, check, part, f"De tip '{tip.id}' noemt geen feiten.")


def _signals(check: Check) -> dict[str, str]:
    """Signal → the answer that gives it."""
    given = ((question, answer) for question in check.questions.values() for answer in question.answers)
    return {answer.signal: f"{question.id}.{answer.id}" for question, answer in given if answer.signal}


def _has(case: Case, check: Check, part: str, name: str) -> bool:
    """The text names this placeholder; a text that is not there is told of elsewhere."""
    text = case.library.texts.get(check.text(part))
    return text is None or name in placeholders(text.words)


def _lacks(case: Case, check: Check, part: str, message: str) -> Problem:
    return problem(case.place(check.text(part)), "check-onvolledig", message, "Zet het erbij.")
