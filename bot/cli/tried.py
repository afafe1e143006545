"""One message explained, layer by layer: for editors who wonder why something was understood so."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.model import Guess, Meaning
from bot.understanding.layers import LayeredUnderstander


def tried(understander: LayeredUnderstander, text: str, language: str, today: date) -> Iterator[str]:
    """Lines to print: cleaned text, language, signs, what each part may mean, and the decision."""
    reading = understander.read(text)
    yield f"read:      {reading.text!r}"
    yield f"language:  {reading.language or 'not clear'} (conversation: {language})"
    signs = [f"{sign.id} ({sign.language or 'several lists'})" for sign in reading.signs]
    yield f"signs:     {', '.join(signs) or 'none in the word lists'}"
    for part in reading.parts:
        words = understander.evidence(part, language, reading.language)
        yield f"part:      {part.text!r}"
        if (mended := understander.reads.mended(part.text)) != part.text:
            yield f"  mended:  {mended!r}"
        yield f"  words:   {_scores(words.words)}"
        yield f"  model:   {_scores(words.model)}"
        if words.unproven:
            yield f"  lacks its own words: {', '.join(sorted(words.unproven))}"
    yield from _decided(understander.interpret(reading, None, language, today))


def _decided(meaning: Meaning) -> Iterator[str]:
    yield f"decision:  {meaning.intent} ({meaning.certainty:.2f}, by {meaning.source})"
    if meaning.signs:
        yield f"  urgent text: {', '.join(sign.id for sign in meaning.signs)}"
    if meaning.doubt:
        yield f"  asked whether it is: {meaning.doubt.id}"
    if meaning.others:
        yield f"  offered too: {_scores(meaning.others)}"
    if meaning.also:
        yield f"  answered too: {', '.join(meaning.also)}"
    if meaning.stops:
        yield "  stops messages as well"


def _scores(guesses: Sequence[Guess]) -> str:
    return "  ".join(f"{guess.intent} {guess.certainty:.2f}" for guess in guesses[:5]) or "nothing"
