"""Words of a person made safe to show: what nobody can see but what changes what others see is gone. Pure."""

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters; FHIR and PDF/UA refuse them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, overrides and isolates: they turn numbers round
    "\u00ad\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # other invisible ones; joiners (200c, 200d) stay
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"  # no characters, and hidden tags
    "]"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u064b-\u065f\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_TOWER = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")  # marks piled so high that they cover the lines above
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LETTER = re.compile(r"[^\W\d_]")


def harmless(text: str) -> str:
    r"""Her words without control and direction characters; line ends are `\n`; a broken character becomes `�`."""
    if _SURROGATE.search(text):  # halves that belong together are one character again
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _TOWER.sub(r"\1", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))).strip()


def reads_right_to_left(text: str) -> bool:
    """True when the first letter is of a script that is written from right to left."""
    first = _LETTER.search(text)
    return bool(first and _RTL.match(first[0]))
