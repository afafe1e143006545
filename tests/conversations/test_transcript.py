"""`wiegwijzer transcript`: what a clinician reads is what the person gets, in the words of today."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.bubbles import Chat, as_page, as_text, chat_of
from bot.cli.golden import play
from bot.cli.main import app
from bot.cli.script import read_script
from bot.content.schema import Library
from bot.errors import ContentBroken
from bot.service import Decider

HERE = Path(__file__).parent


def chat(name: str, decider: Decider, library: Library) -> Chat:
    script = read_script(HERE / f"{name}.yaml")
    return chat_of(script, play(script, decider, library), library)


def test_text_shows_deeds_words_buttons_and_the_day(decider: Decider, library: Library) -> None:
    text = as_text(chat("nl/dagen-later-verder-met-toestemming", decider, library))
    assert "> (tikt op: Hoeveel weken ben ik?)" in text
    assert "    [Waarom vraag je dit?]" in text
    assert "--- maandag 1 juni 2026 ---" in text
    assert "--- zaterdag 6 juni 2026 ---" in text
    assert "> 5 september" in text


def test_photos_and_links_are_told(decider: Decider, library: Library) -> None:
    text = as_text(chat("nl/foto-stem-sticker", decider, library))
    assert "> (stuurt een foto)" in text
    assert "> (stuurt iets anders)" in text
    assert "> (opent de link met code foliumzuur)" in as_text(chat("nl/link-met-onderwerp", decider, library))
    assert "> (opent het gesprek)" in as_text(chat("nl/menu-met-knoppen", decider, library))


def test_another_language_has_the_dutch_below(decider: Decider, library: Library) -> None:
    text = as_text(chat("tr/kanamam-var-gece", decider, library))
    assert "    Hemen ara. Kanama durduysa da ara." in text
    assert "      | Bel nu. Ook als het bloeden is gestopt." in text
    assert "      | [Nog niemand]" in text


def test_dutch_stands_once_below_the_last_piece_of_a_long_answer(decider: Decider, library: Library) -> None:
    text = as_text(chat("tr/dil-bilinmiyor", decider, library))
    assert text.count("| Slik elke dag 1 tablet foliumzuur") == 1


class Page(HTMLParser):
    """Collects tags, the way a screen reader meets them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def tags(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.seen if tag == name]


def test_page_names_language_and_direction_of_every_message(decider: Decider, library: Library) -> None:
    page = Page(as_page(chat("ar/nood-bloed-en-menu", decider, library)))
    assert page.tags("html") == [{"lang": "nl"}]
    assert len(page.tags("h1")) == len(page.tags("main")) == 1
    directions = {(attrs.get("lang"), attrs.get("dir")) for attrs in page.tags("p") if "dir" in attrs}
    assert {("ar", "rtl"), ("nl", "ltr")} <= directions
    assert ("ar", "ltr") not in directions
    assert not page.tags("script")
    assert not page.tags("link")


def test_page_escapes_what_people_type(decider: Decider, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("title: <b>\nlanguage: nl\nphone_language: nl\ntoday: 2026-06-01\ntalk: [{user: <script>}]\n")
    script = read_script(file)
    page = as_page(chat_of(script, play(script, decider, library), library))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("title: t\nlanguage: nl\ntoday: 2026-06-01\ntalk: [{usr: hoi}]\n", "usr"),
        ("title: t\nlanguage: nl\ntoday: 31 februari\ntalk: []\n", "today"),
        ("{", "bad.yaml"),
    ],
)
def test_a_file_that_is_no_conversation(written: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(written)
    with pytest.raises(ContentBroken, match=said):
        read_script(file)


def test_a_button_that_was_never_shown(decider: Decider, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "tap.yaml"
    file.write_text("title: t\nlanguage: nl\nphone_language: nl\ntoday: 2026-06-01\ntalk: [{tap: ja_wis}]\n")
    script = read_script(file)
    with pytest.raises(ContentBroken, match="nooit getoond"):
        list(play(script, decider, library))


def test_the_command_refuses_a_file_that_is_not_there() -> None:
    ran = CliRunner().invoke(app, ["transcript", "nergens.yaml"])
    assert ran.exit_code == 2
    assert "nergens.yaml" in ran.output
