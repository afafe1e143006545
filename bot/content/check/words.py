"""Words we do not use, per language: labels put on people, and promises we cannot keep."""

import re
from types import MappingProxyType

BANNED = MappingProxyType(
    {
        "nl": (
            r"kwetsba(?:ar|re)\w*",
            r"risicogroep\w*",
            r"probleemgezin\w*",
            r"achterstandswijk\w*",
            r"allochto\w+",
            r"slechte moeder",
            r"je hoeft (?:dan |nu )?niet te bellen",
            r"bellen hoeft niet",
        ),
        "en": (
            r"vulnerable",
            r"risk groups?",
            r"at[- ]risk",
            r"problem famil(?:y|ies)",
            r"(?:do not|don't) (?:need|have) to call",
        ),
        "tr": (r"risk grubu\w*", r"kırılgan\w*", r"aramana gerek yok", r"araman gerekmez"),
        "ar": (r"فئة الخطر", r"الفئات الهشة", r"لا داعي للاتصال", r"لا حاجة للاتصال"),
        "pl": (r"grup\w+ ryzyka", r"nie musisz dzwonić"),
    }
)
PROMISES = MappingProxyType(
    {
        "nl": (
            r"anoniem\w*",
            r"geheim",
            r"niemand (?:ziet|leest|weet) (?:dit|het|mee)",
            r"niemand kan (?:dit|het|mee)\s?(?:zien|lezen|lezen)",
            r"100 ?% veilig",
            r"(?:helemaal|volledig|volkomen) veilig",
            r"(?:wiegwijzer|deze berichten|dit gesprek) (?:is|zijn) gratis",
        ),
        "en": (
            r"anonymous\w*",
            r"secret",
            r"(?:nobody|no one) (?:can|will) (?:see|read)",
            r"(?:100 ?%|completely) safe",
        ),
        "tr": (r"anonim\w*", r"gizli(?:dir)?", r"kimse (?:görmez|göremez|okuyamaz)", r"(?:yüzde yüz|%100) güvenli"),
        "ar": (r"مجهول الهوية", r"سر[يّ]ة? تمام", r"لا أحد (?:يرى|سيرى)", r"آمن تمامًا"),
        "pl": (r"anonimow\w+", r"tajemnic\w*", r"nikt (?:tego )?nie (?:zobaczy|widzi)", r"100 ?% bezpieczn\w+"),
    }
)
DUTCH_SIGNS = frozenset(  # short words that no other language of ours has
    "het een niet voor naar ook jij kun kunt bent wordt zijn deze heeft hebt wil moet mag niemand nog".split()  # noqa: SIM905
)


def found_in(words: str, patterns: tuple[str, ...]) -> list[str]:
    """The words of the text that one of the patterns names."""
    pattern = "|".join(patterns)
    return [hit[0] for hit in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE)] if patterns else []
