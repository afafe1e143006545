"""Exact answers to the open question: a number, yes or no, the words on a button, several, a number of weeks."""

from collections.abc import Sequence
from typing import Final

from bot.content.choices import SKIP
from bot.model import AGREED, GROWN_UP, AnswerKind, Option, Question
from bot.understanding.ages import Ages
from bot.understanding.commands import Commands
from bot.understanding.dates import Dates
from bot.understanding.labels import Labels, labelled, nearly_labelled, words_of
from bot.understanding.numbers import Numbers, is_below_zero, is_unusable
from bot.understanding.spoken import Spoken
from bot.understanding.words import tokens

_LISTED: Final = frozenset(
    {AnswerKind.CHOICE, AnswerKind.SEVERAL, AnswerKind.YES_NO, AnswerKind.OLD_ENOUGH, AnswerKind.CONSENT}
)
_YES_SIGNS: Final = frozenset("👍👌✅✔")
_NO_SIGNS: Final = frozenset("👎❌✖🚫")
_HIGHEST: Final = 99  # a higher number is no attempt to choose from a list
_FEW: Final = 3  # words
_LONGEST: Final = 40  # words; longer is a story, not an answer
_DONE: Final = "klaar"  # how `answers` call it
_ELSE: Final = "anders"  # the option "something else": own words are that


