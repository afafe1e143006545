"""Reads the held-out sentences with one engine, and counts."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from benchmarks.understanding.figures import Share, macro_f1
from benchmarks.understanding.noise import STYLES, Noise
from benchmarks.understanding.sets import Sentence
from bot.model import OUT_OF_SCOPE, SURE, Meaning
from bot.ports import Understander

TODAY: Final = date(2026, 6, 1)
_SEED: Final = 2026

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of one sentence; `cpu` in ms."""

    sentence: Sentence
    intent: str
    offered: tuple[str, ...]
    alarmed: tuple[str, ...]
    stopped: bool
    cpu: float


@dataclass(slots=True)
class Measured:
    """All sentences of one language, as written or with one kind of errors."""

    language: str
    style: str
    heard: list[Heard] = field(default_factory=list)

    def share(self, right: Callable[[Heard], bool], *kinds: str) -> Share:
        there = [each for each in self.heard if each.sentence.kind in kinds]
        return Share(sum(map(right, there)), len(there))

    def top1(self) -> Share:
        return self.share(lambda h: h.intent == h.sentence.intent, "topic")

    def offered(self) -> Share:
        """Answered rightly, or the right one among the choices."""
        return self.share(lambda h: h.sentence.intent in (h.intent, *h.offered), "topic")

    def answered(self) -> Share:
        """Any first message that got an answer, a choice with the right one, or the urgent text."""
        return self.share(
            lambda h: bool(h.alarmed) if h.sentence.kind == "urgent" else h.sentence.intent in (h.intent, *h.offered),
            *("topic", "urgent"),
        )

    def f1(self) -> float:
        return macro_f1([(h.sentence.intent, h.intent) for h in self.heard if h.sentence.kind == "topic"])

    def rejected(self) -> Share:
        """Out of scope, and not answered as if it were ours."""
        return self.share(lambda h: h.intent == OUT_OF_SCOPE or bool(h.offered), "out_of_scope")

    def recall(self) -> Share:
        """Warning signs that got the urgent text, or the question whether it is one (with the number)."""
        return self.share(lambda h: bool(h.alarmed), "urgent")

    def right_sign(self) -> Share:
        return self.share(lambda h: h.sentence.intent in h.alarmed, "urgent")

    def false_alarms(self) -> Share:
        """Of plain topics and what is not ours."""
        return self.share(lambda h: bool(h.alarmed), "topic", "out_of_scope")

    def near_misses(self) -> Share:
        """False alarms on sentences made to sound like a warning sign."""
        return self.share(lambda h: bool(h.alarmed), "ordinary")

    def stops(self) -> Share:
        return self.share(lambda h: h.stopped, "stop")

    def false_stops(self) -> Share:
        there = [each for each in self.heard if each.sentence.intent != "stop"]
        return Share(sum(each.stopped for each in there), len(there))

    def confused(self) -> Counter[tuple[str, str]]:
        return Counter((h.sentence.intent, h.intent) for h in self.heard if h.sentence.kind in ("topic", "urgent"))


def measure(understander: Understander, sentences: Sequence[Sentence], style: str, step: Step) -> Measured:
    measured, random, noise = Measured(sentences[0].language, style), Random(_SEED), STYLES[style]
    for sentence in sentences:
        measured.heard.append(_hear(understander, sentence, noise, random))
        step()
    return measured


def _hear(understander: Understander, sentence: Sentence, noise: Noise, random: Random) -> Heard:
    text = noise(sentence.text, random)
    began = time.thread_time()
    meaning = understander.interpret(understander.read(text), None, sentence.language, TODAY)
    spent = 1000 * (time.thread_time() - began)
    return Heard(sentence, meaning.intent, meaning.offered, meaning.alarms, _stops(meaning), spent)


def _stops(meaning: Meaning) -> bool:
    return meaning.stops or (meaning.intent == "stop" and meaning.certainty >= SURE)
