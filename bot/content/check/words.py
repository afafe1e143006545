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
        "uk": (r"груп\w+ ризику", r"не (?:треба|потрібно|обов'язково) (?:дзвонити|телефонувати)"),
    }
)
# In and around the self-check: nothing that ranks, counts or sorts people. Searched in what is said, kept and logged.
LEVELS = MappingProxyType(
    {
        "nl": (
            r"(?<!eigen )risico\w*",
            r"niveaus?",
            r"scores?",
            r"punten",
            r"uitslag",
            r"categorie\w*",
            r"zelfredza\w+",
            r"kwetsba\w+",
            r"code (?:rood|oranje|geel|groen)",
            r"diagnose\w*",
        ),
        "en": (
            r"risks?",
            r"levels?",
            r"scores?",
            r"points",
            r"vulnerab\w+",
            r"categor\w+",
            r"code (?:red|amber|green)",
        ),
        "tr": (r"riskl?\w*", r"seviye\w*", r"düzey\w*", r"puan\w*", r"skor\w*", r"kırılgan\w*", r"kategori\w*"),
        "ar": (r"ال?مخاطر\w*", r"ال?مستوى", r"ال?نقاط", r"ال?هشاشة", r"ال?هشة", r"ال?فئة"),
        "pl": (r"ryzyk\w*", r"poziom\w*", r"punkt(?:y|ów)", r"wynik\w*", r"podatn\w+", r"kategori\w+"),
        "uk": (r"ризик\w*", r"рів(?:ень|ня|ні)", r"бал(?:и|ів)", r"вразлив\w*", r"категорі\w*"),
        "es": (r"riesgos?", r"nivel(?:es)?", r"puntos", r"puntuaci\w+", r"vulnerab\w+", r"categor\w+"),
        "fr": (r"risques?", r"niveaux?", r"scores?", r"points", r"vulnérab\w+", r"catégori\w+"),
        "fa": (r"ریسک", r"سطح", r"امتیاز", r"نمره", r"آسیب\W?پذیر\w*"),
        "so": (r"halista", r"heerka", r"dhibco\w*", r"nugul\w*"),
        "ti": (r"ደረጃ", r"ነጥቢ", r"ተቓላዒ\w*"),
        "pap": (r"rièsgo\w*", r"riesgo\w*", r"nivel\w*", r"puntonan", r"vulnerabel\w*"),
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
        "uk": (r"анонімн\w+", r"таємн\w+", r"ніхто (?:цього )?не (?:побачить|бачить|прочитає)", r"100 ?% безпечн\w+"),
    }
)
DUTCH_SIGNS = frozenset(  # short words that no other language of ours has
    """
    het een niet voor naar ook jij kun kunt bent wordt zijn deze heeft hebt wil moet mag niemand nog
    vandaag meteen vraag kost niets jouw zwanger zoek weet weken kind waar wie hoe dan dat dit wij ons
    uw graag alleen samen geen moeder zegt lees stuur bellen vragen hulp
    """.split()  # noqa: SIM905
)


def found_in(words: str, patterns: tuple[str, ...]) -> list[str]:
    """The words of the text that one of the patterns names."""
    pattern = "|".join(patterns)
    return [hit[0] for hit in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE)] if patterns else []
