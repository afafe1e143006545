"""Several texts of ours in one line: only the first keeps its capital. Pure."""

import re
from collections.abc import Sequence
from typing import Final

_SHORT: Final = re.compile(r"([^\w'’]*)(['’][a-z] )?(\w+)")  # signs or a picture, Dutch 's, the first word
_TURKISH: Final = str.maketrans("Iİ", "ıi")


def joined(texts: Sequence[str], comma: str, language: str) -> str:
    """`Dichtbij, 's nachts bellen`."""
    return comma.join((*texts[:1], *(continued(text, language) for text in texts[1:])))


def continued(text: str, language: str) -> str:
    """The words as they go on after a comma. A word all in capitals stays: `SMS`, and the English `I`."""
    found = _SHORT.match(text)
    if found is None or found[3].isupper():
        return text
    at = found.start(3)
    first = text[at].translate(_TURKISH) if language == "tr" else text[at]
    return f"{text[:at]}{first.lower()}{text[at + 1 :]}"
