"""Is a page whole: urgent variants, links to other topics, phrases the program needs, sign-offs."""

from collections.abc import Iterator

from bot.content.check.case import Case
from bot.content.headings import URGENT_SECTIONS
from bot.content.problem import Problem, did_you_mean, problem, warning
from bot.content.signoff import fingerprint, is_valid, sign_off_place
from bot.content.titles import typed

OPTIONAL = ("altijd", "belzin", "vraag", "vertaler", "zorg_onbekend.dag", "zorg_onbekend.nacht")
VARIANTS = tuple(part for part in URGENT_SECTIONS.values() if part not in OPTIONAL)
FEWEST_SENTENCES = 10
NEW_INTENT = "Is de vraag nieuw? Zet hier 'intents: []', en vraag een ontwikkelaar om zinnen."
NEEDED_PHRASES = (  # the renderer cannot do without these
    "ui#meer_hint",
    "ui#woord.meer",
    "ui#vraag_na",
    "ui#niet_vertaald",
    "ui#mens_bellen",
    "ui#belzin",
    "ui#belzin_vertaald",
    "ui#nood_onvertaald",
)


def incomplete_urgent(case: Case) -> Iterator[Problem]:
    """Een noodtekst mist een variant, de vraag bij twijfel of de belzin."""
    headings = {part: heading for heading, part in URGENT_SECTIONS.items()}
    for urgent in case.library.urgents.values():
        needed = ("vraag", "belzin") if "altijd" in urgent.sections else ("vraag", "belzin", *VARIANTS)
        for part in needed:
            if part not in urgent.sections:
                message = f"De kop '## {headings[part]}' ontbreekt."
                tip = "Schrijf hem erbij. Is de tekst voor iedereen en altijd gelijk? Gebruik dan '## Altijd'."
                yield problem(case.place(f"nood/{urgent.id}"), "noodtekst-onvolledig", message, tip)


def missing_link(case: Case) -> Iterator[Problem]:
    """Een onderwerp of gesprek bij verder of in het menu bestaat niet."""
    known = [*case.library.topics, *case.library.flows]
    links = {f"topics/{topic.id}@verder": topic.related for topic in case.library.topics.values()}
    links |= {f"menu#{group}": names for group, names in case.library.menu.items()}
    tips = ((check, tip) for check in case.library.checks.values() for tip in check.tips.values() if tip.topic)
    links |= {check.text(f"tip.{tip.id}"): (tip.topic,) for check, tip in tips}
    for key, names in links.items():
        for name in names:
            if name not in known:
                message = f"Het onderwerp '{name}' bestaat niet."
                yield problem(case.place(key), "verwijzing-bestaat-niet", message, did_you_mean(name, known))


def same_title(case: Case) -> Iterator[Problem]:
    """Twee onderwerpen hebben dezelfde titel: dan kiest zij er met de titel geen van beide."""
    owners: dict[str, str] = {}
    for topic in case.library.topics:
        title = case.library.texts.get(f"topics/{topic}#titel")
        first = owners.setdefault(typed(title.words), topic) if title else topic
        if title and first != topic:
            message = f"Het onderwerp '{first}' heet ook '{title.words}'."
            yield problem(title.place, "titel-dubbel", message, "Geef een van de twee een andere titel.")


def unknown_picture(case: Case) -> Iterator[Problem]:
    """Bij `beeld` staat een plaatje dat er niet is."""
    known = case.names.pictures
    for topic in case.library.topics.values() if known else ():
        if topic.picture not in known:
            message = f"Het plaatje '{topic.picture}' is er niet."
            tip = did_you_mean(topic.picture, known)
            yield problem(case.place(f"topics/{topic.id}@beeld"), "beeld-onbekend", message, tip)


def too_few_sentences(case: Case) -> Iterator[Problem]:
    """Een vraag die het onderwerp beantwoordt, heeft te weinig voorbeeldzinnen."""
    known = case.names.sentences
    for topic in case.library.topics.values() if known else ():
        for intent in topic.intents:
            if (found := known.get(intent, 0)) < FEWEST_SENTENCES:
                message = f"De vraag '{intent}' heeft {found} voorbeeldzinnen; {FEWEST_SENTENCES} is het minst."
                tip = "Schrijf er meer bij in nlu/data/nl." if found else f"{did_you_mean(intent, known)} {NEW_INTENT}"
                yield warning(case.place(f"topics/{topic.id}@intents"), "te-weinig-zinnen", message, tip)


def missing_phrase(case: Case) -> Iterator[Problem]:
    """Een zin die het programma nodig heeft, ontbreekt in ui.yaml."""
    groups = (f"ui#groep.{group}" for group in case.library.menu)
    for text_id in (*NEEDED_PHRASES, *groups):
        if text_id not in case.library.texts:
            name = text_id.removeprefix("ui#")
            place = case.place("ui#welkom")
            yield problem(place, "zin-ontbreekt", f"In ui.yaml ontbreekt '{name}'.", "Zet de zin erbij in ui.yaml.")


def expired_sign_off(case: Case) -> Iterator[Problem]:
    """Een akkoord is verlopen, of hoort bij een oudere tekst."""
    for owner, sign_off in case.manuscript.sign_offs.items():
        place = case.place(sign_off_place(owner))
        now = fingerprint(case.library, owner)
        if sign_off.fingerprint != now:
            tip = f"Laat de tekst opnieuw lezen. De vingerafdruk van nu is {now}. Tot dan: 'akkoord: null'."
            yield problem(place, "akkoord-verlopen", f"De tekst is veranderd na het akkoord van {sign_off.by}.", tip)
        elif not is_valid(sign_off, case.today):
            tip = "Laat de tekst opnieuw lezen en zet de nieuwe datums erbij."
            yield problem(place, "akkoord-verlopen", f"Het akkoord van {sign_off.by} geldt niet (meer).", tip)
