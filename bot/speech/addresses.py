"""Short addresses where a text is heard: eight signs that nobody guesses, and from which nobody reads what it is about.

Only a fixed text has one. It changes with the words: an old address never tells something else than was sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.codes import keyed_code
from bot.content.facts import fact_names
from bot.content.library import fact_words, is_fresh, last_wording, offered_languages, wording
from bot.content.render import topic_pieces
from bot.content.scene import Scene
from bot.content.schema import Library, Topic
from bot.content.sms import sms_parts
from bot.content.spoken.message import SECTIONS, Utterance
from bot.model import Form, Outgoing, Say
from bot.speech.listening import Listening

PATH: Final = "/l"
LINE: Final = "ui#luister"
SIGNS: Final = 8  # of 32 kinds: among 10,000,000,000 one is ours
MOST_PARTS: Final = 1  # what the address may cost, in SMS parts


@dataclass(frozen=True, slots=True)
class Page:
    """A topic in a language, by its address."""

    topic: str
    language: str


class Addresses:
    """All there are. `key`: 32 secret bytes; the same in every process, so that an address is. `site`: `https://…`."""

    def __init__(self, library: Library, key: bytes, site: str, listening: Listening) -> None:
        self._library, self._key, self._site, self._listening = library, key, site, listening
        self._codes = {page: self._code(page) for page in _pages(library)}
        self._pages = {code: page for page, code in self._codes.items()}

    def find(self, code: str) -> Page | None:
        return self._pages.get(code)

    def code(self, topic: str, language: str) -> str:
        """Empty when there is no page: words that are not of today, or that nobody should find on her phone."""
        return self._codes.get(Page(topic, language), "")

    def words(self, page: Page, today: date) -> Utterance:
        """What is heard there, and shown."""
        scene = Scene(self._library, page.language, Form.TELEGRAM, today, {})
        piece = topic_pieces(scene, page.topic, SECTIONS)[0]
        return Utterance(piece.words, piece.language, piece.text_id)

    def digits(self, page: Page) -> Mapping[str, str]:
        """Numbers as a voice says them → as they are dialled: what is heard is not how they are shown."""
        text_id = _text_id(self._library, self._library.topics[page.topic], page.language)
        names = fact_names(wording(self._library, text_id, page.language).words)
        known = (self._library.facts[name] for name in sorted(names) if name in self._library.facts)
        return {fact.spoken: fact.value for fact in known if fact.spoken}

    def with_line(self, outgoing: Outgoing, say: Say, today: date) -> Outgoing:
        """Under a topic's answer where it is heard, if somebody here can say it and it costs one SMS part at most."""
        code = self.code(say.text.removeprefix("topics/"), outgoing.language)
        if not code or say.page or say.question or not outgoing.text_id.startswith(f"{say.text}#"):
            return outgoing
        if not self._listening.speaks(self.words(self._pages[code], today)):
            return outgoing
        line = last_wording(self._library, LINE, outgoing.language).words.format(adres=f"{self._site}{PATH}/{code}")
        longer = f"{outgoing.text}\n{line}"
        fits = sms_parts(longer) - sms_parts(outgoing.text) <= MOST_PARTS
        return replace(outgoing, text=longer) if fits else outgoing

    def _code(self, page: Page) -> str:
        said = "\x1f".join((page.topic, page.language, *_said(self._library, page)))
        return keyed_code(self._key, said, SIGNS)


def _pages(library: Library) -> Iterator[Page]:
    """What may lie open on a phone that others see: no topic that could hurt somebody who is found with it."""
    for language in offered_languages(library):
        for topic in library.topics.values():
            if not (topic.high_risk or topic.delicate) and _text_id(library, topic, language):
                yield Page(topic.id, language)


def _text_id(library: Library, topic: Topic, language: str) -> str:
    """What is heard of it; empty when there are no words of today in that language."""
    ids = (f"topics/{topic.id}#{section}" for section in SECTIONS if section in topic.sections)
    return next((text_id for text_id in ids if is_fresh(library, text_id, language)), "")


def _said(library: Library, page: Page) -> Iterator[str]:
    """The words, and what the facts in them are now."""
    text_id = _text_id(library, library.topics[page.topic], page.language)
    words = wording(library, text_id, page.language).words
    yield words
    for name in sorted(fact_names(words)):
        yield fact_words(library, name, page.language).words
