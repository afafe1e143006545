"""Looking things up in the library: which words, in which language, and whether they are those of today. Pure."""

from dataclasses import dataclass
from functools import lru_cache

from bot.content.facts import fact_names, placeholders
from bot.content.schema import Library, Status, Text, Topic, Translation, Urgent
from bot.errors import ContentBroken

DUTCH = "nl"
LANGUAGE_NAME = "talen#"  # `talen#tr`: the language's own name, in its own script, whoever reads it
MUST_BE_COMPLETE = ("ui#", "nood/")  # a language without these is not offered


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and the language they are in. `fresh`: they say what the Dutch of today says, in the language asked for."""

    words: str
    language: str
    fresh: bool


def dutch(library: Library, text_id: str) -> Text:
    """The Dutch text. Raises `ContentBroken` for an id that no file has."""
    try:
        return library.texts[text_id]
    except KeyError:
        raise ContentBroken(f"De tekst '{text_id}' bestaat niet.") from None


@lru_cache(maxsize=8192)  # every text in the languages most spoken
def wording(library: Library, text_id: str, language: str) -> Wording:
    """The text in her language when its translation is fresh, else the Dutch (`fresh` is then False)."""
    if text_id.startswith(LANGUAGE_NAME):
        return _own_name(library, text_id.removeprefix(LANGUAGE_NAME))
    text = dutch(library, text_id)
    if language == DUTCH:
        return Wording(text.words, DUTCH, fresh=True)
    made = translation(library, text_id, language)
    if made is None or not _says_the_same(library, made, text, language):
        return Wording(text.words, DUTCH, fresh=False)
    return Wording(made.words, language, fresh=True)


@lru_cache(maxsize=8192)
def last_wording(library: Library, text_id: str, language: str) -> Wording:
    """For what must never fall silent: a stale translation before Dutch. Raises `ContentBroken` for an unknown id."""
    found = wording(library, text_id, language)
    made = translation(library, text_id, language)
    if found.fresh or made is None or not _fillable(library, made):
        return found
    return Wording(made.words, language, fresh=False)


def translation(library: Library, text_id: str, language: str) -> Translation | None:
    return library.translations.get(language, {}).get(text_id)


def is_outdated(made: Translation, text: Text) -> bool:
    """Made from other Dutch, or marked so."""
    return made.fuzzy or made.source != text.words


def page_of(library: Library, owner: str) -> Topic | Urgent | None:
    """What `topics/<id>` or `nood/<id>` rests on: its facts and sources; None for any other owner."""
    return library.topics.get(owner.removeprefix("topics/")) or library.urgents.get(owner.removeprefix("nood/"))


def is_fresh(library: Library, text_id: str, language: str) -> bool:
    return wording(library, text_id, language).fresh


def fact_words(library: Library, name: str, language: str) -> Wording:
    """A fact's value. Numbers and sites are the same in every language; '4 weken' has a translation of its own."""
    value = library.facts[name].value
    text_id = f"feiten#{name}"
    if text_id in library.texts:
        return wording(library, text_id, language)
    return Wording(value, language, fresh=True)


def title(library: Library, owner: str, language: str = DUTCH) -> str:
    """The title of `topics/<id>`, `nood/<id>` or `flows/<id>`."""
    return wording(library, f"{owner}#titel", language).words


def search_words(library: Library, topic: str, language: str = DUTCH) -> tuple[str, ...]:
    """What people type when they look for this topic; empty when nobody wrote any in that language."""
    text_id = f"topics/{topic}#zoekwoorden"
    if text_id not in library.texts or not is_fresh(library, text_id, language):
        return ()
    words = wording(library, text_id, language).words.replace("،", ",").split(",")
    return tuple(word.strip() for word in words if word.strip())


def offered_languages(library: Library) -> tuple[str, ...]:
    """Dutch, and every proef or live language whose own phrases and urgent texts are complete and fresh."""
    return library.offered or offerable(library)


def offerable(library: Library) -> tuple[str, ...]:
    """Works out which languages may be offered; takes milliseconds, so loading does it once."""
    others = (code for code, known in library.languages.items() if known.status is not Status.CONCEPT and code != DUTCH)
    return (DUTCH, *(code for code in others if not missing_for_offer(library, code)))


def missing_for_offer(library: Library, language: str) -> tuple[str, ...]:
    """Text ids that still keep a language from being offered."""
    needed = (text_id for text_id in library.texts if text_id.startswith(MUST_BE_COMPLETE))
    return tuple(text_id for text_id in needed if not is_fresh(library, text_id, language))


def _own_name(library: Library, code: str) -> Wording:
    if code not in library.languages:
        raise ContentBroken(f"De taal '{code}' staat niet in languages.yaml.")
    return Wording(library.languages[code].name, code, fresh=True)


def _says_the_same(library: Library, made: Translation, text: Text, language: str) -> bool:
    if is_outdated(made, text) or placeholders(made.words) != placeholders(text.words):
        return False
    return all(fact_words(library, name, language).fresh for name in fact_names(text.words) if name in library.facts)


def _fillable(library: Library, made: Translation) -> bool:
    """A stale translation may still be said when it holds the placeholders of the Dutch it was made from."""
    same = placeholders(made.words) == placeholders(made.source)
    return same and all(name in library.facts for name in fact_names(made.words))
