"""What was read from the files: the library, and beside it the places and sign-offs that only checkers need."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content.flows import Flow
from bot.content.problem import Problem
from bot.content.questions import Check
from bot.content.schema import Fact, Language, Library, Place, SignOff, Text, Topic, Translation, Urgent


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`places` is keyed by `<kind>/<name>`, `<kind>/<name>#<part>`, `feiten#<name>`, `talen#<code>`, `menu#<group>`."""

    library: Library
    places: Mapping[str, Place]
    sign_offs: Mapping[str, SignOff]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()  # files of which nothing could be read


@dataclass(slots=True)
class Intake:
    """Grows file by file while reading. What is wrong is noted here, so an editor sees everything at once."""

    topics: dict[str, Topic] = field(default_factory=dict)
    urgents: dict[str, Urgent] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    languages: dict[str, Language] = field(default_factory=dict)
    menu: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    translations: dict[str, dict[str, Translation]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    sign_offs: dict[str, SignOff] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def write(self, text: Text) -> None:
        """Take in one Dutch text and remember where it stands."""
        self.texts[text.id] = text
        self.places[text.id] = text.place

    def note(self, place: Place, rule: str, message: str, tip: str = "") -> None:
        self.problems.append(Problem(place.path, place.line, rule, message, tip))

    def library(self) -> Library:
        return Library(
            topics=self.topics,
            urgents=self.urgents,
            flows=self.flows,
            facts=self.facts,
            languages=self.languages,
            texts=self.texts,
            menu=self.menu,
            translations=self.translations,
            checks=self.checks,
        )

    def manuscript(self) -> Manuscript:
        return Manuscript(self.library(), self.places, self.sign_offs, tuple(self.problems), frozenset(self.unread))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file being read: its path, and where its texts and problems go."""

    path: str
    intake: Intake

    def place(self, line: int) -> Place:
        return Place(self.path, line)

    def note(self, line: int, rule: str, message: str, tip: str = "") -> None:
        self.intake.note(self.place(line), rule, message, tip)

    def refuse(self, line: int, message: str, tip: str) -> None:
        """Nothing of this file can be read: what that does to other files is not worth telling yet."""
        self.intake.unread.add(self.path)
        self.note(line, "leesfout", message, f"{tip} Daarna kijk ik de rest na.")
