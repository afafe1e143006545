"""Weighs what the words and what the model say: sure, unsure with near guesses, or nothing."""

from collections.abc import Collection, Sequence
from typing import Final

from bot.model import OUT_OF_SCOPE, SURE, Guess, Meaning, Sign, Source
from bot.understanding.intents import is_urgent

UNSURE: Final = 0.15  # from here on we ask: did you mean …?
_PLAIN: Final = 0.8  # words that fit this well need no model
_OTHERS: Final = 3
_WEIGHT: Final = 0.6  # of the words, where the model speaks too
_SIGN: Final = 0.6  # the model alone must be this sure of a warning sign; less, and we ask whether it is one
# A guess never stops, deletes or mourns: these are done on plain words or a tap only.
_ASKED_FIRST: Final = frozenset({"stop", "wissen", "wis-scherm", "verlies", "pauze", "intrekken", "ja", "nee"})


def judge(words: Sequence[Guess], model: Sequence[Guess], unproven: Collection[str] = ()) -> Meaning:
    """The meaning of free text. A warning sign the model is sure of counts as one; `unproven` ones are never sure."""
    weighed = _weighed(words, model)
    chances = sorted((_held(guess, unproven) for guess in weighed), key=lambda guess: -guess.certainty)
    best = chances[0] if chances else Guess(OUT_OF_SCOPE, 0.0)
    others = tuple(
        guess
        for guess in chances[1 : 1 + _OTHERS]
        if guess.certainty >= UNSURE / 2 and guess.intent != OUT_OF_SCOPE and best.certainty < SURE
    )
    if best.certainty < UNSURE or best.intent == OUT_OF_SCOPE:
        near = tuple(guess for guess in others if guess.certainty >= UNSURE)
        return Meaning(Source.NOTHING, OUT_OF_SCOPE, best.certainty, others=near)
    source = Source.WORDS if words and words[0].intent == best.intent else Source.MODEL
    signs = (Sign(best.intent, ""),) if is_urgent(best.intent) and best.certainty >= SURE else ()
    return Meaning(source, best.intent, best.certainty, signs=signs, others=others)


def _weighed(words: Sequence[Guess], model: Sequence[Guess]) -> list[Guess]:
    if model and model[0].certainty >= 1.0:  # said just as an editor wrote it
        return [Guess(model[0].intent, _capped(model[0].intent, 1.0))]
    if words and words[0].certainty >= _PLAIN:
        return [words[0], *(guess for guess in words[1:] if guess.certainty >= _PLAIN)]
    chances = {guess.intent: guess.certainty for guess in model}
    for guess in words:
        before = chances.get(guess.intent, 0.0)
        chances[guess.intent] = 1 - (1 - before) * (1 - _WEIGHT * guess.certainty)
    capped = (Guess(intent, round(_capped(intent, chance), 3)) for intent, chance in chances.items())
    return sorted(capped, key=lambda guess: (-guess.certainty, guess.intent))


def _held(guess: Guess, unproven: Collection[str]) -> Guess:
    return Guess(guess.intent, min(guess.certainty, SURE - 0.01)) if guess.intent in unproven else guess


def _capped(intent: str, chance: float) -> float:
    asked_first = intent in _ASKED_FIRST or (is_urgent(intent) and chance < _SIGN)
    return min(chance, SURE - 0.01) if asked_first else chance
