"""BEL: she is called when it is safe for her now. Of the same file the words that are heard by phone."""

from typing import Final

from bot.dialogue.scripts.script import Beat, Here, Script, Went
from bot.model import Lane, Say
from bot.phone import TEXTS

GOES: Final = "gaat"  # the step that says we call


def _safe(here: Here, given: tuple[str, ...]) -> Went:
    """Only a yes rings her telephone."""
    if given != ("ja",):
        return here.draft, "niet"
    return here.draft.saying_as(Say(here.text("opname.zeg"), lane=Lane.CALL, once=True)), GOES


def _end(here: Here, given: tuple[str, ...]) -> Went:
    return here.draft, ""


SCRIPT: Final = Script(
    {"veilig": Beat(_safe), GOES: Beat(_end), "niet": Beat(_end)},
    texts=TEXTS | {"te_vaak.zeg", "mislukt.zeg", "horen.zeg", "zelf.zeg", "geen_lijn.zeg"},
)
