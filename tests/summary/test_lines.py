"""From what she told to lines, and from lines to what is shared."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.content.scene import Scene, plain_piece
from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.summing import as_said, chosen, fingerprint, items
from bot.dialogue.told import Told
from bot.errands import summary_of
from bot.errors import NotShared
from bot.model import Conversation, CreateShare, Form, Frame, IncomingKind, Meaning, Source, Turn, Way
from bot.network_map import Helper, Role
from bot.summary import Consented, Item, Part, Words, worded

CASES = [dict(case) for case in YAML(typ="safe").load(Path(__file__).with_name("cases.yaml"))]
CONSENT = Consented(
    "flows/samenvatting#mag_nu.vraag", "abc", "nl", "2026-06-01T12:00:00+02:00", "2026-06-01T12:30:00+02:00"
)
TOLD = {
    "uitgerekend": "2026-11-03",
    "samenvatting.bron": "echo",
    "samenvatting.vraag": "Mag mijn zus mee?",
    "netwerk": '{"helpers":[{"role":"partner","nickname":"Ali","good_to_call":false},{"role":"zus"}]}',
    "check.roken": "ja",
}


def in_words(item: Item, library: Library, language: str = "nl") -> str:
    label, values = as_said(item)
    return plain_piece(Scene(library, language, Form.SMS, date.max, dict(values)), label).words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lines(case: dict[str, Any], library: Library) -> None:
    found = items(Told(case["answers"], case.get("language", "nl")), library)
    assert [f"{item.id}: {in_words(item, library)}" for item in found] == case["lines"]
    assert [item.id for item in found if item.sensitive] == case.get("sensitive", [])


def marked(ticked: str, sure: str = "") -> dict[str, str]:
    return TOLD | {"samenvatting.gekozen": ticked, "samenvatting.zeker": sure}


def shared(library: Library, ticked: str, *lines: str, sure: str = "") -> Any:
    told = Conversation(language="tr", answers=marked(ticked, sure))
    return summary_of(told, library, CreateShare(Way.NOW, lines, 1), CONSENT)


def test_only_what_is_ticked_and_sure_is_chosen(library: Library) -> None:
    ticked = "vraag,zelf.check.roken,weg"
    assert [item.id for item in chosen(Told(marked(ticked), "nl"), library)] == ["vraag"]
    both = chosen(Told(marked(ticked, "zelf.check.roken"), "nl"), library)
    assert [item.id for item in both] == ["vraag", "zelf.check.roken"]


def test_a_summary_holds_what_she_ticked_and_nothing_else(library: Library) -> None:
    made = shared(library, "vraag,netwerk.0", "vraag", "netwerk.0")
    assert [line.id for line in made.lines] == ["vraag", "netwerk.0"]
    assert made.lines[0].words == Words(
        "Hierover wil ik praten: Mag mijn zus mee?", "Bunu konuşmak istiyorum: Mag mijn zus mee?"
    )
    assert (made.due, made.due_source, made.smokes) == (None, "", None)
    assert made.helpers == (Helper(Role.PARTNER),)
    assert "Ali" not in repr(made)


def test_a_due_date_and_smoking_are_told_when_ticked(library: Library) -> None:
    made = shared(library, "uitgerekend,zelf.check.roken", "uitgerekend", "zelf.check.roken", sure="zelf.check.roken")
    assert (made.due, made.due_source, made.smokes) == (date(2026, 11, 3), "Van een echo", True)
    smoking = made.lines[1]
    assert (smoking.part, smoking.words.dutch) == (Part.SELF_CHECK, "Ja")
    assert smoking.asked is not None
    assert smoking.asked.dutch == "Rook of vape jij?"


def test_a_partner_says_so_and_is_observed_in_nothing(library: Library) -> None:
    """With the lines he ticked, and only with them; no coded observation may end up in her record."""
    ticked = "uitgerekend,zelf.check.roken"
    his = TOLD | {"situatie": "partner"}
    nothing = Told(his | {"samenvatting.gekozen": "", "samenvatting.zeker": ""}, "nl")
    assert chosen(nothing, library) == ()
    told = his | {"samenvatting.gekozen": ticked, "samenvatting.zeker": "zelf.check.roken"}
    lines = tuple(item.id for item in chosen(Told(told, "nl"), library))
    assert lines == ("partner", "uitgerekend", "zelf.check.roken")
    made = summary_of(Conversation(language="tr", answers=told), library, CreateShare(Way.NOW, lines, 1), CONSENT)
    assert made.lines[0].words.dutch == "Ik ben de partner"
    assert (made.due, made.due_source, made.smokes) == (None, "", None)


def test_other_lines_than_she_agreed_to_are_never_shared(library: Library) -> None:
    with pytest.raises(NotShared):
        shared(library, "vraag", "vraag", "uitgerekend")


def test_the_fingerprint_changes_with_every_word(library: Library) -> None:
    def named(**changed: str) -> str:
        return fingerprint(Told(marked("vraag,uitgerekend") | changed, "nl"), library)

    assert named() == named()
    others = [{"uitgerekend": "2026-11-04"}, {"samenvatting.vraag": "Mag mijn zus mee."}, {"samenvatting.eigen": "x"}]
    assert len({named(), *(named(**changed) for changed in others)}) == 4
    assert named(netwerk="") == named(), "what is not chosen does not count"


def test_her_own_words_are_the_same_for_both(library: Library) -> None:
    item = next(
        item for item in items(Told(TOLD | {"samenvatting.eigen": "@ui#ja {x}"}, "ar"), library) if item.id == "eigen"
    )
    line = worded(item, library, "ar")
    assert line.words.dutch == "Ook belangrijk: @ui#ja {x}"
    assert line.words.hers == "مهم أيضا: @ui#ja {x}"


def test_an_old_yes_is_no_yes_to_lines_ticked_after_it(library: Library) -> None:
    """She went back to choosing, ticked one more, and taps the button under what she read before that."""
    stands = Frame("samenvatting", "nalezen:0")
    state = Conversation(language="nl", greeted=True, answers=marked("vraag"), stack=(stands,))

    def tapped(turn: Turn, instance: int, option: str) -> Turn:
        tap = Meaning(Source.TAP, certainty=1.0, instance=instance, answer=(option,), kind=IncomingKind.TAP)
        return advance(turn.conversation, tap, library, date(2026, 6, 1))

    read = advance(state, Meaning(Source.COMMAND, "herhaal", 1.0), library, date(2026, 6, 1))
    assert read.conversation.open
    old = read.conversation.open.instance
    choosing = tapped(read, old, "kiezen")
    assert choosing.conversation.open
    more = tapped(choosing, choosing.conversation.open.instance, "uitgerekend")
    again = tapped(more, old, "goed")
    assert again.conversation.stack == (stands,)
    assert "samenvatting.nagelezen" not in again.conversation.answers
    assert again.conversation.open
    now = tapped(again, again.conversation.open.instance, "goed")
    assert now.conversation.stack[-1].step == "manier"


def test_who_takes_it_back_is_not_asked_about_a_notice(library: Library) -> None:
    """That question comes right after sharing; a yes to it would be a consent to hear of nothing."""
    asking = Conversation(language="nl", greeted=True, consents=("delen",), stack=(Frame("gedeeld", "bericht"),))
    ends = advance(asking, Meaning(Source.COMMAND, "intrekken", 1.0), library, date(2026, 6, 1))
    assert [say.text for say in ends.says] == ["flows/samenvatting#gestopt.zeg"]
    later = advance(ends.conversation, Meaning(Source.COMMAND, "herhaal", 1.0), library, date(2026, 6, 1))
    assert [say.text for say in later.says if say.text.startswith("flows/gedeeld")] == []
    assert later.conversation.consents == ()
