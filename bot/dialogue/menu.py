"""Menus: groups, topics, languages. Every option id is the thing it opens, so an old menu button still works."""

from collections.abc import Sequence
from typing import Final

from bot.content.choices import title_of
from bot.content.library import offered_languages
from bot.content.schema import Library
from bot.dialogue.draft import Draft
from bot.model import EventKind, Meaning, Option

GROUP: Final = "groep."
LANGUAGE: Final = "taal."
MORE: Final = "groep.overig"
PERSON: Final = "mens"
HELP: Final = "hulp"
STOP: Final = "stop"
MORE_TEXT: Final = "meer"
OTHER: Final = "geen_van_deze"
COMMANDS: Final = {  # commands with a button
    PERSON: "ui#mens_knop",
    HELP: "ui#menu_kort",
    STOP: "ui#stop_knop",
    MORE_TEXT: "ui#woord.meer",
}
LANGUAGES_SHOWN: Final = 6
ALL_LANGUAGES: Final = "taal_meer"


def welcome(draft: Draft, with_menu: bool = True) -> Draft:
    """The first words: a computer, an emergency number, and what do you want to know."""
    draft = draft.with_state(greeted=True).noting(EventKind.GREETED)
    if with_menu:
        return draft.asking("ui#welkom", _groups(draft.library))
    return draft.saying("ui#welkom_kort")


def show(draft: Draft, text: str = "ui#menu", also: Sequence[Option] = ()) -> Draft:
    return draft.asking(text, [*_groups(draft.library), *also])


def go_on(draft: Draft, options: Sequence[Option]) -> Draft:
    """After an answer: what she may do next, or the menu."""
    return draft.asking("ui#verder", [*options, Option(HELP, "ui#menu_kort")])


def open_group(draft: Draft, group: str) -> Draft:
    """The topics of one group; choosing what she is tells us her situation, for this session."""
    name = group.removeprefix(GROUP)
    if name not in draft.library.menu:
        return draft.retiring().saying("ui#typ_je_vraag")
    if name in ("kinderwens", "zwanger"):
        draft = draft.keeping("situatie", name)
    options = [option for topic in draft.library.menu[name] if (option := named_option(draft.library, topic))]
    return draft.asking("ui#groep_vraag", [*options, Option(HELP, "ui#menu_kort")])


def with_language(draft: Draft, meaning: Meaning) -> Draft:
    """Her words, start code or setting decide her language; otherwise it stays unknown and she is asked."""
    if draft.state.language:
        return draft
    offered = offered_languages(draft.library)
    known = [code for code in (meaning.language, meaning.hint.split("-")[0]) if code in offered]
    return draft.with_state(language=known[0]) if known else draft


def ask_language(draft: Draft, everything: bool = False) -> Draft:
    """At most six names in their own script, plus "more"."""
    codes: Sequence[str] = offered_languages(draft.library)
    options = [Option(f"{LANGUAGE}{code}", f"talen#{code}") for code in codes]
    if len(options) > LANGUAGES_SHOWN and not everything:
        options = [*options[:LANGUAGES_SHOWN], Option(ALL_LANGUAGES, "ui#meer_onderwerpen")]
    return draft.asking("ui#taal_vraag", options)


def choose_language(draft: Draft, code: str) -> Draft:
    if code not in offered_languages(draft.library):
        return ask_language(draft.saying("ui#taal_kan_niet"))
    draft = draft.retiring().with_state(language=code).noting(EventKind.LANGUAGE_CHOSEN, code)
    draft = draft.saying("ui#taal_gekozen")
    return draft if code == "nl" else draft.saying("ui#vertaald_door_computer")


def named_option(library: Library, name: str) -> Option | None:
    """A button for a topic, a flow, a warning sign or a command that has one; None for anything else."""
    if name in COMMANDS:
        return Option(name, COMMANDS[name])
    title = title_of(library, name)
    return Option(name, title) if title else None


def ask_which(draft: Draft, options: Sequence[Option]) -> Draft:
    """Several things it may be: she chooses, or says it in other words."""
    return draft.asking("ui#bedoel_je", [*options, Option(OTHER, "ui#geen_van_deze")])


def _groups(library: Library) -> list[Option]:
    groups = [Option(f"{GROUP}{name}", f"ui#groep.{name}") for name in library.menu]
    return [*groups, Option(PERSON, "ui#mens_knop")]
