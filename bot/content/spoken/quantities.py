"""Numbers with what they count: amounts, times, days, units, ranges, phone numbers. One rewriting each."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from bot.content.spoken import numbers
from bot.content.spoken.tongue import Tongue

Say = Callable[[re.Match[str], Tongue], str]

_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_FREE: Final = r"(?<!\d)(?<!\d[.,:/+^])(?<!\s[.,+^])"  # nothing before a number that would make it half of one
_FREE_AFTER: Final = r"(?![.,:/+^]?\d)"
_UNITS: Final = {
    "mg": "mass-milligram", "g": "mass-gram", "kg": "mass-kilogram", "µg": "mass-microgram", "mcg": "mass-microgram",
    "ml": "volume-milliliter", "cl": "volume-centiliter", "dl": "volume-deciliter", "l": "volume-liter",
    "cm": "length-centimeter", "mm": "length-millimeter", "km": "length-kilometer", "m": "length-meter",
    "°c": "temperature-celsius", "kcal": "energy-kilocalorie",
}  # fmt: skip
_WEEKS: Final = (
    r"weken|weeks|hafta|tygodni\w*|semanas|semaines|тижн\w*|أسبوع\w*|أسابيع|toddobaad\w*|ሰሙን\w*|ሰሙናት|هفته|siman"
)
_GLUED: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")  # `B12`; an Arabic letter before a number belongs to it
_PLAIN: Final = re.compile(rf"{_FREE}{_NUMBER}{_FREE_AFTER}-?")


def worded(text: str, tongue: Tongue) -> str:
    """Every number in a form that we know, in words; the most special form first."""
    for pattern, say in _RULES:
        text = pattern.sub(lambda found, say=say: say(found, tongue), text)  # type: ignore[misc]
    return _PLAIN.sub(lambda found: _plain(found[0], tongue), _GLUED.sub(" ", _ordinals(text, tongue)))


def _code(found: re.Match[str], tongue: Tongue) -> str:
    return numbers.spelled(found[0], tongue)


def _day(found: re.Match[str], tongue: Tongue) -> str:
    """`05-06-2027` and `2027-06-05`: the month by its name. What is no day stays as it is."""
    from babel.dates import format_date  # noqa: PLC0415 - few texts have a day in figures

    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return found[0]
    return format_date(when, "d MMMM y", locale=tongue.locale)


def _money(found: re.Match[str], tongue: Tongue) -> str:
    """`€ 12,50` → `twaalf euro vijftig`; cents under ten with their zero."""
    written = (found[1] or found[2]).removesuffix(",-")
    before, cents = (written[:-3], written[-2:]) if re.search(r"[.,]\d\d$", written) else (written, "")
    euros = f"{numbers.decimal(before, tongue)} {tongue.euro}"
    return euros if cents in ("", "00") else f"{euros} {numbers.two(cents, tongue)}"


def _percent(found: re.Match[str], tongue: Tongue) -> str:
    number = numbers.decimal(found[1] or found[2], tongue)
    return f"{tongue.percent} {number}" if tongue.percent_first else f"{number} {tongue.percent}"


def _unit(found: re.Match[str], tongue: Tongue) -> str:
    """`400 mg` → `vierhonderd milligram`, in the plural that the language asks. What Babel has no word for, stays."""
    parts = numbers.split(found[1], tongue)
    unit = _unit_word(".".join(parts).rstrip("."), _UNITS[found[2].lower()], tongue) if parts else ""
    return f"{numbers.decimal(found[1], tongue)} {unit}" if unit else found[0]


def _weeks(found: re.Match[str], tongue: Tongue) -> str:
    """`12+3` → `twaalf weken en drie dagen`: "twaalf plus drie weken" could be heard as fifteen."""
    parts = ((found[1], "duration-week"), (found[2], "duration-day"))
    said = [(numbers.whole(number, tongue), _unit_word(number, unit, tongue)) for number, unit in parts]
    if not all(unit for _, unit in said):
        return f"{said[0][0]} {tongue.plus} {said[1][0]}"
    return f" {tongue.and_} ".join(f"{number} {unit}" for number, unit in said)


def _unit_word(number: str, unit: str, tongue: Tongue) -> str:
    """`milligram`, `weken`: as Babel writes it after this number; empty where it has no word."""
    from babel.units import format_unit  # noqa: PLC0415 - few texts have units

    for length in ("long", "short"):
        shown = format_unit(float(number), unit, length=length, locale=tongue.locale)
        word = re.sub(r"[\d.,\s\u00a0\u202f]*\d[\d.,\s\u00a0\u202f]*", "", shown)
        if len(word) > 2 and "-" not in word:
            return word
    return ""


def _clock(found: re.Match[str], tongue: Tongue) -> str:
    """`8.30 uur` → `acht uur dertig`, `14:00` → `veertien uur`."""
    hour = numbers.whole(str(int(found[1])), tongue)
    minutes = "" if found[2] == "00" else numbers.two(found[2], tongue)
    return " ".join(part for part in (hour, tongue.hour, minutes) if part)


def _dotted_clock(found: re.Match[str], tongue: Tongue) -> str:
    return _clock(found, tongue) if tongue.decimal == "," else found[0]


def _phone(found: re.Match[str], tongue: Tongue) -> str:
    return numbers.phone(found[0], tongue)


def _short_phone(found: re.Match[str], tongue: Tongue) -> str:
    return numbers.short_phone(found[0], tongue)


def _range(found: re.Match[str], tongue: Tongue) -> str:
    return f"{_plain(found[1], tongue)} {tongue.to} {_plain(found[2], tongue)}"


def _times(found: re.Match[str], tongue: Tongue) -> str:
    return f"{_plain(found[1], tongue)} {tongue.times}"


def _plain(written: str, tongue: Tongue) -> str:
    """A number by itself. Four digits that are no year or round number are a PIN; five and more are a code."""
    hyphen, written = (" ", written[:-1]) if written.endswith("-") else ("", written)
    if not written.isdigit():
        return numbers.decimal(written, tongue) + hyphen
    amount = len(written) < 4 or (len(written) == 4 and (int(written) % 50 == 0 or 1900 <= int(written) <= 2100))
    said = numbers.whole(written, tongue) if amount else numbers.one_by_one(written, tongue)
    return said + hyphen


def _ordinals(text: str, tongue: Tongue) -> str:
    if not tongue.ordinals:
        return text
    return re.sub(rf"{_FREE}(\d{{1,3}}){tongue.ordinals}", lambda found: numbers.ordinal(found[1], tongue), text)


_RULES: Final[tuple[tuple[re.Pattern[str], Say], ...]] = (
    (re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b|\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{5,}\b"), _code),
    (re.compile(r"(?<!\d)(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?!\d)"), _day),
    (re.compile(rf"(?:€|EUR)\s*({_NUMBER})(?:,-)?(?!\d)|{_FREE}({_NUMBER}(?:,-)?)\s*(?:€|(?:euros?|EUR)\b)"), _money),
    (re.compile(rf"{_FREE}({_NUMBER})\s?%|%\s?({_NUMBER})"), _percent),
    (re.compile(rf"{_FREE}({_NUMBER})\s?({'|'.join(_UNITS)})\b", re.IGNORECASE), _unit),
    (re.compile(r"(?<![\d.,:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?:\s*uur\b)?"), _clock),
    (re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.:,]\d|\d)(?:\s*uur\b)?"), _dotted_clock),
    (re.compile(r"(?<![\d.,+-])(?:\+\d|\(?0)(?:\)?[ .-]{0,3}(?:\(0\))?\d){6,14}(?![\d-])"), _phone),
    (re.compile(rf"{_FREE}(?<![+-])11(?:2|3|6 ?\d{{3}})(?![.,:/+-]?\d)"), _short_phone),
    (re.compile(rf"{_FREE}(?<!-)({_NUMBER})\s?[-–]\s?({_NUMBER}){_FREE_AFTER}(?!-)"), _range),
    (
        re.compile(rf"(?:\bweek )?{_FREE}(?<![+-])(\d{{1,2}})\s?\+\s?([0-6])(?![\d.,:/+]\d|\d)(?:\s(?:{_WEEKS}))?"),
        _weeks,
    ),
    (re.compile(rf"{_FREE}({_NUMBER})\s?[x×](?!\w)"), _times),
)
