"""Weighs what the words and what the model say: sure, unsure with near guesses, or nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.model import OUT_OF_SCOPE, SURE, Guess, Meaning, Sign, Source
from bot.understanding.intents import URGENCY, is_topic, is_urgent

UNSURE: Final = 0.15  # from here on we ask: did you mean …?
_BESIDE: Final = 0.01  # what else it may be, where we are sure: a button under the answer
_INSTEAD: Final = 0.1  # what it may be after all, where we are sure that it is not ours
ALARM: Final = 0.3  # all warning signs together; from here on we ask whether it is one
ALARM_IN_ANSWER: Final = 0.6  # the same, where a question is open: the model knows messages, not answers
_ORDINARY: Final = 0.6  # so sure that it is something else, though the word lists hear a sign: then we ask too
# Where minutes count, or where being asked is too much: the word lists are believed.
_NEVER_ASKED: Final = frozenset({"nood-112", "nood-baby-komt", "nood-vergiftiging", "nood-geweld", "nood-zelfdoding"})
_PLAIN: Final = 0.8  # words that fit this well need no model
_AGAINST: Final = 0.9  # unless the model is this sure of something else
_OTHERS: Final = 3
_ALSO: Final = 2  # more answers at once are not read
_WEIGHT: Final = 0.6  # of the words, where the model speaks too
_SIGN: Final = 0.6  # the model alone must be this sure of a warning sign; less, and we ask whether it is one
_STOP: Final = 0.9  # so sure that no more messages are wanted, and with a word that says so, is a STOP
# A guess never deletes or mourns: these are done on plain words or a tap only.
_ASKED_FIRST: Final = frozenset({"wissen", "wis-scherm", "verlies", "pauze", "intrekken", "ja", "nee"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one part of a message: what its words say, what the model says; `unproven` subjects lack their own words."""

    words: Sequence[Guess]
    model: Sequence[Guess]
    unproven: Collection[str] = ()
    answers: bool = False  # a question is open, and this may be the answer


def judge(whole: Evidence, sentences: Iterable[Evidence] = ()) -> Meaning:
    """The meaning of free text: the whole message, or what its sentences surely ask, most urgent first."""
    first, *rest = meanings = [_judge(part) for part in (whole, *sentences)]
    sure = {meaning.intent: meaning for meaning in rest if _is_sure(meaning)}
    asked = sorted(sure.values(), key=lambda meaning: _urgency(meaning.intent))
    best = asked[0] if len(asked) > 1 or (asked and not _is_sure(first)) else first
    doubts = [meaning.doubt for meaning in meanings if meaning.doubt]
    signs = {sign.id: sign for meaning in meanings for sign in meaning.signs}
    return replace(
        best,
        signs=tuple(sorted(signs.values(), key=lambda sign: URGENCY.index(sign.id))),
        also=tuple(meaning.intent for meaning in asked if meaning is not best)[:_ALSO] if best is not first else (),
        doubt=doubts[0] if doubts and not signs else None,
    )


def asked_first(signs: Sequence[Sign], model: Sequence[Guess], elsewhere: bool) -> bool:
    """It may be no sign of hers and of now: her words are about then or another, or the model hears another matter."""
    if any(sign.id in _NEVER_ASKED for sign in signs):
        return False
    alarm = sum(guess.certainty for guess in model if is_urgent(guess.intent))
    ordinary = any(guess.certainty >= _ORDINARY for guess in model[:1] if not is_urgent(guess.intent))
    return elsewhere or (alarm < ALARM and ordinary)


def asked_besides(model: Sequence[Guess]) -> tuple[Guess, ...]:
    """The subject of a message in which the word lists hear a warning sign: to read after the urgent text."""
    return tuple(guess for guess in model[:1] if guess.certainty >= _ORDINARY and is_topic(guess.intent))


def _is_sure(meaning: Meaning) -> bool:
    return meaning.certainty >= SURE and meaning.intent != OUT_OF_SCOPE


def _urgency(intent: str) -> int:
    return URGENCY.index(intent) if is_urgent(intent) else len(URGENCY)


def _judge(part: Evidence) -> Meaning:
    weighed = _weighed(part.words, part.model)
    chances = sorted((_held(guess, part.unproven) for guess in weighed), key=lambda guess: -guess.certainty)
    best = chances[0] if chances else Guess(OUT_OF_SCOPE, 0.0)
    doubt = _doubt(part)
    if best.certainty < UNSURE or best.intent == OUT_OF_SCOPE:
        return Meaning(Source.NOTHING, OUT_OF_SCOPE, best.certainty, others=_near(chances[1:], best), doubt=doubt)
    others = _near(chances[1:], best)
    source = Source.WORDS if part.words and part.words[0].intent == best.intent else Source.MODEL
    signs = (Sign(best.intent, ""),) if is_urgent(best.intent) and best.certainty >= SURE else ()
    return Meaning(source, best.intent, best.certainty, signs=signs, others=others, doubt=doubt)


def _near(guesses: Sequence[Guess], best: Guess) -> tuple[Guess, ...]:
    """What else it may be, best first. A warning sign is not offered beside an answer: if it may be one, we ask."""
    ours, sure = best.intent != OUT_OF_SCOPE, best.certainty >= SURE
    least = _INSTEAD if not ours else _BESIDE if sure else UNSURE / 2
    near = (guess for guess in guesses if guess.certainty >= least and guess.intent != OUT_OF_SCOPE)
    return tuple(guess for guess in near if not (sure and is_urgent(guess.intent)))[:_OTHERS]


def _doubt(part: Evidence) -> Sign | None:
    """The likeliest warning sign, when all of them together are likely enough to ask."""
    alarming = [guess for guess in part.model if is_urgent(guess.intent)]
    least = ALARM_IN_ANSWER if part.answers else ALARM
    return Sign(alarming[0].intent, "") if sum(guess.certainty for guess in alarming) >= least else None


def _weighed(words: Sequence[Guess], model: Sequence[Guess]) -> list[Guess]:
    if model and model[0].certainty >= 1.0:  # said just as an editor wrote it
        return [Guess(model[0].intent, _capped(model[0].intent, 1.0))]
    if _is_plain(words, model):
        return [words[0], *(guess for guess in words[1:] if guess.certainty >= _PLAIN)]
    chances = {guess.intent: guess.certainty for guess in model}
    for guess in words:
        before = chances.get(guess.intent, 0.0)
        chances[guess.intent] = 1 - (1 - before) * (1 - _WEIGHT * guess.certainty)
    capped = (Guess(intent, round(_capped(intent, chance), 3)) for intent, chance in chances.items())
    return sorted(capped, key=lambda guess: (-guess.certainty, guess.intent))


def _is_plain(words: Sequence[Guess], model: Sequence[Guess]) -> bool:
    """The words fit just so, or fit well while the model is not sure of another subject of ours."""
    against = [guess for guess in model[:1] if guess.certainty >= _AGAINST and guess.intent != OUT_OF_SCOPE]
    if not words or words[0].certainty < _PLAIN:
        return False
    return words[0].certainty >= 1.0 or all(guess.intent == words[0].intent for guess in against)


def _held(guess: Guess, unproven: Collection[str]) -> Guess:
    return Guess(guess.intent, min(guess.certainty, SURE - 0.01)) if guess.intent in unproven else guess


def _capped(intent: str, chance: float) -> float:
    least = _STOP if intent == "stop" else _SIGN if is_urgent(intent) else 0.0
    return min(chance, SURE - 0.01) if intent in _ASKED_FIRST or chance < least else chance
