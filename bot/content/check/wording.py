"""Can everybody read it, hear it, and trust it: sentences, sound, words and promises."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content.check.case import Case, below, is_spoken
from bot.content.check.words import BANNED, LEVELS, PROMISES, found_in
from bot.content.facts import FACT_PREFIX, PLACEHOLDER, SPOKEN, placeholders
from bot.content.library import DUTCH
from bot.content.problem import Problem, problem, warning
from bot.content.schema import Text
from bot.content.sentences import located_sentences, word_count
from bot.content.spoken.speech import unsayable

LONGEST = 14  # words
OF_CHECK = ("checks/", "flows/zelfcheck#")
AVERAGE = 9
ENOUGH_TO_AVERAGE = 4  # sentences
UNSAYABLE_TIP = "Schrijf het voluit in woorden. Of geef het onderwerp een kop '## Audio'."
UNREADABLE = re.compile(
    r"\d+|[%€µ&+=*#@<>|/]|^\s*[-•]"
    r"|\b(?:mg|ml|kg|cm|mcg)\b|\b(?:bv|bijv|evt|nr|ca|max|o\.a|m\.b\.t|d\.w\.z|i\.v\.m)\."
    r"|\b\w+\.(?:nl|info|com|org)\b"
)


def sentence_too_long(case: Case) -> Iterator[Problem]:
    """Een zin is te lang voor A2-B1."""
    for text in case.said():
        counts = [
            (line, sentence, word_count(PLACEHOLDER.sub("x", sentence)))
            for line, sentence in located_sentences(text.words)
        ]
        for line, sentence, words in counts:
            if words > LONGEST:
                message = f"Deze zin heeft {words} woorden: '{sentence[:60]}'. Hooguit {LONGEST} mag."
                yield problem(below(text.place, line), "zin-te-lang", message, "Maak er twee zinnen van.")
        if len(counts) >= ENOUGH_TO_AVERAGE and sum(words for _, _, words in counts) > AVERAGE * len(counts):
            average = sum(words for _, _, words in counts) / len(counts)
            message = f"De zinnen hebben gemiddeld {average:.1f} woorden; {AVERAGE} leest prettig."
            yield warning(text.place, "zin-te-lang", message, "Maak de langste zinnen korter.")


def unreadable_aloud(case: Case) -> Iterator[Problem]:
    """Iets in een tekst kan een stem niet goed uitspreken."""
    for text in case.said():
        if is_spoken(text.id):
            yield from _unspeakable_facts(case, text)
            found = _matches(UNREADABLE, text.words)
            tip = "Schrijf het voluit in woorden."
        else:
            found, tip = _unsayable(case, text.id, text.words, DUTCH), UNSAYABLE_TIP
        for line, what in found:
            message = f"'{what}' klinkt niet goed als een stem het voorleest."
            yield problem(below(text.place, line), "onleesbaar-in-audio", message, tip)
    for language, text, made in case.translated():
        for _, what in _unsayable(case, text.id, made.words, language):
            message = f"'{what}' klinkt niet goed als een stem het voorleest."
            yield problem(made.place, "onleesbaar-in-audio", message, UNSAYABLE_TIP)


def _matches(pattern: re.Pattern[str], words: str) -> Iterator[tuple[int, str]]:
    for line, part in enumerate(PLACEHOLDER.sub("", words).splitlines()):
        yield from ((line, found[0].strip()) for found in pattern.finditer(part))


def _unsayable(case: Case, text_id: str, words: str, language: str) -> Iterator[tuple[int, str]]:
    """Line and words of what no rule of `content.spoken` knows; nothing where an Audio section is read instead."""
    owner, _, part = text_id.partition("#")
    if part.endswith("zoekwoorden") or (part in ("antwoord", "sms") and f"{owner}#audio" in case.library.texts):
        return
    for line, part in enumerate(case.told(words).splitlines()):
        yield from ((line, what) for what in unsayable(part, language))


@dataclass(frozen=True, slots=True)
class _Remark:
    rule: str
    message: str
    tip: str
    only: tuple[str, ...] = ("",)  # how the ids of the texts it is about begin


def banned_word(case: Case) -> Iterator[Problem]:
    """Een woord dat mensen een etiket geeft, of zegt dat bellen niet hoeft."""
    tip = "Zeg wat iemand kan doen, niet in welke groep zij hoort."
    yield from _found(case, BANNED, _Remark("verboden-woord", "Dit woord gebruiken we niet", tip))
    yield from _found(case, LEVELS, _Remark("verboden-woord", "De zelfcheck deelt niemand in", tip, OF_CHECK))


def promise(case: Case) -> Iterator[Problem]:
    """Een belofte die wij niet kunnen waarmaken."""
    tip = "Zeg precies wat er wel gebeurt, bijvoorbeeld hoe lang wij iets bewaren."
    yield from _found(case, PROMISES, _Remark("belofte", "Dit kunnen we niet beloven", tip))


def _found(case: Case, lists: Mapping[str, tuple[str, ...]], remark: _Remark) -> Iterator[Problem]:
    for text in (text for text in case.said() if text.id.startswith(remark.only)):
        for number, line in enumerate(text.words.splitlines()):
            for word in found_in(line, lists["nl"]):
                yield problem(below(text.place, number), remark.rule, f"{remark.message}: '{word}'.", remark.tip)
    for language, text, made in case.translated():
        if text.id.startswith(remark.only) and not text.id.endswith("zoekwoorden"):
            for word in found_in(made.words, lists.get(language, ())):
                yield problem(made.place, remark.rule, f"{remark.message}: '{word}'.", remark.tip)


def _unspeakable_facts(case: Case, text: Text) -> Iterator[Problem]:
    for inside in sorted(placeholders(text.words)):
        name, _, way = inside.removeprefix(FACT_PREFIX).partition(":")
        fact = case.library.facts.get(name)
        if not inside.startswith(FACT_PREFIX) or fact is None:
            continue
        if way != SPOKEN and any(letter.isdigit() for letter in fact.value):
            tip = f"Schrijf {{feit:{name}:spreek}}."
            yield problem(text.place, "onleesbaar-in-audio", f"{{{inside}}} geeft cijfers aan de stem.", tip)
        elif way == SPOKEN and not fact.spoken:
            message = f"Het feit '{name}' heeft nog geen 'spreek'."
            yield problem(text.place, "onleesbaar-in-audio", message, "Zet 'spreek' bij het feit in feiten.yaml.")
