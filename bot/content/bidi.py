"""Numbers in right-to-left text.

Without isolates Unicode's bidi rule shows 05-06-2027 as 2027-06-05 and a phone number backwards; measured in three
engines. So every run of digits, dates, phone numbers, codes, addresses and Latin words gets U+2066 … U+2069.
"""

import re

OPEN = "\u2066"  # left-to-right isolate
OPEN_RIGHT = "\u2067"  # right-to-left isolate
CLOSE = "\u2069"
_LETTER = r"A-Za-z\u00c0-\u024f"
_ANY = rf"[{_LETTER}0-9\u0660-\u0669\u06f0-\u06f9]"  # Latin letters; European, Arabic and Persian digits
_WORD = rf"[+#€]?{_ANY}(?:[.,:/\\@+\-_'’&?=#%~×]*{_ANY})*[%€]?"
_RUN = re.compile(rf"{_WORD}(?:(?: |[.,!?:;] (?=[{_LETTER}])){_WORD})*")
_RIGHT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT = rf"{_LETTER}\u0370-\u058f\u1200-\u139f\u3040-\u9fff"  # Latin, Greek, Cyrillic, Ethiopic, Chinese, Japanese
_STRETCH = re.compile(rf"[{_RIGHT}](?:[^{_LEFT}\n]*[^{_LEFT}\s<(\[{{])?")  # a bracket before other letters is theirs
_ISOLATED = re.compile(rf"({OPEN}[^{CLOSE}]*{CLOSE})")


def isolate_runs(text: str) -> str:
    """Right-to-left text with every left-to-right run isolated; what is isolated already stays as it is."""
    parts = _ISOLATED.split(text)
    return "".join(part if part.startswith(OPEN) else _RUN.sub(_isolated, part) for part in parts)


def isolate_stretches(text: str) -> str:
    """Left-to-right text in which each right-to-left stretch keeps together, with its numbers and full stop."""
    return _STRETCH.sub(lambda found: f"{OPEN_RIGHT}{isolate_runs(found[0])}{CLOSE}", text)


def isolated(text: str) -> str:
    """A whole left-to-right sentence as one unit."""
    return f"{OPEN}{text}{CLOSE}"


def visible_length(text: str) -> int:
    return len(text.replace(OPEN, "").replace(CLOSE, ""))


def _isolated(found: re.Match[str]) -> str:
    return isolated(found[0])