class Answers:
    """Reads an answer to what was asked. Returns option ids, a number as text, or None when it is no answer."""

    def __init__(self, commands: Commands, numbers: Numbers, dates: Dates, spoken: Spoken, ages: Ages) -> None:
        self._commands = commands
        self._spoken = spoken
        self._numbers = numbers
        self._ages = ages
        self._dates = dates

    def misses(self, text: str, question: Question, language: str) -> bool:
        """She chose a number that is not on the list; or only said yes, where words or plain consent are asked."""
        if question.kind is AnswerKind.OWN_WORDS:
            return self._commands.find(text, language) == "ja"
        if not question.options or question.kind not in _LISTED:
            return False
        if question.kind is AnswerKind.CONSENT and self._said(text, language) == ("ja",):
            return True
        if question.kind is AnswerKind.OLD_ENOUGH and self._ages.is_about(text, language):
            return True
        if len(self._numbers.several(text[:_LONGEST], language)) > 1:  # `2 en 3`, where one is asked
            return True
        number = self._numbers.one(text[:_LONGEST], language, ordinals=False)
        return is_unusable(text[:_LONGEST]) if number is None else number <= _HIGHEST

    def may_be_guessed(self, text: str, question: Question, language: str) -> bool:
        """The model may hear a yes or a no in it; what counts something is no yes to being old enough."""
        if question.kind is AnswerKind.OLD_ENOUGH:
            return not self._ages.counts(self._ages.words(text), language)
        return question.kind is AnswerKind.YES_NO

    def otherwise(self, text: str, question: Question) -> tuple[str, ...]:
        """Own words where "something else" is offered; what says no is none of that."""
        offered = question.kind is AnswerKind.CHOICE and any(option.id == _ELSE for option in question.options)
        return (_ELSE,) if offered and self._spoken.negations.isdisjoint(tokens(text)) else ()

    def find(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        if not text or len(tokens(text[:1000])) > _LONGEST:
            return None
        match question.kind:
            case AnswerKind.CHOICE:
                return self._choice(text, question, language, labels)
            case AnswerKind.SEVERAL:
                return self._several(text, question, language, labels)
            case AnswerKind.YES_NO:
                return self._yes_no(text, question, language, labels)
            case AnswerKind.OLD_ENOUGH:
                return self._old_enough(text, question, language, labels)
            case AnswerKind.OWN_WORDS:
                return (SKIP,) if self._adds_nothing(text, language) else None
            case AnswerKind.CONSENT:
                return self._consent(text, question, language, labels)
            case AnswerKind.NUMBER:
                return self._number(text, language)
            case _:
                return None

    def _adds_nothing(self, text: str, language: str) -> bool:
        """`nee` or `ik ben klaar`, which are no words for her midwife."""
        done = self._spoken.find(text, (Option(_DONE, ""),), language)
        return bool(done) or self._commands.find(text, language) == "nee"

    def _choice(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        if is_below_zero(text):  # -1 is no option, also not one whose words are `1`
            return None
        chosen = self._numbered(text, question, language) or self._worded(text, question.options, language, labels)
        return chosen or self._meant(text, question, language, labels)

    def _worded(self, text: str, options: Sequence[Option], language: str, labels: Labels) -> tuple[str, ...] | None:
        """The words of an option, or other words people use for it."""
        chosen = labelled(text, options, labels) or self._spoken.find(text, options, language)
        chosen = chosen or nearly_labelled(text, options, labels, self._spoken.negations)
        return (chosen,) if chosen else None

    def _consent(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        """A yes by its number or its very words; "ok" is none. A no in any words."""
        plain = self._numbered(text, question, language) or (labelled(text, question.options, labels),)
        if plain != ("",):
            return plain
        meant = self._choice(text, question, language, labels)
        return None if meant == (AGREED,) else meant

    def _numbered(self, text: str, question: Question, language: str) -> tuple[str, ...] | None:
        numbered = [option.id for option in question.options if not option.id.startswith("_")]
        number = _place(self._numbers.one(text, language), len(numbered))
        return (numbered[number - 1],) if 0 < number <= len(numbered) else None

    def _several(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        numbered = [option.id for option in question.options if not option.id.startswith("_")]
        numbers = self._numbers.several(text, language)
        if numbers and all(1 <= number <= len(numbered) for number in numbers):
            return tuple(numbered[number - 1] for number in numbers)
        if is_below_zero(text):
            return None
        # No `_meant`: a yes to a list ticks nothing, also not a line that begins with "graag".
        one = self._numbered(text, question, language) or self._worded(text, question.options, language, labels)
        return one or self._listed(text, question, language, labels)

    def _listed(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        parts = [part for line in text.split("\n") for part in line.split(",") if part.strip()]
        found = [self._worded(part, question.options, language, labels) for part in parts]
        return tuple(dict.fromkeys(one for some in found for one in some or ())) if found and all(found) else None

    def _yes_no(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        return self._choice(text, question, language, labels) if question.options else self._said(text, language)

    def _old_enough(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        """Yes or no by her age, where she says that; `ja 15` is neither, nor is a number of weeks."""
        words = self._ages.words(text)
        if not self._ages.counts(words, language):
            return self._yes_no(text, question, language, labels)
        first = self._commands.find(words[0], language) if len(words) > 1 else ""
        said = first if first in ("ja", "nee") else ""
        age = self._ages.find(words[1:] if said else words, language)
        if age is None:
            return None
        meant = "ja" if age >= GROWN_UP else "nee"
        return self.option_for(meant, question, language, labels) if said in ("", meant) else None

    def _meant(self, text: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        """`ja` for the one option that is a yes: by its id, or because its words begin with yes."""
        said = self._said(text, language) or self._unsure(text, language)
        return self.option_for(said[0], question, language, labels) if said else None

    def option_for(self, said: str, question: Question, language: str, labels: Labels) -> tuple[str, ...] | None:
        """The one option that is this yes, no or do not know; without options the word itself."""
        if not question.options:
            return (said,)
        named = [option.id for option in question.options if option.id.replace("_", "-") == said]
        begun = [option.id for option in question.options if self._begins(labels.get(option.id, ()), said, language)]
        found = named or begun
        return (found[0],) if len(found) == 1 else None

    def _said(self, text: str, language: str) -> tuple[str, ...] | None:
        signs = set(text) & (_YES_SIGNS | _NO_SIGNS)
        if signs and not any(character.isalnum() for character in text):
            return ("ja",) if signs <= _YES_SIGNS else ("nee",) if signs <= _NO_SIGNS else None
        said = self._commands.find(text, language)
        if said not in ("ja", "nee", ""):
            return None
        return (said,) if said else self._begun(text, language)

    def _begun(self, text: str, language: str) -> tuple[str, ...] | None:
        """`ja klopt`, `nee nog niet`: a few words that begin with it."""
        words = tokens(text)
        said = self._commands.find(words[0], language) if 1 < len(words) <= _FEW and "?" not in text else ""
        return (said,) if said in ("ja", "nee") else None

    def _unsure(self, text: str, language: str) -> tuple[str, ...] | None:
        return ("weet-niet",) if self._commands.find(text, language) == "weet-niet" else None

    def _begins(self, words: Sequence[str], said: str, language: str) -> bool:
        first = [words_of(label)[:1] for label in words]
        return any(word and self._commands.find(word[0], language) == said for word in first)

    def _number(self, text: str, language: str) -> tuple[str, ...] | None:
        if weeks := self._dates.weeks(text):
            return (str(weeks[0]),)
        number = self._numbers.one(text, language, ordinals=False)
        return None if number is None else (str(number),)


def _place(number: int | None, options: int) -> int:
    """Where it stands: `last` is -1, `the middle one` 0 where there is a middle. 0 for nowhere."""
    if number is None or (number == 0 and options % 2 == 0):
        return 0
    return number if number > 0 else options + 1 + number if number else options // 2 + 1
