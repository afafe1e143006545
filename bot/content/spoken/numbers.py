"""Numbers in words, never another number than is written. What num2words cannot count goes digit by digit."""

import re
from functools import lru_cache

from bot.content.spoken.tongue import Tongue

_TURKISH = re.compile(  # num2words writes `yirmibir`; a voice that finds no border stumbles
    "milyar|milyon|bin|yüz|doksan|seksen|yetmiş|altmış|elli|kırk|otuz|yirmi|on|dokuz|sekiz|yedi|altı|beş|dört|üç|iki|bir|sıfır"
)
MOST = 12  # digits; a longer row is no amount
FREE_NUMBER = re.compile(r"0[89]0\d")  # 0800, 0900, 0906, 0909
PAIRED = "nl"  # the Dutch say phone numbers in pairs, and would not know them otherwise


def whole(digits: str, tongue: Tongue) -> str:
    """`400` → `vierhonderd`. Zeros in front are said, so that nothing written is lost."""
    if not tongue.counts or digits.startswith("0") or len(digits) > MOST:
        return one_by_one(digits, tongue)
    return _counted(int(digits), tongue.locale)


def decimal(written: str, tongue: Tongue) -> str:
    """`1,5` → `één komma vijf`, decimals one by one; `1.250` → `duizendtweehonderdvijftig`.

    What is no number in this language is never joined to another one: `1.5` is not 15, `1,2,3` is three numbers.
    """
    parts = split(written, tongue)
    if parts is None:
        return ", ".join(whole(part, tongue) for part in re.split("[.,]", written))
    before, after = parts
    return f"{whole(before, tongue)} {tongue.comma} {one_by_one(after, tongue)}" if after else whole(before, tongue)


def split(written: str, tongue: Tongue) -> tuple[str, str] | None:
    """Digits before and behind the comma, thousands' signs gone; None for what is no number."""
    point, comma = re.escape(tongue.thousands), re.escape(tongue.decimal)
    ours = re.fullmatch(rf"(\d{{1,3}}(?:{point}\d{{3}})+|\d+)(?:{comma}(\d+))?", written)
    if ours:
        return ours[1].replace(tongue.thousands, ""), ours[2] or ""
    theirs = re.fullmatch(r"(\d+)[.,](\d+)", written)
    return (theirs[1], theirs[2]) if theirs else None


def one_by_one(digits: str, tongue: Tongue) -> str:
    return " ".join(_digit(digit, tongue) for digit in digits)


def spelled(code: str, tongue: Tongue) -> str:
    """A code letter by letter, with a pause after each group."""
    groups = (group for group in re.split(r"[^0-9A-Z]+", code) if group)
    return ", ".join(" ".join(_digit(sign, tongue) if sign.isdigit() else sign for sign in group) for group in groups)


def phone(written: str, tongue: Tongue) -> str:
    """A phone number in groups with pauses: in Dutch in pairs, else digit by digit, in the groups it is written in."""
    plus = f"{tongue.plus} " if written.startswith("+") else ""
    groups = re.findall(r"\d+", written)
    if len(groups) == 1:
        groups = _cut(groups[0])
    area, *rest = groups
    if tongue.locale != PAIRED or plus:
        return plus + ", ".join(one_by_one(part, tongue) for group in groups for part in _small(group))
    return ", ".join((_area(area, tongue), *(_pairs(group, tongue) for group in rest)))


def short_phone(digits: str, tongue: Tongue) -> str:
    """112 and the like: digit by digit, with a pause after each."""
    return ", ".join(_digit(digit, tongue) for digit in digits.replace(" ", ""))


def two(digits: str, tongue: Tongue) -> str:
    """Two digits as one number, `05` as `nul vijf`."""
    return one_by_one(digits, tongue) if digits.startswith("0") else whole(digits, tongue)


def ordinal(digits: str, tongue: Tongue) -> str:
    """`2` → `tweede`. In Turkish only the last word changes: `on altıncı`."""
    number = int(digits)
    if tongue.locale == "tr" and number > 10 and number % 10:
        return f"{_counted(number - number % 10, 'tr')} {_ordinal(number % 10, 'tr')}"
    return _ordinal(number, tongue.locale)


def _area(area: str, tongue: Tongue) -> str:
    """`0800` → `nul achthonderd`, `06` → `nul zes`, `020` → `nul twintig`."""
    if FREE_NUMBER.fullmatch(area) and area.endswith("00"):
        return f"{_digit('0', tongue)} {whole(area[1:], tongue)}"
    return f"{_digit('0', tongue)} {_pairs(area[1:], tongue)}"


def _pairs(group: str, tongue: Tongue) -> str:
    """Pairs from the end; three digits that stay over go one by one, so that no number can be heard as another."""
    if len(group) == 1:
        return _digit(group, tongue)
    odd = 3 if len(group) % 2 else 0
    parts = [one_by_one(group[:odd], tongue)] if odd else []
    parts += [two(group[place : place + 2], tongue) for place in range(odd, len(group), 2)]
    return " ".join(parts) if len(parts) < 3 else ", ".join(parts)


def _cut(digits: str) -> list[str]:
    """A number written in one piece, after its area."""
    area = 4 if FREE_NUMBER.match(digits) else 2 if digits.startswith("06") else 3
    return [digits[:area], digits[area:]]


def _small(group: str) -> list[str]:
    """Three or four digits in one breath."""
    if len(group) <= 4:
        return [group]
    return [group[:3], *_small(group[3:])]


def _digit(digit: str, tongue: Tongue) -> str:
    return tongue.digits[int(digit)] if tongue.digits else _counted(int(digit), tongue.locale)


def _ordinal(number: int, locale: str) -> str:
    from num2words import num2words  # noqa: PLC0415 - all languages come along: an eighth of a second

    return str(num2words(number, lang=locale.partition("_")[0], to="ordinal"))


@lru_cache(maxsize=2048)
def _counted(number: int, locale: str) -> str:
    from num2words import num2words  # noqa: PLC0415 - all languages come along: an eighth of a second

    words = str(num2words(number, lang=locale.partition("_")[0]))
    if locale == "tr":
        return " ".join(_TURKISH.findall(words))
    return words.replace(" و ", " و") if locale == "ar" else words.replace(",", "")
