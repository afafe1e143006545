"""Which language she asks for, and which she writes."""

from pathlib import Path

import pytest

from bot.errors import ContentBroken
from bot.understanding.ears import Ears
from bot.understanding.language import Languages
from bot.understanding.lists import WordFile, read, word_files
from bot.understanding.tongues import READ, load_tongues, order


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("türkçe", "tr"),
        ("Turks", "tr"),
        ("ik wil graag Engels aub", "en"),
        ("can you speak Turkish", "tr"),
        ("العربية", "ar"),
        ("po polsku", "pl"),
        ("українською будь ласка", "uk"),
        ("я хочу англійською", "en"),
        ("ትግርኛ", "ti"),
        ("af soomaali", "so"),
        ("en español por favor", "es"),
        ("spaans graag", "es"),
        ("je voudrais en français svp", "fr"),
        ("mi kier papia papiamentu", "pap"),
        ("papiamento", "pap"),
        ("farsi graag", "fa"),
        ("لطفا به زبان فارسی", "fa"),
        ("af soomaali fadlan", "so"),
        ("ብትግርኛ ተዛረብ", "ti"),
        ("wordt er Turks gesproken bij de verloskundige", ""),
        ("Engels of Turks", ""),
        ("ik wil graag in het", ""),
        ("hoi", ""),
        ("", ""),
    ],
)
def test_asked_for(ears: Ears, text: str, code: str) -> None:
    assert ears.languages.asked_for(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ik wil weten hoe ver ik ben", "nl"),
        ("how do i find a midwife", "en"),
        ("ben hamileyim ne yapmalıyım", "tr"),
        ("ebe nasıl bulurum", "tr"),
        ("mijn man heet Barış en ik ben zwanger", "nl"),
        ("ben hamileyim ne yapmaliyim", "tr"),
        ("czy mogę pić kawę", "pl"),
        ("هل يمكنني شرب القهوة", "ar"),
        ("آیا می توانم قهوه بنوشم چه کنم پس", "fa"),
        ("чи можна мені пити каву їсти", "uk"),
        ("можно мне пить кофе", "uk"),  # Russian: offered the nearest we have
        ("ሰላም ከመይ ኣለኻ", "ti"),
        ("foliumzuur መዓስ ክወስድ ይኽእል", "ti"),
        ("mikham bedoonam chetor mama peyda konam", "fa"),
        ("sidee ayaan u helaa umuliso", "so"),
        ("uur baan leeyahay maxaan sameeyaa", "so"),
        ("puedo tomar café con leche", "es"),
        ("estoy embarazada y no se que hacer", "es"),
        ("est-ce que je peux boire du café", "fr"),
        ("je suis enceinte que faire", "fr"),
        ("mi por bebe koffie ora mi ta na estado", "pap"),
        ("kon mi ta haña un partera", "pap"),
        ("hoi daar", ""),
        ("hoi", "nl"),
        ("Hallo!", "nl"),
        ("hello", "en"),
        ("merhaba", "tr"),
        ("مرحبا", "ar"),
        ("أنا حامل", "ar"),
        ("hamileyim", "tr"),
        ("krwawię", "pl"),
        ("cześć", "pl"),
        ("привіт", "uk"),
        ("я вагітна", "uk"),
        ("start", ""),
        ("hi", ""),
        ("ok", ""),
        ("foliumzuur", ""),
        ("??", ""),
        ("xyz qwe rty", ""),
        ("12 34 56 78", ""),
        ("一 二 三 四", ""),
        ("", ""),
    ],
)
def test_guess(ears: Ears, text: str, code: str) -> None:
    assert ears.languages.guess(text) == code


def test_hers_first() -> None:
    assert order("tr")[:2] == ("tr", "nl")
    assert order("")[0] == "nl"


def test_names_the_content_adds(tmp_path: Path) -> None:
    path = tmp_path / "languages.yml"
    path.write_text("".join(f"{code}: {{names: [], often: [a]}}\n" for code in READ), "utf-8")
    languages = Languages(load_tongues(WordFile(path, read(path))), {"ber": ("Berbers", "Tamazight"), "xx": ("",)})
    assert languages.asked_for("tamazight") == "ber"


def test_a_field_we_do_not_know(tmp_path: Path) -> None:
    path = tmp_path / "languages.yml"
    path.write_text("nl: {naam: [Nederlands]}", encoding="utf-8")
    with pytest.raises(ContentBroken, match="naam"):
        load_tongues(WordFile(path, read(path)))


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentBroken, match=r"languages\.yml"):
        word_files([tmp_path / "languages.yml"], tmp_path / "kept")
