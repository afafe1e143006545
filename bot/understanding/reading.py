"""What her words say by themselves. All but the guesses works before the model is there."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.model import Guess, Part, Reading, Sign
from bot.understanding.clean import MODELLED, clean, cut
from bot.understanding.ears import Ears
from bot.understanding.intents import is_urgent
from bot.understanding.words import has_word, sentences, tokens

_SENTENCES: Final = 4  # of a long message are read one by one: each may cost an embedding
_SMELL: Final = 0.05  # so sure of a warning sign, the model is asked again without the words that are none


class Reads:
    """`guess` is the model; it gives nothing while the model is not there yet."""

    def __init__(self, ears: Ears, guess: Callable[[str], tuple[Guess, ...]]) -> None:
        self._ears, self._guess = ears, guess

    def read(self, text: str) -> Reading:
        whole = clean(text)
        language = self._ears.languages.guess(cut(whole))
        signs = self._ears.signs.find(whole, language) or self._misspelled(whole, language)
        return Reading(cut(whole), signs, tuple(self._parts(whole)), language or _only_language(signs))

    def _misspelled(self, whole: str, language: str) -> tuple[Sign, ...]:
        """Where the words as written hold no sign: with their typing errors put right."""
        mended = self.mended(cut(whole))
        return self._ears.signs.find(mended, language) if mended != cut(whole) else ()

    def _parts(self, whole: str) -> Iterator[Part]:
        """What she wrote, and its sentences: a page of feelings may hold one question, or several."""
        yield self._part(whole)
        told = [sentence for sentence in sentences(whole) if len(tokens(sentence)) > 1]
        if len(told) > 1:
            yield from map(self._part, _spread(told))

    def _part(self, text: str) -> Part:
        text = cut(text, MODELLED)
        spoken = has_word(text)  # of dots, emoji and `2 و 3` the model makes anything
        return Part(text, (self._ears.known.find(text) or self._guessed(text)) if spoken else ())

    def _guessed(self, text: str) -> tuple[Guess, ...]:
        """What the model makes of it as written, and as it may have been meant: each is believed half."""
        mended = self.mended(text)
        guessed = self._guess(text) if mended == text else _between(self._guess(text), self._guess(mended))
        return tuple(self._without_ignored(text, guess) for guess in guessed)

    def _without_ignored(self, text: str, guess: Guess) -> Guess:
        """A warning sign that the model hears only in words that are none ("bloedtest") is not heard."""
        if not is_urgent(guess.intent) or guess.certainty < _SMELL:
            return guess
        rest = self._ears.signs.without_ignored(text, guess.intent)
        if rest == " ".join(tokens(text)):
            return guess
        again = {other.intent: other.certainty for other in self._guess(rest)} if rest else {}
        return Guess(guess.intent, min(guess.certainty, again.get(guess.intent, 0.0)))

    def mended(self, text: str) -> str:
        return self._ears.spelling.mend(text)


def _between(*guessed: Sequence[Guess]) -> tuple[Guess, ...]:
    """The mean of what each reading may mean, best first; of a warning sign the most: one reading of it is enough."""
    chances: dict[str, float] = {}
    for guess in (guess for guesses in guessed for guess in guesses):
        before = chances.get(guess.intent, 0.0)
        urgent = is_urgent(guess.intent)
        chances[guess.intent] = max(before, guess.certainty) if urgent else before + guess.certainty / len(guessed)
    best = sorted(chances.items(), key=lambda chance: -chance[1])
    return tuple(Guess(intent, round(chance, 4)) for intent, chance in best)


def _spread(told: Sequence[str]) -> Sequence[str]:
    """Of a long story its beginning and its end: there she says what she wants."""
    return told if len(told) <= _SENTENCES else (*told[: _SENTENCES // 2], *told[-_SENTENCES // 2 :])


def _only_language(signs: Sequence[Sign]) -> str:
    """The language of the lexicons that saw her signs, when it is one."""
    seen_by = {sign.language for sign in signs if sign.language}
    return seen_by.pop() if len(seen_by) == 1 else ""
