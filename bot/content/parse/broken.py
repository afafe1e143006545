"""Why YAML cannot be read, for who does not know YAML: on which line it goes wrong, and what to look for. Pure."""

from dataclasses import dataclass
from typing import Final

from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError


@dataclass(frozen=True, slots=True)
class Cause:
    """`sign`: what the parser says. `opened`: the fault is where it began to read this, not where it got stuck."""

    sign: str
    message: str
    tip: str
    opened: bool = False


CAUSES: Final = (
    Cause("'\\t'", "Hier staat een tab.", "Haal hem weg en typ spaties."),
    Cause(
        "mapping values are not allowed",
        "Hier staat een dubbele punt die niet kan, of deze regel springt verkeerd in.",
        "Een zin met ': ' hoort tussen \"...\". Kijk ook of er op de regel erboven een spatie achter de dubbele punt"
        " staat.",
    ),
    Cause(
        "expected ',' or '}'",
        "Tussen { en } klopt iets niet.",
        'Kijk of elke " ook weer dicht gaat, of er een komma tussen staat, en of er een } aan het eind staat.',
        opened=True,
    ),
    Cause(
        "expected ',' or ']'",
        "Tussen [ en ] klopt iets niet.",
        "Kijk of er een komma tussen de woorden staat, en een ] aan het eind.",
        opened=True,
    ),
    Cause("found '<scalar>'", "Achter het aanhalingsteken dat dicht gaat, staat nog iets.", "Haal dat weg."),
    Cause(
        "expected <block end>",
        "Deze regel begint niet recht onder de regels waar hij bij hoort.",
        "Geef hem evenveel spaties vooraan als die regels.",
    ),
    Cause(
        "could not find expected ':'",
        "Op deze regel mist een dubbele punt met een gewone spatie erachter.",
        "Schrijf 'naam: waarde'. Hoort de regel nergens bij? Haal hem dan weg.",
        opened=True,
    ),
    Cause(
        "found unexpected end of stream",
        "Hier gaat een aanhalingsteken open, maar niet dicht.",
        "Zet er een achter.",
        opened=True,
    ),
    Cause("unknown escape character", "Hier staat een \\ tussen aanhalingstekens.", "Haal de \\ weg."),
)
UNKNOWN: Final = Cause(
    "",
    "Vanaf hier kan ik dit bestand niet lezen.",
    "Kijk naar inspringen, dubbele punten en aanhalingstekens. Een zin met ': ' hoort tussen \"...\".",
)
LOST_QUOTE: Final = Cause(
    "", 'Op deze regel mist een ", of er staat er een te veel.', 'Elke " hoort open en dicht te gaan.'
)
CONTROL: Final = Cause(
    "", "Hier staat een teken dat je niet ziet.", "Haal het weg: typ de regel opnieuw, zonder te plakken."
)


def explained(error: YAMLError, source: str) -> tuple[int, Cause]:
    """The line, from 0, and the cause. `source`: what could not be read; a parser may not know the line in it."""
    if not isinstance(error, MarkedYAMLError):  # a character that no YAML may hold
        unseen = (at for at, line in enumerate(source.split("\n")) if not line.replace("\t", "").isprintable())
        return next(unseen, 0), CONTROL
    said = error.problem or ""
    cause = next((one for one in CAUSES if one.sign in said), UNKNOWN)
    stuck = _line(error.context_mark if cause.opened else None, error.problem_mark)
    odd = _odd(source, stuck) if "expected" in cause.sign or "found" in cause.sign else None
    return (stuck, cause) if odd is None else (odd, LOST_QUOTE)


def _odd(source: str, stuck: int) -> int | None:
    """The first line with a quote that has no other: a parser reads on to the next quote, lines further."""
    lines = enumerate(source.split("\n")[: stuck + 1])
    return next((at for at, line in lines if line.count('"') % 2 and not line.lstrip().startswith("#")), None)


def _line(opened: StringMark | None, stuck: StringMark | None) -> int:
    mark = opened or stuck
    return int(mark.line) if mark else 0
