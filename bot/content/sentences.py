"""Sentences and paragraphs, in every script we speak. Pure."""

import re
from collections.abc import Iterator

BORDER = re.compile(  # not behind `16.` before a small letter: a Turkish or Polish ordinal
    r"(?<=[.!?؟。।።])(?:[\"'”»)]?)(?!(?<=\d\.)[ \t]+[a-zà-öø-ÿąćęłńśźżğış])(?:[ \t]+)"
)
QUESTION = re.compile(r"[?؟][\"'”»)]*$")
PARAGRAPH = re.compile(r"\n\s*\n")
WORD = re.compile(r"\w[\w'’-]*")


def sentences(line: str) -> list[str]:
    """The sentences of one line; a closing quote stays with its sentence."""
    found: list[str] = []
    start = 0
    for border in BORDER.finditer(line):
        found.append(line[start : border.end()].rstrip())
        start = border.end()
    return [sentence for sentence in (*found, line[start:].strip()) if sentence]


def located_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Every sentence with the number of its line, counted from 0."""
    for number, line in enumerate(text.splitlines()):
        for sentence in sentences(line):
            yield number, sentence


def questions_with_answers(line: str) -> list[list[str]]:
    """Sentences that stand or fall together: a question with what follows it; any other sentence alone."""
    groups: list[list[str]] = []
    open_question = False
    for sentence in sentences(line):
        asks = QUESTION.search(sentence) is not None
        follows_question = open_question and (not asks or QUESTION.search(groups[-1][-1]) is not None)
        if follows_question:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
        open_question = open_question or asks
    return groups


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in PARAGRAPH.split(text) if part.strip()]


def word_count(sentence: str) -> int:
    return len(WORD.findall(sentence))
