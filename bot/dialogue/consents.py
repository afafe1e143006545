"""Which dialogues ask consent: in production somebody has to have signed their words."""

from bot.content.flows import Flow
from bot.content.schema import Library
from bot.dialogue.rules import geef_toestemming, laat_meeleren, meld_openen
from bot.dialogue.scripts import SCRIPTS

ASKING = frozenset({geef_toestemming.__name__, laat_meeleren.__name__, meld_openen.__name__})


def consent_flows(library: Library) -> tuple[str, ...]:
    """Flows that ask consent; their words have to be signed."""
    return tuple(name for name, flow in library.flows.items() if _asks(flow))


def _asks(flow: Flow) -> bool:
    if flow.id in SCRIPTS:
        return SCRIPTS[flow.id].asks_consent
    named = (action for step in flow.steps.values() for action in (step.action, *(a.action for a in step.answers)))
    return not ASKING.isdisjoint(named)
