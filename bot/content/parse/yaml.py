"""YAML 1.2 with line numbers. Scalars stay the text that was written: `no`, `on` and `0800` are words, not values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.content.manuscript import Sheet
from bot.content.parse.broken import explained
from bot.content.problem import did_you_mean
from bot.content.schema import Place

NULL = "tag:yaml.org,2002:null"
BLOCK_STYLES = ("|", ">")
CURLED = tuple("“”„‟‘’‚«»")


@dataclass(frozen=True, slots=True)
class Entry:
    """One YAML value and where it stands: either text, or items, or named fields."""

    place: Place
    text: str | None = None
    items: tuple["Entry", ...] | None = None
    fields: Mapping[str, "Entry"] | None = None

    @property
    def empty(self) -> bool:
        return self.text is None and self.items is None and self.fields is None


def read_yaml(source: str, sheet: Sheet, first_line: int = 1) -> Entry | None:
    """The root value of a YAML text, or None (noted) when it cannot be read. `first_line` is 1 for a whole file."""
    try:
        node = _composed(source)
    except YAMLError as error:
        line, cause = explained(error, source)
        sheet.refuse(line + first_line, cause.message, cause.tip)
        return None
    if node is None:
        return Entry(sheet.place(first_line))
    return _Tree(sheet, first_line).entry(node)


def _composed(source: str) -> Node | None:
    """By the parser in C, six times as fast; what YAML 1.1 cannot read is left to the one of 1.2, its words to both."""
    node: Node | None
    try:
        node = YAML(typ="safe").compose(source)
    except YAMLError:
        node = YAML(typ="safe", pure=True).compose(source)
    return node


@dataclass(frozen=True, slots=True)
class _Tree:
    sheet: Sheet
    first_line: int

    def entry(self, node: Node) -> Entry:
        place = self.sheet.place(self._line(node))
        match node:
            case MappingNode():
                return Entry(place, fields=self._fields(node))
            case SequenceNode():
                return Entry(place, items=tuple(self.entry(item) for item in node.value))
            case ScalarNode() if node.tag != NULL:
                return Entry(place, text=self._words(node))
        return Entry(place)

    def _words(self, node: ScalarNode) -> str:
        """A quote of a word processor is a letter to YAML: it would be sent, and make an SMS dear."""
        words = str(node.value)
        if not node.style and words.startswith(CURLED):
            tip = 'Zet er gewone voor in de plaats: "...".'
            self.sheet.note(self._line(node), "leesfout", "Hier staan krul-aanhalingstekens.", tip)
        return words

    def _line(self, node: Node) -> int:
        below = 1 if isinstance(node, ScalarNode) and node.style in BLOCK_STYLES else 0
        return int(node.start_mark.line) + self.first_line + below

    def _fields(self, node: MappingNode) -> Mapping[str, Entry]:
        fields: dict[str, Entry] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in fields:
                self.sheet.note(self._line(key), "leesfout", f"'{name}' staat hier twee keer.", "Haal er een weg.")
            entry = self.entry(value)
            fields[name] = replace(entry, place=self.sheet.place(self._line(key))) if entry.empty else entry
        return MappingProxyType(fields)


class Form:
    """The named fields of one entry, read by type. Unknown and wrong fields are noted, never raised."""

    def __init__(self, entry: Entry, known: Collection[str], sheet: Sheet) -> None:
        self.place = entry.place
        self.sheet = sheet
        self._fields = entry.fields or {}
        if entry.fields is None:
            tip = f"Schrijf bijvoorbeeld '{next(iter(known))}: ...'."
            self._note(entry.place, "leesfout", "Hier horen velden te staan.", tip)
        for name in self._fields.keys() - set(known):
            tip = did_you_mean(name, known)
            self._note(self._fields[name].place, "onbekend-veld", f"Het veld '{name}' bestaat niet.", tip)

    def __contains__(self, name: str) -> bool:
        return name in self._fields and not self._fields[name].empty

    def entry(self, name: str) -> Entry | None:
        return self._fields[name] if name in self else None

    def place_of(self, name: str) -> Place:
        return self._fields[name].place if name in self._fields else self.place

    def text(self, name: str, *, required: bool = False, default: str = "") -> str:
        entry = self.entry(name)
        if entry is None:
            if required:
                tip = f"Zet erbij: '{name}: ...'."
                self._note(self.place, "veld-ontbreekt", f"Het veld '{name}' ontbreekt.", tip)
            return default
        return self._wrong(entry, name, "een tekst") if entry.text is None else entry.text.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        entry = self.entry(name)
        if entry is None:
            return ()
        words = tuple(item.text.strip() for item in entry.items or () if item.text is not None)
        if entry.items is None or len(words) != len(entry.items):
            self._wrong(entry, name, "een lijst, zoals [a, b]")
        return words

    def entries(self, name: str) -> tuple[Entry, ...]:
        entry = self.entry(name)
        if entry is not None and entry.items is None:
            self._wrong(entry, name, "een lijst met '- '")
        return (entry.items or ()) if entry else ()

    def named(self, name: str) -> Mapping[str, Entry]:
        entry = self.entry(name)
        if entry is not None and entry.fields is None:
            self._wrong(entry, name, "een lijstje met namen en waarden")
        return (entry.fields or {}) if entry else {}

    def day(self, name: str) -> date | None:
        written = self.text(name)
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self._wrong(self._fields[name], name, "een datum zoals 2026-11-21")
            return None

    def number(self, name: str, default: int) -> int:
        written = self.text(name)
        if written and not written.isdecimal():
            self._wrong(self._fields[name], name, "een getal")
        return int(written) if written.isdecimal() else default

    def one_of(self, name: str, known: Collection[str], default: str) -> str:
        written = self.text(name, default=default)
        if written in known:
            return written
        self._note(self.place_of(name), "leesfout", f"'{name}: {written}' kan niet.", did_you_mean(written, known))
        return default

    def some_of(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        written = self.texts(name)
        for unknown in (each for each in written if each not in known):
            message = f"'{unknown}' kan niet bij '{name}'."
            self._note(self.place_of(name), "leesfout", message, did_you_mean(unknown, known))
        return written

    def _wrong(self, entry: Entry, name: str, wanted: str) -> str:
        self._note(entry.place, "leesfout", f"Bij '{name}' hoort {wanted}.", "Verander de waarde.")
        return ""

    def _note(self, place: Place, rule: str, message: str, tip: str) -> None:
        self.sheet.intake.note(place, rule, message, tip)
