"""Numbers inside right-to-left text keep their order."""

from pathlib import Path

import pytest

from bot.content.bidi import CLOSE, OPEN, OPEN_RIGHT, isolate_runs, isolate_stretches, visible_length
from bot.content.check.claims import western_digits
from bot.content.load import survey

RUNS = [  # text with the runs that must be isolated between < and >
    "اتصلي بالرقم <112>.",
    "اتصلي بالرقم <0800-2000> الآن",
    "الموعد <05-06-2027> الساعة <14:30>.",
    "الهاتف <+31 6 1234 5678>",
    "خذي <400> ميكروغرام، <37,5>، <100%>",
    "انظري <https://zwangerwijzer.nl/test?a=1> أو <www.pns.nl>.",
    "القابلة (<verloskundige>) والطبيب (<huisarts>)",
    'قولي: "<Ik ben zwanger. Ik bloed>." ثم انتظري',
    "الرقم <٠٨٠٠-٢٠٠٠> أو <۱۱۲>",
    "<1> نعم",
    "<112>. <0800-2000>",
    "أرسلي <WISSEN>.",
    "السعر <€10>",
    "لا أرقام هنا.",
]


@pytest.mark.parametrize("marked", RUNS)
def test_runs_are_isolated(marked: str) -> None:
    bare = marked.replace("<", "").replace(">", "")
    assert isolate_runs(bare) == marked.replace("<", OPEN).replace(">", CLOSE)


STRETCHES = [  # left-to-right text: right-to-left stretches between [ and ], numbers in them between < and >
    "Eigen woorden: [أنا في البيت، رقم <0800-2000>.]",
    "Ik zei [سلام] tegen hem op 05-06-2027.",
    "[نعم]\n[لا <12>]",
    "Bel 0800-2000",
]


@pytest.mark.parametrize("marked", STRETCHES)
def test_stretches_keep_together(marked: str) -> None:
    bare = marked.translate(str.maketrans("", "", "[]<>"))
    marks = str.maketrans({"[": OPEN_RIGHT, "]": CLOSE, "<": OPEN, ">": CLOSE})
    assert isolate_stretches(bare) == marked.translate(marks)


def test_isolating_twice_changes_nothing() -> None:
    once = isolate_runs("اتصلي 112 أو 0800-2000")
    assert isolate_runs(once) == once


def test_marks_are_not_counted() -> None:
    assert visible_length(isolate_runs("نعم 112")) == len("نعم 112")


def test_no_number_of_the_real_right_to_left_content_stands_bare() -> None:
    library = survey(Path(__file__).parents[2]).library
    for code, language in library.languages.items():
        for text_id, made in library.translations.get(code, {}).items() if language.rtl else ():
            outside = "".join(part.rpartition(CLOSE)[2] for part in isolate_runs(made.words).split(OPEN))
            assert not any(letter.isdecimal() for letter in western_digits(outside)), text_id
