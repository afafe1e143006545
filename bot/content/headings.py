"""The only dictionary between the Dutch of the files and the English of the code."""

from types import MappingProxyType

from bot.model import AnswerKind

SOORT = MappingProxyType(
    {
        "keuze": AnswerKind.CHOICE,
        "meer": AnswerKind.SEVERAL,
        "ja_nee": AnswerKind.YES_NO,
        "oud_genoeg": AnswerKind.OLD_ENOUGH,
        "getal": AnswerKind.NUMBER,
        "datum": AnswerKind.DATE,
        "tekst": AnswerKind.TEXT,
        "eigen_woorden": AnswerKind.OWN_WORDS,
        "toestemming": AnswerKind.CONSENT,
    }
)

TOPIC_SECTIONS = MappingProxyType(
    {
        "Antwoord": "antwoord",
        "Sms": "sms",
        "Makkelijker": "makkelijker",
        "Voor de partner": "partner",
        "Audio": "audio",
        "Heb ik het goed uitgelegd": "uitleg",
        "Voor de vertaler": "vertaler",
    }
)

URGENT_SECTIONS = MappingProxyType(
    {
        "Altijd": "altijd",
        "Heeft verloskundige, dag": "heeft_verloskundige.dag",
        "Heeft verloskundige, nacht": "heeft_verloskundige.nacht",
        "Zorg onbekend, dag": "zorg_onbekend.dag",
        "Zorg onbekend, nacht": "zorg_onbekend.nacht",
        "In het ziekenhuis, dag": "ziekenhuis.dag",
        "In het ziekenhuis, nacht": "ziekenhuis.nacht",
        "Nog niemand, dag": "niemand.dag",
        "Nog niemand, nacht": "niemand.nacht",
        "Vraag": "vraag",
        "Belzin": "belzin",
        "Voor de vertaler": "vertaler",
    }
)
