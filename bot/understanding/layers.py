"""What she means by her words, in this language and at this question."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from bot.content.schema import Library
from bot.model import OUT_OF_SCOPE, SURE, AnswerKind, Guess, Meaning, Part, Question, Reading, Source
from bot.understanding.ears import Ears
from bot.understanding.intents import is_topic, is_urgent
from bot.understanding.judge import Evidence, asked_besides, asked_first, judge
from bot.understanding.labels import Labels, shown
from bot.understanding.reading import Reads
from bot.understanding.words import has_word, tokens

# May be the very answer to "what is your name?" or "how are you?".
_PLAIN: Final = (AnswerKind.TEXT, AnswerKind.OWN_WORDS, AnswerKind.CONSENT)
_NOT_IN_TEXT: Final = frozenset({"ja", "nee", "start", "bedankt", "dag", "zoek", "meer", "hulp"})
_REPLY: Final = 0.6  # how sure the model must be of a yes or a no
_PAST: Final = ("menstruatie", "geboren", "gestopt", "laatste")  # questions about a day that has been


class LayeredUnderstander:
    """The `Understander` port; `guess` is the model, as `Reads` has it."""

    def __init__(self, ears: Ears, library: Library, guess: Callable[[str], tuple[Guess, ...]]) -> None:
        self._ears, self._library = ears, library
        self.reads = Reads(ears, guess)

    def read(self, text: str) -> Reading:
        return self.reads.read(text)

    def mask(self, text: str) -> str:
        return self._ears.mask.hide(text)

    def interpret(self, reading: Reading, question: Question | None, language: str, today: date) -> Meaning:
        meaning = self._interpret(reading, question, language, today)
        # "Andere taal" in Dutch does not ask for Dutch.
        asks_which = meaning.intent == "taal" and reading.language == "nl"
        return meaning if meaning.language or asks_which else replace(meaning, language=reading.language)

    def _interpret(self, reading: Reading, question: Question | None, language: str, today: date) -> Meaning:
        if reading.signs:
            return self._alarmed(reading, language)
        if not tokens(reading.text) and not question:
            return Meaning(Source.NOTHING)
        return (
            self._answer(reading.text, question, language)
            or self._command(reading.text, question, language)
            or self._day(reading.text, question, today)
            or self._free(reading, question, language)
        )

    def _alarmed(self, reading: Reading, language: str) -> Meaning:
        stops = self._ears.commands.stops(reading.text)
        guesses = reading.parts[0].guesses if reading.parts else ()
        other = self._is_elsewhere(reading.text) or self._only_names(reading, language)
        if not stops and asked_first(reading.signs, guesses, other):
            return replace(self._told(reading, language), signs=(), doubt=reading.signs[0])
        first = reading.signs[0].id
        return Meaning(Source.WARNING, first, 1.0, signs=reading.signs, stops=stops, others=asked_besides(guesses))

    def _only_names(self, reading: Reading, language: str) -> bool:
        """Just the words of a topic that is far from all these signs: she wants to read about it."""
        named = self._ears.search.named(reading.text, language, reading.language)
        return not any(self._ears.near.may_be(sign.id, named) for sign in reading.signs)

    def _is_elsewhere(self, text: str) -> bool:
        """About years ago or somebody else, and not about today: "my sister, last year"."""
        said = f" {' '.join(tokens(text))} "
        then, now = (any(f" {phrase} " in said for phrase in words) for words in self._ears.elsewhere)
        return then and not now

    def _answer(self, text: str, question: Question | None, language: str) -> Meaning | None:
        if question is None:
            return None
        found = self._ears.answers.find(text, question, language, self._labels(question, language))
        if found is None and self._ears.answers.misses(text, question, language):
            return _answered(Source.ANSWER, question, ())
        return None if found is None else _answered(Source.ANSWER, question, found)

    def _command(self, text: str, question: Question | None, language: str) -> Meaning | None:
        own = question is not None and question.kind == AnswerKind.OWN_WORDS  # "Turks" may be what she tells us
        if not own and (wanted := self._ears.languages.asked_for(text)):
            return Meaning(Source.COMMAND, "taal", 1.0, language=wanted)
        found = self._ears.commands.find(text, language)
        kept = found in _NOT_IN_TEXT and question is not None and question.kind in _PLAIN
        resumes = found == "start" and self._ears.commands.resumes(text)
        return Meaning(Source.COMMAND, found, 1.0, resumes=resumes) if found and not kept else None

    def _day(self, text: str, question: Question | None, today: date) -> Meaning | None:
        if question is None or question.kind != AnswerKind.DATE:
            return None
        past = any(word in question.id for word in _PAST)
        found = self._ears.dates.day(text, today, past=True) if past else self._ears.due_dates.find(text, today)
        return None if found is None else _answered(Source.DATE, question, (found.isoformat(),))

    def _free(self, reading: Reading, question: Question | None, language: str) -> Meaning:
        meaning = self._told(reading, language, answers=question is not None)
        if question and not (meaning.signs or meaning.doubt):
            return self._reply(reading, question, language) or self._written(reading, question, meaning)
        return meaning

    def _reply(self, reading: Reading, question: Question, language: str) -> Meaning | None:
        """Yes, no or "I don't know" in words no list has, as the model hears them."""
        guesses = reading.parts[0].guesses[:1] if reading.parts else ()
        said = guesses[0].intent if guesses and guesses[0].certainty >= _REPLY else ""
        if said == "weet-niet" and question.kind not in _PLAIN:
            return Meaning(Source.MODEL, "weet-niet", SURE)
        if said == "ja" and question.kind == AnswerKind.CONSENT:
            return _answered(Source.ANSWER, question, ())  # a yes to nothing: she is told how to give it
        if said not in ("ja", "nee") or not self._ears.answers.may_be_guessed(reading.text, question, language):
            return None
        chosen = self._ears.answers.option_for(said, question, language, self._labels(question, language))
        return _answered(Source.ANSWER, question, chosen) if chosen else None

    def _told(self, reading: Reading, language: str, *, answers: bool = False) -> Meaning:
        evidence = [self.evidence(part, language, reading.language) for part in reading.parts]
        evidence = [replace(each, answers=answers) for each in evidence] if answers else evidence
        return judge(evidence[0], evidence[1:]) if evidence else Meaning(Source.NOTHING)

    def _written(self, reading: Reading, question: Question, meaning: Meaning) -> Meaning:
        """Whatever she writes answers a question for text, unless she plainly asks something herself."""
        if otherwise := self._otherwise(reading, question, meaning):
            return _answered(Source.ANSWER, question, otherwise)
        if question.kind not in (AnswerKind.TEXT, AnswerKind.OWN_WORDS):
            return meaning
        asks = question.kind == AnswerKind.TEXT and self._asks(reading)
        if asks and is_topic(meaning.intent) and meaning.certainty >= SURE:
            return meaning
        return _answered(Source.ANSWER, question, (reading.text,)) if reading.text else Meaning(Source.NOTHING)

    def _otherwise(self, reading: Reading, question: Question, meaning: Meaning) -> tuple[str, ...]:
        """`zus en moeder` is no subject of ours when we asked what gives her strength; the words of a subject are."""
        named = meaning.source is Source.WORDS and meaning.certainty >= SURE
        tells = has_word(reading.text) and not named and not self._asks(reading)
        return self._ears.answers.otherwise(reading.text, question) if tells else ()

    def _asks(self, reading: Reading) -> bool:
        """Plainly a question: by its mark, or the word it begins with."""
        return reading.text.rstrip().endswith(("?", "؟")) or bool(self._ears.asks & set(tokens(reading.text)[:1]))

    def evidence(self, part: Part, *languages: str) -> Evidence:
        words = self._ears.search.find(part.text, *languages)
        unproven = self._ears.needs.unproven(part.text, (guess.intent for guess in (*words, *part.guesses)))
        named = self._ears.search.named(part.text, *languages)
        certain = len(part.guesses) == 1  # an editor's own example; the model always has several guesses
        guesses = (guess for guess in part.guesses if certain or self._may_be(guess, named))
        return Evidence(words, tuple(guesses), unproven)

    def _may_be(self, guess: Guess, named: frozenset[str]) -> bool:
        return not is_urgent(guess.intent) or self._ears.near.may_be(guess.intent, named)

    def _labels(self, question: Question, language: str) -> Labels:
        return {option.id: shown(self._library, option, language) for option in question.options}


def _answered(source: Source, question: Question, answer: tuple[str, ...]) -> Meaning:
    return Meaning(source, OUT_OF_SCOPE, 1.0, answer=answer, instance=question.instance)
