"""Her own page, from an SMS self-check to its end: the link, the questions, the way out, and what is left behind."""

import re
from pathlib import Path

import httpx
import pytest

from bot.content.schema import Library
from bot.web.own_page import own_page_words
from bot.web.security import CSP
from tests.web.her_own_page import LINK, Her

THEMES = re.compile("geweld|veilig|drugs|alcohol|geld|gevoel|zelfcheck|zwanger", re.IGNORECASE)


def test_the_chat_asks_nothing_delicate_and_names_no_theme_with_the_link(her: Her) -> None:
    path, token = her.checks()
    assert not any("Is het thuis veilig" in words or "Drink je alcohol" in words for words in her.heard)
    assert not any(THEMES.search(words) for words in her.heard[-2:])
    assert path == f"/p#{token}"
    assert len(token) == 22


def test_answers_count_and_are_not_said_in_the_chat(her: Her) -> None:
    _, token = her.checks()
    first = her.posts(token).json()
    assert first["step"] == "eerder"
    assert first["said"][-1]["buttons"][0][1] == "_skip"
    then = her.posts(token, "geld", "nee").json()
    assert then["step"] == "geld_hulp"
    step = her.posts(token, "geld_hulp", "ja").json()["step"]
    while step:
        told = her.posts(token, step, "_skip").json()
        step = told["step"]
    words = " ".join(piece["text"] for piece in told["said"])
    assert "Geldfit" in words
    assert "112" in words
    assert "Geldfit" not in " ".join(her.says("bedankt"))


def test_an_urgent_answer_acts_at_once_and_only_there(her: Her) -> None:
    _, token = her.checks()
    told = her.posts(token, "veilig", "nee").json()
    assert told["said"][0]["lane"] == "urgent"
    assert told["step"] == ""
    said = her.says("bedankt")
    assert not any("Veilig Thuis" in words for words in said)


def test_why_explains_and_asks_again(her: Her) -> None:
    _, token = her.checks()
    told = her.posts(token, "roken", "_why").json()
    assert told["step"] == "roken"
    assert "geen oordeel" in told["said"][0]["text"]


@pytest.mark.parametrize("word", ["stop", "intrekken", "wissen", "wis scherm"])
def test_she_ends_it(her: Her, word: str) -> None:
    _, token = her.checks()
    assert her.posts(token).status_code == 200
    her.says(word)
    if word == "wissen":
        her.says("1")
    assert her.posts(token).status_code == 404


def test_a_new_link_ends_the_one_before(her: Her) -> None:
    _, before = her.checks()
    said = her.says("zelfcheck")
    while not (found := LINK.search("\n".join(said))):
        said = her.says("1")
    assert her.posts(before).status_code == 404
    assert her.posts(found[2]).status_code == 200


def test_a_new_link_without_the_whole_check(her: Her) -> None:
    """What she told in the chat still counts; what she answered on the page is gone with the link that was."""
    _, before = her.checks()
    her.posts(before, "geld", "nee")
    her.posts(before, "geld_hulp", "ja")
    said = her.says("zelfcheck")
    assert "nieuwe link" in said[-1]
    told = her.says("1")
    found = LINK.search("\n".join(told))
    assert found is not None
    assert her.posts(before).status_code == 404
    words = walked(her, found[2])
    assert "Geldfit" not in words
    assert "Mensen om mij heen" not in words
    assert "lieve mensen om je heen" in words


def walked(her: Her, token: str) -> str:
    """What the page says at its end when every question is skipped."""
    told = her.posts(token).json()
    while told["step"]:
        told = her.posts(token, told["step"], "_skip").json()
    return " ".join(piece["text"] for piece in told["said"])


def test_a_new_check_instead_of_a_new_link(her: Her) -> None:
    her.checks()
    her.says("zelfcheck")
    assert "geen oordeel" in " ".join(her.says("2"))
    assert "eigen pagina" not in " ".join(her.says("mijn gegevens"))


@pytest.mark.parametrize("word", ["wis scherm", "intrekken"])
def test_who_finds_her_phone_after_that_is_offered_no_link(her: Her, word: str) -> None:
    her.checks()
    her.says(word)
    assert not any("link" in words for words in her.says("zelfcheck"))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"token": "x" * 22}, 404),
        ({"token": ""}, 400),
        ({"token": "x" * 65}, 400),
        ({"token": "x", "more": 1}, 400),
        ({}, 400),
    ],
)
def test_whoever_has_no_link_learns_nothing(her: Her, sent: dict[str, object], status: int) -> None:
    answer = httpx.post(f"{her.address}/p/on", json=sent)
    assert answer.status_code == status
    assert len(answer.text) < 20


def test_without_an_address_of_our_own_there_is_no_page(companion_address: str, tmp_path: Path) -> None:
    her = Her(companion_address, tmp_path)
    assert httpx.get(f"{companion_address}/p").status_code == 404
    assert her.posts("x" * 22).status_code == 404
    her.says("")
    said = her.says("zelfcheck")
    while not any("eigen pagina" in words for words in said):
        said = her.says("1")
    assert not any("link" in words.lower() for words in said)


def test_only_delicate_questions_are_asked_there(her: Her) -> None:
    _, token = her.checks()
    assert her.posts(token, "zorg", "niemand").status_code == 404
    assert her.posts(token, "welkom").status_code == 404


def test_the_token_is_stored_nowhere(her: Her) -> None:
    _, token = her.checks()
    her.posts(token, "geld", "nee")
    for file in her.folder.rglob("*"):
        if file.is_file():
            assert token.encode() not in file.read_bytes(), file.name


def test_the_page_is_like_any_page_of_ours(her: Her) -> None:
    answer = httpx.get(f"{her.address}/p")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == CSP
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not THEMES.search(answer.text)


def test_its_words_are_whole_in_every_language_we_offer(library: Library) -> None:
    words = own_page_words()
    assert words.keys() == set(library.offered)
    assert len({frozenset(one) for one in words.values()}) == 1
