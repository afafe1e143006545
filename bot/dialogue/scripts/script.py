"""Dialogues that a file cannot write down: repeats and tick lists. What a script gives, and what it gets for nothing.

A script has a name and a file `content/nl/flows/<name>.yaml` with `script: ja`. That file holds every word – steps with
`vraag` or `zeg`, `uitleg`, `fout`, `soort`, `antwoorden` – and no routes; they are here, as one `Beat` for each step.
`Frame(<name>, <step>)` is then walked as any flow: skip, why, back, stop, going on after an urgent text, old buttons,
numbers by SMS, typed answers and the 48-hour session are those of `flow.py`, through its one seam, `steps.py`.

* **Repeats.** A frame's step may say what it is about: `rol:2` is the step `rol` about the third person. Its texts are
  those of `rol`; going back, and an old button, find the right one again. `Here.about` is what stands after the colon.
* **State** is `draft.answers` (text), under keys of the script's own; they live as long as any answer.
* **Options** are those of the file, or made in Python: an id (it travels in a button: at most 40 bytes, `[a-z0-9._:-]`,
  not beginning with `_`), and a label that is a text id; `values` fill its placeholders (`literal()` for words of
  hers, `@<text id>` for ours), and `ticked` makes it a line of a tick list, shown as the channel can.
* **After** an answer `go` gives the draft and the next step: `""` ends the script. Skipped, or merely said: no values.
  Take what should be done from here – says, tasks, answers – from the draft; leave its stack and open question alone.
* **The checker** is told what a script names, so a missing or forgotten text is found while editing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.content.flows import Step
from bot.dialogue.draft import Draft
from bot.model import Option, Values

ABOUT = ":"
Went = tuple[Draft, str]  # what has become of it, and the step to go to; "" ends the script


@dataclass(frozen=True, slots=True)
class Here:
    """Where a script stands: the draft, its flow, the step as the file has it, and what this turn of it is about."""

    draft: Draft
    flow: str
    step: Step
    about: str = ""

    def text(self, part: str) -> str:
        """The text id of `<step>.<part>` of this script."""
        return f"flows/{self.flow}#{part}"


def as_written(here: Here) -> tuple[Option, ...]:
    """The answers of the file, in its order."""
    return tuple(Option(answer.id, here.text(f"{here.step.id}.{answer.id}")) for answer in here.step.answers)


def without_values(here: Here) -> Values:
    return ()


def anything(here: Here, value: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Beat:
    """One step. `go` gets the answers: option ids, or the one thing she typed; none when skipped, or merely said."""

    go: Callable[[Here, tuple[str, ...]], Went]
    options: Callable[[Here], tuple[Option, ...]] = as_written
    values: Callable[[Here], Values] = without_values  # of the placeholders in `vraag` or `zeg`
    fits: Callable[[Here, str], bool] = anything  # whether what she typed can be used; else `fout` is said
    returns: bool = True  # going back, or an old button, may lead here again


def written_begin(draft: Draft) -> str:
    """The file's own `begin`."""
    return ""


@dataclass(frozen=True, slots=True)
class Script:
    """All beats by step id. `texts` are the others it says or puts on buttons: `<step>.<part>`."""

    beats: Mapping[str, Beat]
    texts: frozenset[str] = frozenset()
    begin: Callable[[Draft], str] = written_begin  # the step to begin with, where it depends on what we know
    asks_consent: bool = False  # then production wants its words signed
    named: frozenset[str] = field(init=False)  # steps and texts, for the checker

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", self.texts | self.beats.keys())
