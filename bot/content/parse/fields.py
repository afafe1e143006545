"""Every field an editor may write, with what it means. The README for editors is tested against this list."""

from collections.abc import Mapping
from types import MappingProxyType

Fields = Mapping[str, str]

TOPIC: Fields = MappingProxyType(
    {
        "titel": "de naam van het onderwerp, ook de knop",
        "voor": "voor wie het in het menu staat",
        "intents": "de vragen die dit onderwerp beantwoordt",
        "zoekwoorden": "woorden die mensen typen",
        "beeld": "een woord voor het plaatje",
        "risico": "gewoon of hoog",
        "gevoelig": "ja, als iemand anders dit niet mag horen of vinden",
        "verder": "onderwerpen om op door te gaan",
        "feiten": "nummers van de gebruikte feiten",
        "bronnen": "waar het vandaan komt",
        "akkoord": "wie de tekst heeft nagekeken, of null",
    }
)
URGENT: Fields = MappingProxyType(
    {name: TOPIC[name] for name in ("titel", "intents", "risico", "feiten", "bronnen", "akkoord")}
)
SOURCE: Fields = MappingProxyType(
    {"titel": "titel van de bron", "van": "organisatie", "url": "adres", "gezien": "de dag waarop je het las"}
)
SIGN_OFF: Fields = MappingProxyType(
    {"door": "naam en functie", "op": "datum", "tot": "geldig tot en met", "tekst": "vingerafdruk van de tekst"}
)
FACT: Fields = MappingProxyType(
    {
        "waarde": "zoals het in een bericht staat",
        "spreek": "zoals een stem het zegt",
        "uit": "organisatie van de bron",
        "gezien": "de dag waarop je het las",
        "geldig_van": "eerste dag waarop het geldt",
        "geldig_tot": "laatste dag waarop het geldt",
        "feit": "nummer in de feitenlijst",
    }
)
FLOW: Fields = MappingProxyType(
    {
        "titel": "naam van het gesprek",
        "akkoord": TOPIC["akkoord"],
        "script": "ja: de volgorde staat in het programma; hier staan alleen de woorden",
        "begin": "de eerste stap",
        "stappen": "alle stappen",
    }
)
STEP: Fields = MappingProxyType(
    {
        "zeg": "een zin van de gids",
        "vraag": "een vraag aan haar",
        "kies": "een splitsing op een regel",
        "start": "een ander gesprek, en daarna terug",
        "naar": "de volgende stap",
        "uitleg": "antwoord op: waarom vraag je dit?",
        "antwoorden": "de knoppen",
        "bewaar": "onder welke naam het antwoord in dit gesprek blijft",
        "soort": "keuze, meer, ja_nee, oud_genoeg, getal, datum, tekst, eigen_woorden of toestemming",
        "moet": "een @check waaraan het antwoord voldoet",
        "fout": "wat ze hoort als het antwoord niet kan",
        "doe": "een @action",
        "klaar": "ja: hier eindigt het gesprek",
    }
)
SCRIPT_STEP: Fields = MappingProxyType(
    {name: STEP[name] for name in ("zeg", "vraag", "uitleg", "antwoorden", "soort", "fout")}
)
ANSWER: Fields = MappingProxyType({"tekst": "de knop", "doe": "een @action", "naar": "de volgende stap"})
SCRIPT_ANSWER: Fields = MappingProxyType({"tekst": ANSWER["tekst"]})
ROUTE: Fields = MappingProxyType({"als": "een @rule", "naar": "de volgende stap"})
CHECK: Fields = MappingProxyType(
    {
        "titel": "naam van de check",
        "akkoord": TOPIC["akkoord"],
        "vragen": "alle vragen, in volgorde",
        "tips": "alle tips; een regel in het programma kiest eruit",
        "contact": "wanneer zij belt, per situatie",
        "zinnen": "de andere zinnen van de uitkomst",
    }
)
CHECK_QUESTION: Fields = MappingProxyType(
    {
        "vraag": STEP["vraag"],
        "uitleg": STEP["uitleg"],
        "kort": "waar de vraag over gaat, in een paar woorden",
        "voor": "kinderwens, zwanger, partner, onbekend; leeg is iedereen",
        "trimester": "1, 2, 3; leeg is de hele zwangerschap",
        "gevoelig": "ja: overslaan staat vooraan, en nooit ongevraagd waar anderen meelezen",
        "hulp": "de vraag of zij hier hulp bij wil, na een antwoord met een signaal",
        "bewaar": "onder welke naam het antwoord blijft, als dat niet check.<vraag> is",
        "overslaan_als": "een @rule waardoor de vraag niet nodig is",
        "antwoorden": STEP["antwoorden"],
    }
)
CHECK_ANSWER: Fields = MappingProxyType(
    {
        "tekst": "de knop",
        "kracht": "wat er goed gaat, in een paar woorden",
        "signaal": "waar een regel in het programma naar kijkt",
        "omdat": "de reden bij een tip, met haar antwoord: je zei dat ...",
        "doe": "een @action, meteen",
    }
)
TIP: Fields = MappingProxyType(
    {"tekst": "de tip, met {omdat} vooraan", "onderwerp": "een onderwerp om verder te lezen", "feiten": TOPIC["feiten"]}
)
LANGUAGE: Fields = MappingProxyType(
    {
        "naam": "de taal in eigen schrift",
        "richting": "ltr of rtl",
        "sms_delen": "hoogste aantal sms-delen van een onderwerp",
        "nood_delen": "hoogste aantal sms-delen van een noodtekst",
        "stem": "wie de taal uitspreekt, de beste eerst: motor/stem en hoe goed die te verstaan is",
        "status": "concept, proef of live",
        "in_het_nederlands": "de taal in het Nederlands, voor de belzin",
        "akkoord": "wie de vertalingen heeft nagekeken",
    }
)
LANGUAGE_SIGN_OFFS: Fields = MappingProxyType(
    {"vertaler": "akkoord van een vertaler", "zorgverlener": "akkoord van een zorgverlener"}
)
ALL: Mapping[str, Fields] = MappingProxyType(
    {
        "onderwerp": TOPIC,
        "noodtekst": URGENT,
        "bron": SOURCE,
        "akkoord": SIGN_OFF,
        "feit": FACT,
        "gesprek": FLOW,
        "stap": STEP,
        "antwoord": ANSWER,
        "splitsing": ROUTE,
        "check": CHECK,
        "vraag van een check": CHECK_QUESTION,
        "antwoord van een check": CHECK_ANSWER,
        "tip": TIP,
        "taal": LANGUAGE,
        "akkoord van een taal": LANGUAGE_SIGN_OFFS,
    }
)
