"""What is on the page: the first screen, the record, and which language each word is in."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.schema import Library
from bot.export.page import Page, cleaned, first_lines, fragments, moment, page, record
from bot.summary import Line, Part, Summary, Words
from tests.export.making import CONSENT, heads, own, summary

OPEN, OPEN_RIGHT, CLOSE = "\u2066", "\u2067", "\u2069"


def shown(library: Library, language: str) -> Page:
    return page(cleaned(summary(language)), heads(library, language))


def with_lines(*lines: Line, language: str = "nl", due: date | None = None) -> Summary:
    return Summary(language, date(2026, 6, 1), lines, CONSENT, due)


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("nl", "eerst dossier vraag hulp uitgerekend taal bereiken kracht netwerk zelfcheck stoppen eigen_woorden"),
        ("ar", "eerst dossier vraag hulp uitgerekend taal bereiken netwerk zelfcheck eigen_woorden"),
        ("tr", "eerst dossier vraag taal eigen_woorden"),
    ],
)
def test_sections_come_in_one_order(library: Library, language: str, codes: str) -> None:
    assert [section.code for section in shown(library, language).sections] == [*codes.split(), "toestemming"]


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_the_first_screen_and_the_record_are_short(library: Library, language: str) -> None:
    told = replace(summary(language), lines=summary(language).lines * 20)
    assert len(first_lines(cleaned(told), heads(library, language))) <= 8
    lines = record(cleaned(told), heads(library, language)).split("\n")
    assert len(lines) <= 15
    assert max(map(len, lines)) < 700


def test_the_record_of_a_whole_summary(library: Library) -> None:
    assert record(cleaned(summary("ar")), heads(library, "ar")).split("\n") == [
        "Door cliënt verteld, niet gecontroleerd. Geen spoedbericht; niemand bewaakt dit. (01-06-2026)",
        "Vraag: Ik wil praten over geld.",
        "Hulp gewenst: Wil je hulp bij wonen? Ja.",
        "Uitgerekende datum: 24-12-2026, zelf gerekend.",
        "Taal en tolk: Ik spreek Arabisch. Graag een tolk.",
        "Veilig bereiken: Stuur een sms naar +31 6 0000 0000.",
        "Netwerk: Mijn zus: dichtbij.",
        "Antwoorden: Rook je? Nee.",
        "Eigen woorden: أنا قلقة بشأن 05-06-2027 و رقم 0800-2000.",
    ]


@pytest.mark.parametrize(
    ("part", "told", "line"),
    [
        (Part.DUE_DATE, "Uitgerekend: 24 december.", "Uitgerekende datum: 24 december."),
        (Part.DUE_DATE, "24 december", "Uitgerekende datum: 24 december"),
        (Part.DUE_DATE, "24 december.\nof: later", "Uitgerekende datum: 24 december. of: later"),
        (Part.CONTACT, "Mij bereiken: liever niet", "Veilig bereiken: liever niet"),
        (Part.HELP, "Hier wil ik hulp bij: wonen", "Hulp gewenst: wonen"),
        (Part.QUESTION, "Hierover wil ik praten: let op: rust", "Hierover wil ik praten: let op: rust"),
        (Part.QUESTION, "Mag ik sporten? En: hoe?", "Vraag: Mag ik sporten? En: hoe?"),
        (Part.OWN_WORDS, "Ook belangrijk: ik slaap slecht", "Ook belangrijk: ik slaap slecht"),
        (Part.NETWORK, "Zus: dichtbij", "Netwerk: Zus: dichtbij"),
    ],
)
def test_no_label_is_said_twice_and_no_word_is_lost(library: Library, part: Part, told: str, line: str) -> None:
    only = with_lines(Line("d", part, Words(told, told)))
    assert record(cleaned(only), heads(library, "nl")).split("\n")[1] == line


def test_help_that_says_itself_what_it_is_for_needs_no_question(library: Library) -> None:
    asked = Words("Wil je hulp bij hoe je je voelt?", "هل ترغب في مساعدة بشأن ما تشعر به؟")
    told = Words("Hier wil ik hulp bij: hoe je je voelt", "أريد مساعدة في هذا: كيف تشعر")
    (row,) = first_lines(with_lines(Line("a", Part.HELP, told, asked), language="ar"), heads(library, "ar"))
    assert row.told == Words("hoe je je voelt", "كيف تشعر")


def test_a_due_date_that_no_line_tells_is_there_all_the_same(library: Library) -> None:
    told = with_lines(due=date(2026, 12, 24))
    assert record(told, heads(library, "nl")).endswith("\nUitgerekende datum: 24-12-2026")


def test_several_answers_of_one_part_stand_on_one_line(library: Library) -> None:
    spoken = (
        Line("a", Part.CONTACT, Words("Bel niet", "Arama")),
        Line("b", Part.CONTACT, Words("Alleen sms.", "SMS.")),
    )
    (row,) = first_lines(with_lines(*spoken), heads(library, "tr"))
    assert row.told == Words("Bel niet; Alleen sms.", "Arama; SMS.")


PAIRS = [  # Dutch, hers, language → what stands there, and in which language
    ("Ja.", "نعم.", "ar", [("Ja.", "nl", False), ("نعم.", "ar", True)]),
    ("Bel 112.", "اتصلي 112.", "ar", [("Bel 112.", "nl", False), (f"اتصلي {OPEN}112{CLOSE}.", "ar", True)]),
    ("أنا 12", "أنا 12", "ar", [(f"أنا {OPEN}12{CLOSE}", "ar", True)]),
    ("Ik zei سلام!", "Ik zei سلام!", "ar", [(f"Ik zei {OPEN_RIGHT}سلام!{CLOSE}", "ar", False)]),
    ("سلام 12 ሰላም", "سلام 12 ሰላም", "nl", [(f"{OPEN_RIGHT}سلام {OPEN}12{CLOSE}{CLOSE} ሰላም", "nl", False)]),
    ("x سلام <b>", "x سلام <b>", "nl", [(f"x {OPEN_RIGHT}سلام{CLOSE} <b>", "nl", False)]),
    ("Ja.", "", "tr", [("Ja.", "nl", False)]),
    ("Ja.", "Ja.", "nl", [("Ja.", "nl", False)]),
]


@pytest.mark.parametrize(("dutch", "hers", "language", "expected"), PAIRS)
def test_each_word_has_its_language(
    library: Library, dutch: str, hers: str, language: str, expected: list[tuple[str, str, bool]]
) -> None:
    empty = page(with_lines(language=language), heads(library, language))
    found = [(part.text, part.language, part.rtl) for part in fragments(Words(dutch, hers), empty)]
    assert found == expected


def test_a_text_without_translation_is_dutch_but_her_own_words_are_hers() -> None:
    same = Words("Rook je?", "Rook je?")
    lines = (Line("a", Part.SELF_CHECK, same), Line("b", Part.OWN_WORDS, same))
    assert [line.words.hers for line in cleaned(with_lines(*lines, language="tr")).lines] == ["", "Rook je?"]


def test_a_line_of_which_nothing_is_left_goes() -> None:
    assert cleaned(own("\x00\u202e")).lines == ()
    half = cleaned(with_lines(Line("a", Part.HELP, Words("\x00", "evet"))))
    assert half.lines[0].words == Words("evet", "evet")


@pytest.mark.parametrize(
    ("written", "here"),
    [("2026-06-01T08:12:00+00:00", "01-06-2026 10:12"), ("2026-12-31T23:30:00+00:00", "01-01-2027 00:30")],
)
def test_moments_are_those_of_the_clock_here(written: str, here: str) -> None:
    assert moment(written) == here


def test_a_language_without_these_headings_has_them_in_dutch(library: Library) -> None:
    assert heads(library, "ti").words["vraag"] == Words("Vraag", "")
