"""Every layer of recognition but the model, made from the lists of `nlu/`."""

from dataclasses import dataclass
from pathlib import Path

from bot.cache import cached
from bot.content.schema import Library
from bot.understanding.ages import Ages
from bot.understanding.commands import Commands
from bot.understanding.dates import Dates
from bot.understanding.due_dates import DueDates
from bot.understanding.exact import Answers
from bot.understanding.examples import examples
from bot.understanding.identifier import Identifier
from bot.understanding.known import Known, Taught, taught
from bot.understanding.language import Languages
from bot.understanding.lists import word_files
from bot.understanding.masking import Mask
from bot.understanding.near import Near
from bot.understanding.needs import Needs
from bot.understanding.numbers import Numbers
from bot.understanding.search import Search
from bot.understanding.spelling import Spelling
from bot.understanding.spoken import Spoken
from bot.understanding.tongues import READ, load_tongues
from bot.understanding.warning_signs import WarningSigns
from bot.understanding.words import tokens


@dataclass(frozen=True, slots=True)
class Ears:
    """All layers of recognition, made once."""

    signs: WarningSigns
    commands: Commands
    answers: Answers
    dates: Dates
    due_dates: DueDates
    languages: Languages
    identifier: Identifier
    search: Search
    known: Known
    needs: Needs
    near: Near
    spelling: Spelling
    mask: Mask
    asks: frozenset[str]  # words a question begins with
    elsewhere: tuple[frozenset[str], frozenset[str]]  # phrases about then or somebody else; and about now


def load_ears(nlu_root: Path, cache: Path, library: Library) -> Ears:
    """What has to be parsed is kept in `cache`. Raises `ContentBroken` when a list cannot be used."""
    files = [nlu_root / name for name in ("languages.yml", "near_signs.yml", "needs.yml")]
    languages, near, needs = word_files(files, cache / "languages.json")
    answers, said, signs = (
        word_files(nlu_root.glob(f"{folder}/*.yml"), cache / f"{folder}.json")
        for folder in ("answers", "commands", "warning_signs")
    )
    tongues = load_tongues(languages)
    commands = Commands(said)
    dates, numbers = Dates(tongues), Numbers(tongues)
    learnt = _learnt(nlu_root, cache, commands)
    real = _real_words(library) | learnt.often
    written = real | _translated(library)
    spoken = Spoken(answers, tongues.words("not"))
    names = {code: (language.name, language.spoken_in_dutch) for code, language in library.languages.items()}
    identifier = Identifier(READ)
    return Ears(
        signs=WarningSigns(signs, written),
        commands=commands,
        answers=Answers(commands, numbers, dates, spoken, Ages(tongues, numbers, dates)),
        dates=dates,
        due_dates=DueDates(dates, tongues),
        languages=Languages(tongues, names, commands.languages, identifier.guess),
        identifier=identifier,
        asks=tongues.words("asks"),
        elsewhere=(tongues.words("elsewhere"), tongues.words("now")),
        search=Search(library, tongues.words("often") - tongues.words("not"), real),
        needs=Needs(needs, real),
        near=Near(near),
        known=Known(learnt.meant, commands.bare),
        spelling=Spelling(learnt.counted, written),
        mask=Mask(real, tongues.counting(), tongues.words("naming")),
    )


def _learnt(nlu_root: Path, cache: Path, commands: Commands) -> Taught:
    """Polite words are left out of sentences, so `commands/` counts too."""
    made_from = (*nlu_root.glob("data/*/*.yml"), *nlu_root.glob("commands/*.yml"))
    return cached(cache / "taught.json", made_from, Taught, lambda: taught(examples(nlu_root / "data"), commands.bare))


def _real_words(library: Library) -> frozenset[str]:
    """Words that editors wrote; what people type wrong on purpose (`zoekwoorden`) is left out."""
    written = (text.words for name, text in library.texts.items() if not name.endswith("#zoekwoorden"))
    return frozenset(token for words in written for token in tokens(words))


def _translated(library: Library) -> frozenset[str]:
    """Words of titles and of our own phrases in every language: `паління` (smoking) is no `падіння` (a fall) mistyped.

    Not of all translations: folding those would take a second of every start.
    """
    made = (entry for entries in library.translations.values() for entry in entries.items())
    words = (translation.words for name, translation in made if name.endswith("#titel") or name.startswith("ui#"))
    return frozenset(token for each in words for token in tokens(each))
