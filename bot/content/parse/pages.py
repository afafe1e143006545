"""Topic pages and urgent pages: front matter and sections become values and texts."""

import re
from collections.abc import Mapping

from bot.content.headings import TOPIC_SECTIONS, URGENT_SECTIONS
from bot.content.manuscript import Sheet
from bot.content.parse import fields
from bot.content.parse.akkoord import read_sign_off
from bot.content.parse.markdown import Section, name_sections, read_page
from bot.content.parse.yaml import Form
from bot.content.schema import Source, TeachBack, Text, Topic, Urgent

FOR_TRANSLATORS = "vertaler"
AUDIENCES = ("kinderwens", "zwanger", "partner", "alle")
TEACH_BACK = "uitleg"
TEACH_BACK_LINE = re.compile(r"^(?P<question>.+?)\s*→\s*(?P<answers>.+?)\s*→\s*bedoeld:\s*(?P<meant>.+?)\s*$")
SAID_OTHERWISE = "Anders gezegd:"


def read_topic(name: str, source: str, sheet: Sheet) -> None:
    """Take in `content/nl/topics/<name>.md`."""
    page = read_page(source, sheet)
    if page is None:
        return
    head = Form(page.head, fields.TOPIC, sheet)
    sections = name_sections(page, TOPIC_SECTIONS, sheet)
    owner = f"topics/{name}"
    _write_head(owner, head, sections, sheet)
    _write_search_words(owner, head, sheet)
    if "antwoord" not in sections:
        _miss_answer(head, sheet)
    taught = _read_teach_back(owner, sections.pop(TEACH_BACK, None), sections, sheet)
    _write_sections(owner, sections, sheet)
    sheet.intake.topics[name] = Topic(
        id=name,
        audience=head.some_of("voor", AUDIENCES),
        intents=head.texts("intents"),
        picture=head.text("beeld"),
        high_risk=head.one_of("risico", ("gewoon", "hoog"), "gewoon") == "hoog",
        delicate=head.one_of("gevoelig", ("ja", "nee"), "nee") == "ja",
        related=head.texts("verder"),
        facts=head.texts("feiten"),
        sources=_sources(head, sheet),
        sections=frozenset(sections) - {FOR_TRANSLATORS},
        teach_back=taught,
    )


def _miss_answer(head: Form, sheet: Sheet) -> None:
    tip = "Zet de tekst onder een regel '## Antwoord'."
    sheet.note(head.place.line, "veld-ontbreekt", "De kop '## Antwoord' ontbreekt.", tip)


def read_urgent(name: str, source: str, sheet: Sheet) -> None:
    """Take in `content/nl/nood/<name>.md`."""
    page = read_page(source, sheet)
    if page is None:
        return
    head = Form(page.head, fields.URGENT, sheet)
    sections = name_sections(page, URGENT_SECTIONS, sheet)
    owner = f"nood/{name}"
    _write_head(owner, head, sections, sheet)
    _write_sections(owner, sections, sheet)
    sheet.intake.urgents[name] = Urgent(
        id=name,
        facts=head.texts("feiten"),
        sources=_sources(head, sheet),
        sections=frozenset(sections) - {FOR_TRANSLATORS},
    )


def _write_head(owner: str, head: Form, sections: Mapping[str, Section], sheet: Sheet) -> None:
    intake = sheet.intake
    hint = sections[FOR_TRANSLATORS].words if FOR_TRANSLATORS in sections else ""
    intake.places[owner] = head.place
    for name in ("intents", "beeld", "verder", "feiten", "bronnen", "akkoord"):
        intake.places[f"{owner}@{name}"] = head.place_of(name)
    intake.write(Text(f"{owner}#titel", head.text("titel", required=True), head.place_of("titel"), hint))
    read_sign_off(owner, head.entry("akkoord"), sheet)


def _write_search_words(owner: str, head: Form, sheet: Sheet) -> None:
    words = ", ".join(head.texts("zoekwoorden"))
    if words:
        hint = "Woorden die iemand in jouw taal typt. Niet letterlijk vertalen; komma's ertussen."
        sheet.intake.write(Text(f"{owner}#zoekwoorden", words, head.place_of("zoekwoorden"), hint))


def _write_sections(owner: str, sections: Mapping[str, Section], sheet: Sheet) -> None:
    hint = sections[FOR_TRANSLATORS].words if FOR_TRANSLATORS in sections else ""
    for part, section in sections.items():
        if not section.words:
            sheet.note(
                section.place.line - 1, "veld-ontbreekt", "Onder deze kop staat niets.", "Vul hem of haal hem weg."
            )
        elif part != FOR_TRANSLATORS:
            sheet.intake.write(Text(f"{owner}#{part}", section.words, section.place, hint))


def _sources(head: Form, sheet: Sheet) -> tuple[Source, ...]:
    forms = [Form(entry, fields.SOURCE, sheet) for entry in head.entries("bronnen")]
    return tuple(
        Source(form.text("titel", required=True), form.text("van"), form.text("url"), form.day("gezien"))
        for form in forms
    )


def _read_teach_back(
    owner: str, section: Section | None, sections: Mapping[str, Section], sheet: Sheet
) -> TeachBack | None:
    """`Vraag? → a | b → bedoeld: a`, and a line `Anders gezegd: …`. Answers become texts `uitleg.1`, `uitleg.2` …"""
    if section is None:
        return None
    lines = [line for line in section.words.splitlines() if line.strip()]
    asked = TEACH_BACK_LINE.match(lines[0]) if lines else None
    otherwise = " ".join(lines[1:])
    if asked is None or not otherwise.startswith(SAID_OTHERWISE):
        tip = "Schrijf: 'Vraag? → antwoord | antwoord → bedoeld: antwoord' en daaronder 'Anders gezegd: ...'."
        sheet.note(section.place.line, "leesfout", "Deze vraag kan ik niet lezen.", tip)
        return None
    hint = sections[FOR_TRANSLATORS].words if FOR_TRANSLATORS in sections else ""
    answers = [answer.strip() for answer in asked["answers"].split("|")]
    texts = {"vraag": asked["question"].strip(), "anders": otherwise.removeprefix(SAID_OTHERWISE).strip()}
    texts |= {str(number): answer for number, answer in enumerate(answers, 1)}
    for part, words in texts.items():
        sheet.intake.write(Text(f"{owner}#{TEACH_BACK}.{part}", words, section.place, hint))
    if asked["meant"] not in answers:
        tip = f"Kies een van: {', '.join(answers)}."
        sheet.note(section.place.line, "leesfout", "Het bedoelde antwoord staat niet bij de antwoorden.", tip)
        return None
    ids = tuple(f"{owner}#{TEACH_BACK}.{number}" for number in range(1, len(answers) + 1))
    return TeachBack(ids, ids[answers.index(asked["meant"])])
