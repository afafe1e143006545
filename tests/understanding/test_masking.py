"""What is kept for learning says nothing of who she is; in doubt a word is hidden."""

import pytest

from bot.understanding.ears import Ears

TABLE = [
    ("bel mij op 06-12 34 56 78 of +31 6 12345678", "bel mij op # of #"),
    ("٠٦١٢٣٤٥٦٧٨ اتصل", "# اتصل"),
    ("mail fatma.yilmaz@gmail.com of kijk op www.fatma.nl/ik", "mail # of kijk op #"),
    ("ik ben @fatma_y op https://t.me/fatma", "ik # op #"),  # a name before an @ may have a space after it
    ("ik woon op kerkstraat 12b, 3011 AB", "ik woon op … #"),
    ("geboren 03-05-1990, dus 3/5/90", "geboren # dus #"),
    ("mijn bsn is 123456782, iban NL91 ABNA 0417 1643 00", "mijn bsn is # … # … #"),
    ("nul zes een twee drie vier bellen", "… bellen"),
    ("heb je twee of drie weken", "heb je twee of drie weken"),
    ("wnr bellen naar Sanne?", "wnr bellen naar …"),
    ("wat zegt sanne van foliumzuur", "wat zegt … van foliumzuur"),
    ("Roos zegt foliumzuur", "Roos zegt foliumzuur"),  # a word besides; the text that asks her consent says so
    ("moet Roos foliumzuur slikken", "moet … foliumzuur slikken"),
    ("ik heet roos", "ik heet …"),
    ("ik heet roos bloem. Wat is foliumzuur", "ik heet … Wat is foliumzuur"),
    ("mijn naam: roos", "mijn naam: …"),
    ("my name is Can. is cheese ok", "my name … is cheese ok"),
    ("benim adım deniz", "… adım …"),
    ("اسمي مريم", ""),
    ("انا حامل ومحمد زوجي", "انا حامل … زوجي"),
    ("mam na imię Kasia", "mam na imię …"),
    ("mój mąż Piotr pali", "mój mąż … pali"),
    ("Anne-Marie zegt,Fatma ook", "… ook"),
    ("verlosskundige zoeken", "verlosskundige zoeken"),  # one typing error is what we want to learn from
    ("HELP IK WIL STOPPEN MET ROKEN", "HELP IK WIL STOPPEN MET ROKEN"),
    ("Ik ook. Wat is dat\nWat nu", "Ik ook. Wat is dat Wat nu"),
    ("foliumzuur [klik](hier) {nu} # …", "foliumzuur … (nu)"),
    ("😭 ik ben zo moe", "😭 ik ben zo moe"),
    ("123 456", ""),
    ("Fatma Yilmaz", ""),
    ("", ""),
]


@pytest.mark.parametrize(("said", "kept"), TABLE, ids=[said or "nothing" for said, _ in TABLE])
def test_masking(ears: Ears, said: str, kept: str) -> None:
    assert ears.mask.hide(said) == kept


NAMES = [
    *("Fatma", "Yılmaz", "Mohamed", "Jansen", "Visser", "Sanne", "Marieke", "Ayşe", "Zeynep"),
    *("Hüseyin", "Kowalska", "Krzysztof", "Wiśniewski", "Khadija", "Aicha", "Rachid", "Youssef", "Faduma"),
    *("Hodan", "Tesfay", "Mehret", "Oksana", "Shevchenko", "Agnieszka", "Johnson", "Sophie", "Lotte"),
    *("Esmée", "فاطمة", "محمد", "خديجة", "Оксана", "Шевченко"),
]
SENTENCES = (
    "mijn vriendin {} zegt dat het mag",
    "{} zegt dat het mag",
    "hoi ik ben {} en ik ben moe",
    "arkadaşım {} hamile",
    "my friend {} is pregnant",
    "groetjes {}",
    "dokter {}, mag dat",
    "dat is van {}'s man",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_planted_name_gets_through_with_or_without_capitals(ears: Ears, name: str) -> None:
    written = [(form, sentence.format(form)) for form in (name, name.lower(), name.upper()) for sentence in SENTENCES]
    assert [said for form, said in written if form in ears.mask.hide(said)] == []


def test_a_long_story_is_cut(ears: Ears) -> None:
    assert len(ears.mask.hide("ik ben zo moe. " * 1000)) <= 300
