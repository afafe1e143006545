"""`content readability`: figures, and what it needs on this computer."""

import shutil
from pathlib import Path

from bot.cli.readability import Words, reading
from bot.content.schema import Place, Text
from tests.content.small_content import run


def test_readability_in_figures() -> None:
    known = Words(
        lambda word: len(word) // 3, lambda word: 1.0 if word == "preconceptie" else 5.0, lambda word: word != "foutt"
    )
    found = reading(Text("x", "Slik de pil. Foutt is de preconceptie van Bea in week tien.", Place("x", 1)), known)
    assert (found.sentences, found.average, found.longest) == (2, 6.0, 9)
    assert (found.rare, found.misspelt) == (("preconceptie",), ())
    assert reading(Text("x", "De foutt pil.", Place("x", 1)), known).misspelt == ("foutt",)


def test_readability_of_a_topic(root: Path) -> None:
    shutil.copytree(Path(__file__).parent / "dictionaries", root / "local" / "dictionaries")
    code, said = run(root, "readability", "lang")
    assert code == 0
    assert "topics/lang#antwoord" in said
    assert "Flesch-Douma" in said
    assert "bestaat niet" in run(root, "readability", "bestaat-niet")[1]


def test_readability_says_what_to_do_first(root: Path) -> None:
    assert run(root, "readability") == (
        1,
        "De hulp hiervoor staat nog niet op deze computer. Doe eerst: make editors\n",
    )
