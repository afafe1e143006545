"""What is not a number: invisible characters, tags, addresses, abbreviations, capitals, pictures, lines."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from bot.content.spoken.tongue import SMALL, Tongue

_INVISIBLE = re.compile("[\u00ad\u200b\u200d-\u200f\u2028-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")  # not ZWNJ: a letter
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FOREIGN_SIGNS = str.maketrans(
    {"٪": "%", "٫": ".", "٬": "", "\u00a0": " ", "\u202f": " ", "−": "-", "‑": "-", "‐": "-"}
)
_NAME = r"[\w-]{1,63}"
_LINK = re.compile(rf"(?:https?://|www\.(?=\S+/))\S*[\w/=-]|\b{_NAME}(?:\.{_NAME}){{1,5}}/[\w/?=&#%.-]*[\w/=-]")
_MAIL_OR_SITE = re.compile(
    rf"(?<![\w.-])(?:[\w.+-]{{1,64}}@)?(?:www\.)?[a-z0-9][\w-]{{0,62}}(?:\.{_NAME}){{0,5}}"
    r"\.(?:nl|info|com|org|eu|net|be|app|gov)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b[^\W\d_]{2,}\b")
_VOWEL = re.compile("[AEIOUYĄĘÓÖÜİÉÈÁÍÚАЕЄИІЇОУЮЯ]")
_SPELLED = frozenset(  # letter by letter, though they have a vowel
    "EU CAK USG UWV EHBO RIVM SOS PIN ID OK HIV IVF IUI DNA POH AOW UK USA MRI".split()  # noqa: SIM905
)
_TURKISH = str.maketrans("Iİ", "ıi")
_OR, _AND = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])"), re.compile(r"\s*&\s*")
_TICKED, _UNTICKED = re.compile(r"☑|✅|✔|\[x\]"), re.compile(r"☐|\[ \]")
_STOPS = r".,!?:\u060c\u061b\u061f\u1361-\u1368"  # pauses that a voice hears, in Latin, Arabic and Ethiopic script
UNSAYABLE = re.compile(rf"[^\w\s{_STOPS}'’\-\u200c\u0300-\u036f\u064b-\u065f\u0670]|_")
_SILENT = frozenset({"So", "Sk", "Mn", "Mc", "Cf"})  # pictures, their colours, marks on letters
_BULLET = re.compile(rf"^\s*(?:[-–•*·]\s+|(\d{{1,2}})[.)]\s+(?!{SMALL}))")  # not `16. hafta`: an ordinal
_ENDS = re.compile(rf"[{_STOPS};…][\"'”’»)]*$")
_PAUSES = (
    (re.compile(r"\.{3,}|…"), ". "),
    (re.compile(r"\s+[-–—]+\s+|\s*—\s*|\s+[/|]\s+"), ", "),
    (re.compile(r"[“”„\"«»¿¡]"), ""),  # a voice hears at the end that it was a question
    (re.compile(r"\s*[()\[\]{}]\s*"), ", "),
    (re.compile(r"\s*;"), ","),
)
_TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(rf" (?=[{_STOPS}])"), ""),
    (re.compile(rf"([{_STOPS}])(?: ?[,،])+"), r"\1"),
    (re.compile(r"[,،](?= ?[.!?:\u061f\u1362])"), ""),
    (re.compile(r"^[ ,،.]+"), ""),
    (re.compile(r"([.!?\u061f\u1362])(?: ?\.)+"), r"\1"),
)


def plain(text: str) -> str:
    """NFC, without tags and invisible marks; digits of every script as 0-9."""
    text = unicodedata.normalize("NFC", unescape(_TAG.sub(" ", text)))
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n")).translate(_FOREIGN_SIGNS)
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)


def lined(text: str) -> str:
    """Every line a sentence: bullets go, a full stop comes where a line has no end."""
    lines = (_BULLET.sub(lambda found: f"{found[1]}, " if found[1] else "", line).strip() for line in text.splitlines())
    return "\n".join(line if _ENDS.search(line) else f"{line}." for line in lines if line)


def ticked(text: str, tongue: Tongue) -> str:
    return _UNTICKED.sub(f" {tongue.unticked}: ", _TICKED.sub(f" {tongue.ticked}: ", text))


def addresses(text: str, tongue: Tongue) -> str:
    """`wiegwijzer.nl` → `wiegwijzer punt nl`; what nobody could type from hearing it is only said to be there."""
    text = _LINK.sub(f" {tongue.link} ", text)
    return _MAIL_OR_SITE.sub(lambda found: _address(found[0], tongue), text)


def abbreviations(text: str, tongue: Tongue) -> str:
    """Written out; a full stop stays where the sentence ends with it."""
    if not tongue.abbreviations:
        return text
    known = tongue.abbreviations
    return _abbreviation(tuple(known)).sub(lambda found: known[found[0].lower()] + _stop(text, found), text)


def joined(text: str, tongue: Tongue) -> str:
    """`zij/hij` → `zij of hij`; `&` → `en`."""
    return _OR.sub(f" {tongue.or_} ", _AND.sub(f" {tongue.and_} ", text))


def capitals(text: str, tongue: Tongue) -> str:
    """Keywords to send (`STOP`) as words; what is spelled (`GGD`) stays."""
    return _CAPITALS.sub(lambda found: _word(found[0], tongue), text)


def pauses(text: str) -> str:
    for pattern, pause in _PAUSES:
        text = pattern.sub(pause, text)
    return text


def unknown(text: str) -> list[str]:
    """What no rule made words of: figures and symbols with what they stand in; pictures are silent by intention."""
    words = (word.strip(".,:?!") for word in text.split())
    return [word for word in words if any(_is_unknown(sign) for sign in word)]


def _is_unknown(sign: str) -> bool:
    return sign.isdigit() or (UNSAYABLE.match(sign) is not None and unicodedata.category(sign) not in _SILENT)


def tidy(text: str) -> str:
    """One space, one pause at a time, no empty lines."""
    return "\n".join(line for line in map(_tidy, text.splitlines()) if line)


def _tidy(line: str) -> str:
    for pattern, by in _TIDY:
        line = pattern.sub(by, line)
    return line.strip()


def _address(address: str, tongue: Tongue) -> str:
    address = re.sub(r"^www\.", "", address)
    said = address.replace(".", f" {tongue.dot} ").replace("@", f" {tongue.at} ")
    return said.replace("-", " ").replace("_", " ")


@lru_cache(maxsize=32)
def _abbreviation(known: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _stop(text: str, found: re.Match[str]) -> str:
    after = text[found.end() :]
    ends = not after.strip() or after.startswith("\n")
    return "." if found[0].endswith(".") and ends else ""


def _word(word: str, tongue: Tongue) -> str:
    if not word.isupper() or word in _SPELLED or not _VOWEL.search(word):
        return word
    return word.translate(_TURKISH).lower() if tongue.locale == "tr" else word.lower()
