"""The practice's number under urgent words: where it belongs, never alone, never too long for one SMS."""

from datetime import datetime

import pytest

from bot.content.bidi import CLOSE, OPEN
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.content.sms import sms_parts
from bot.dialogue.practices import CAME_BY, named
from bot.model import Address, Care, ChannelName, Conversation, Form, Lane, Outgoing, Say, Turn
from bot.practice import Practice
from tests.practice.conftest import LONGEST, OLD, WIEG

DAY = datetime(2026, 6, 1, 10, tzinfo=AMSTERDAM)
NIGHT = datetime(2026, 6, 1, 23, tzinfo=AMSTERDAM)
SENT_ELSEWHERE = {"nood-112", "nood-geweld", "nood-vergiftiging", "nood-zelfdoding"}  # their texts name no midwife


def urgent(sign: str, practice: Practice | None, reader: Reader, library: Library) -> tuple[Outgoing, ...]:
    say = Say(f"nood/{sign}", (("zorg", reader.care),) if reader.care else (), lane=Lane.URGENT)
    turn = named(Turn(Conversation(), (say,)), practice, reader.now.date())
    return tuple(out for each in turn.says for out in render(each, reader, library))


def reader(language: str, form: Form, care: Care | None, now: datetime = DAY) -> Reader:
    channel = ChannelName.SMS if form is Form.SMS else ChannelName.TELEGRAM
    return Reader(Address(channel, "1"), language, form, care, now)


def words(outgoing: tuple[Outgoing, ...]) -> str:
    return "\n".join(out.text for out in outgoing)


def test_every_urgent_text_still_fits_with_the_longest_name(library: Library) -> None:
    for sign in library.urgents:
        for language, known in library.languages.items():
            for care in (None, *Care):
                for now in (DAY, NIGHT):
                    who = reader(language, Form.SMS, care, now)
                    said, bare = (urgent(sign, practice, who, library) for practice in (LONGEST, None))
                    parts = [sms_parts(out.text) for out in said if not out.text_id.endswith("#belzin")]
                    assert max(parts) <= known.urgent_parts, (sign, language, care)
                    assert len(said) == len(bare), (sign, language, care)
                    shown = LONGEST.shown_number in words(said)
                    hers = care in (None, Care.MIDWIFE) and sign not in SENT_ELSEWHERE
                    assert shown is hers, (sign, language, care)


def test_all_that_was_said_without_a_practice_is_said_with_one(library: Library) -> None:
    """The number is added: 112, the hospital and the GP post stay where they were."""
    for sign in library.urgents:
        for language in library.languages:
            for form in Form:
                who = reader(language, form, None, NIGHT)
                for with_one, without in zip(
                    urgent(sign, WIEG, who, library), urgent(sign, None, who, library), strict=True
                ):
                    assert with_one.text.startswith(without.text), (sign, language)
                    assert with_one.text_id == without.text_id


def test_by_telegram_the_name_always_stands_there(library: Library) -> None:
    for language in library.languages:
        said = words(urgent("nood-val", LONGEST, reader(language, Form.TELEGRAM, None, NIGHT), library))
        assert LONGEST.name in said


GOLDEN = [
    ("nl", Care.MIDWIFE, "Lukt dat niet? Bel 112.\nNummer van De Wieg (Noord): 030 123 45 67"),
    ("nl", None, "Nog geen verloskundige? Bel je huisarts.\nNummer van De Wieg (Noord): 030 123 45 67"),
    ("tr", Care.MIDWIFE, "De Wieg (Noord) numarası: 030 123 45 67"),
    ("ar", Care.MIDWIFE, f"رقم {OPEN}De Wieg (Noord){CLOSE}: {OPEN}030 123 45 67{CLOSE}"),
]


@pytest.mark.parametrize(("language", "care", "ending"), GOLDEN)
@pytest.mark.parametrize("form", list(Form))
def test_the_words(library: Library, language: str, care: Care | None, ending: str, form: Form) -> None:
    with_one = urgent("nood-bloedverlies", WIEG, reader(language, form, care), library)[0].text
    without = urgent("nood-bloedverlies", None, reader(language, form, care), library)[0].text
    assert with_one.endswith(ending)
    assert not without.endswith(ending)
    assert "112" in without


def test_a_number_nobody_confirmed_for_a_year_is_not_said(library: Library) -> None:
    who = reader("nl", Form.SMS, Care.MIDWIFE)
    assert urgent("nood-bloedverlies", OLD, who, library) == urgent("nood-bloedverlies", None, who, library)


def test_without_our_own_lines_the_urgent_text_is_as_it_was(library: Library) -> None:
    from dataclasses import replace

    bare = replace(library, texts={key: text for key, text in library.texts.items() if "#praktijk." not in key})
    who = reader("nl", Form.SMS, Care.MIDWIFE)
    assert urgent("nood-bloedverlies", WIEG, who, bare) == urgent("nood-bloedverlies", None, who, bare)


def test_a_line_in_another_language_is_a_message_of_its_own(library: Library) -> None:
    from dataclasses import replace

    lines = ("ui#praktijk.nummer", "ui#praktijk.nummer_kort")
    turkish = {key: made for key, made in library.translations["tr"].items() if key not in lines}
    half = replace(library, translations={**library.translations, "tr": turkish})
    said = urgent("nood-bloedverlies", WIEG, reader("tr", Form.SMS, Care.MIDWIFE), half)
    assert [(out.text_id.partition("#")[2], out.language) for out in said][:2] == [
        ("heeft_verloskundige.dag", "tr"),
        ("praktijk.nummer", "nl"),
    ]


def test_a_question_in_doubt_gives_no_number() -> None:
    asked = Turn(Conversation(), (Say("nood/nood-bloedverlies#vraag"), Say("ui#menu")))
    assert named(asked, WIEG, DAY.date()) is asked


@pytest.mark.parametrize(("practice", "texts"), [(None, []), (WIEG, [CAME_BY]), (OLD, ["ui#praktijk.zonder_nummer"])])
def test_which_practice_she_came_by(practice: Practice | None, texts: list[str]) -> None:
    turn = named(Turn(Conversation(), (Say(CAME_BY),)), practice, DAY.date())
    assert [say.text for say in turn.says] == texts
