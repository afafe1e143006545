"""Warning signs in her words, by the lexicons of all languages at once. Negation never hides one."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.errors import ContentBroken
from bot.model import Sign
from bot.understanding.alone import Alone
from bot.understanding.intents import URGENCY
from bot.understanding.lists import Listed, Named, WordFile, listed, mapping, sequence
from bot.understanding.rules import RuleBook

__all__ = ["URGENCY", "WarningSigns"]


class WarningSigns:
    """The lexicons of `nlu/warning_signs/`, compiled once. Safe to use from several threads.

    `real_words` (folded) are known to be spelled right, so they are not taken for another word with a typing error.
    """

    def __init__(self, files: Iterable[WordFile], real_words: Collection[str] = ()) -> None:
        self._book = RuleBook(real_words)
        self._alone = Alone()
        contents = [(file, mapping(file, file.content)) for file in files]
        for file, content in contents:
            self._alone.around(listed(file, content.get("around")))
        for file, content in contents:
            self._take(file, content)

    def _take(self, file: WordFile, content: Mapping[str, Listed]) -> None:
        names = {name: listed(file, items) for name, items in mapping(file, content.get("words")).items()}
        for phrase in listed(file, content.get("ignore")):
            self._book.ignore(file.language, phrase)
        for sign, rules in content.items():
            if sign in ("words", "ignore", "around"):
                continue
            if sign not in URGENCY:
                raise ContentBroken(f"{file.name}: unknown warning sign {sign}")
            self._take_sign(file, sign, mapping(file, rules), names)

    def _take_sign(
        self, file: WordFile, sign: str, rules: Mapping[str, Listed], names: Mapping[str, Sequence[str]]
    ) -> None:
        if unknown := set(rules) - {"any_of", "together", "alone", "ignore"}:
            raise ContentBroken(f"{file.name}: {sign}: unknown field {sorted(unknown)}")
        for phrase in listed(file, rules.get("ignore")):
            self._book.ignore(file.language, phrase, sign)
        for phrase in listed(file, rules.get("alone")):
            self._alone.add(sign, file.language, phrase)
        for phrase in listed(file, rules.get("any_of")):
            self._book.add(sign, file.language, [[phrase]])
        for groups in sequence(file, rules.get("together")):
            self._book.add(sign, file.language, [_group(file, group, names) for group in sequence(file, groups)])

    def find(self, text: str, language: str = "") -> tuple[Sign, ...]:
        """Each sign once, most urgent first; in `language` where that lexicon saw it, else the only one that did."""
        seen: dict[str, list[str]] = {}
        for sign, seen_by in (*self._book.find(text), *self._alone.find(text)):
            seen.setdefault(sign, []).append(seen_by)
        return tuple(Sign(sign, _best(seen[sign], language)) for sign in URGENCY if sign in seen)

    def without_ignored(self, text: str, sign: str) -> str:
        """What is left of her words, folded, without those that are listed as no part of this sign."""
        return self._book.without_ignored(text, sign)


def _best(languages: Sequence[str], preferred: str) -> str:
    """Empty when several saw it and none is hers: "ambulance" says nothing about a language."""
    if preferred in languages:
        return preferred
    return languages[0] if len(set(languages)) == 1 else ""


def _group(file: Named, group: Listed, names: Mapping[str, Sequence[str]]) -> list[str]:
    items = [group] if isinstance(group, str) else listed(file, group)
    if unknown := [item for item in items if item.isupper() and item not in names]:
        raise ContentBroken(f"{file.name}: unknown word list {unknown}")
    words = [word for item in items for word in names.get(item, (item,))]
    if not words:
        raise ContentBroken(f"{file.name}: empty word list {group}")
    return words
