"""Nothing is shared without a plain yes to what she read back; withdrawing ends it; double taps share once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.dialogue import flow, replies, rules, shared
from bot.dialogue.draft import Draft
from bot.dialogue.scripts import summary, summary_lines
from bot.dialogue.scripts.script import Here, Went
from bot.model import AGREED, Asked, KeepConsent, RevokeShares
from tests.summary.machine import Consent

QUIET = settings(max_examples=120, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
Consent.TestCase.settings = QUIET
TestConsent = Consent.TestCase

Mutant = Callable[[pytest.MonkeyPatch], None]


def _beat(patch: pytest.MonkeyPatch, step: str, go: Callable[[Here, tuple[str, ...]], Went]) -> None:
    patch.setitem(summary.SCRIPT.beats, step, replace(summary.SCRIPT.beats[step], go=go))  # type: ignore[arg-type]


def anything_is_a_yes(patch: pytest.MonkeyPatch) -> None:
    for step in ("mag_nu", "mag_vooraf"):
        _beat(patch, step, lambda here, given: summary._consent(here, (AGREED,)))


def not_read_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(summary, "fingerprint", lambda told, library: "same")


def ticked_beforehand(patch: pytest.MonkeyPatch) -> None:
    def everything(told: Any, library: Any) -> Any:
        return tuple(item for item in summary_lines.items(told, library) if item.id != "eigen")

    patch.setattr(summary, "chosen", everything)


def sensitive_without_asking(patch: pytest.MonkeyPatch) -> None:
    def all_sure(here: Here, given: tuple[str, ...]) -> Went:
        draft, after = summary_lines.tick(here, given)
        return summary_lines._marking(draft, "zeker", summary_lines.told_of(draft).marks("gekozen")), after

    _beat(patch, "kies", all_sure)


def withdrawing_revokes_nothing(patch: pytest.MonkeyPatch) -> None:
    def without(draft: Draft) -> Draft:
        after = rules.stop_delen(draft)
        return replace(after, tasks=tuple(task for task in after.tasks if not isinstance(task, RevokeShares)))

    patch.setitem(rules.ACTIONS, "stop_delen", without)


def told_though_withdrawn(patch: pytest.MonkeyPatch) -> None:
    def always(draft: Draft, handed: Any) -> Draft:
        return shared._coded(draft, handed)

    patch.setattr(shared, "_handed", always)


def old_buttons_consent(patch: pytest.MonkeyPatch) -> None:
    """The question for consent is remembered like any other, so that an old button corrects it."""
    ask = flow.ask

    def remembered(draft: Draft) -> Draft:
        frame, after = draft.state.stack[-1], ask(draft)
        asked = Asked(after.state.instance, frame.flow, frame.step)
        return after.with_state(asked=(*(one for one in after.state.asked if one != asked), asked))

    patch.setattr(flow, "ask", remembered)


def any_instance_answers(patch: pytest.MonkeyPatch) -> None:
    tapped = replies.tapped

    def careless(draft: Draft, meaning: Any) -> Draft:
        now = draft.state.open.instance if draft.state.open else meaning.instance
        return tapped(draft, replace(meaning, instance=now))

    patch.setattr(replies, "tapped", careless)


def any_answer_is_sure(patch: pytest.MonkeyPatch) -> None:
    _beat(patch, "zeker", lambda here, given: summary_lines.sure(here, ("ja",)))


def no_answer_is_sure(patch: pytest.MonkeyPatch) -> None:
    _beat(patch, "zeker", lambda here, given: summary_lines.sure(here, given or ("ja",)))


def sure_though_chosen_anew(patch: pytest.MonkeyPatch) -> None:
    """The second yes to a line outlives its tick."""

    def kept(here: Here, given: tuple[str, ...]) -> Went:
        draft, after = summary_lines.tick(here, given)
        return summary_lines._marking(draft, "zeker", summary_lines.told_of(here.draft).marks("zeker")), after

    _beat(patch, "kies", kept)


def what_was_read_before_counts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(summary_lines, "is_before_her", lambda here: True)


def only_the_last_piece_is_read(patch: pytest.MonkeyPatch) -> None:
    def last(draft: Draft, at: int) -> str:
        return f"nalezen:{len(summary_lines._pieces(draft)) - 1}"

    patch.setattr(summary_lines, "_piece", last)


def no_consent_is_recorded(patch: pytest.MonkeyPatch) -> None:
    agreed = rules.agreed

    def unrecorded(draft: Draft, purpose: str, lines: tuple[str, ...]) -> Draft:
        after = agreed(draft, purpose, lines)
        return replace(after, tasks=tuple(task for task in after.tasks if not isinstance(task, KeepConsent)))

    patch.setattr(summary, "agreed", unrecorded)


def made_after_withdrawing_it_stays_open(patch: pytest.MonkeyPatch) -> None:
    handed = shared._handed

    def left(draft: Draft, made: Any) -> Draft:
        after = handed(draft, made)
        return replace(after, tasks=tuple(task for task in after.tasks if not isinstance(task, RevokeShares)))

    patch.setattr(shared, "_handed", left)


MUTANTS: list[Mutant] = [
    anything_is_a_yes,
    not_read_again,
    ticked_beforehand,
    sensitive_without_asking,
    withdrawing_revokes_nothing,
    told_though_withdrawn,
    old_buttons_consent,
    any_instance_answers,
    any_answer_is_sure,
    no_answer_is_sure,
    sure_though_chosen_anew,
    what_was_read_before_counts,
    only_the_last_piece_is_read,
    no_consent_is_recorded,
    made_after_withdrawing_it_stays_open,
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_planted_mistake_is_caught(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    quick = settings(QUIET, max_examples=400, phases=(Phase.generate,), derandomize=True, database=None)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Consent, settings=quick)
