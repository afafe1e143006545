"""Is it short enough: SMS parts, expensive letters, urgent texts, buttons."""

from collections.abc import Iterator

from bot.content.check.case import Case
from bot.content.problem import Problem, problem, warning
from bot.content.questions import OWNER, is_check_button
from bot.content.render import VARIANTS
from bot.content.schema import Text
from bot.content.sms import costly_letters, plain_letters, sms_parts
from bot.content.urgent import CARE_UNKNOWN
from bot.model import Care

URGENT_LETTERS = 300
TITLE_LETTERS = 28
BUTTON_LETTERS = 40
BUTTON_PHRASES = ("ui#groep.", "ui#zorg.", "ui#knop.")
STEP_PARTS = (".zeg", ".vraag", ".uitleg", ".fout")


def sms_too_long(case: Case) -> Iterator[Problem]:
    """Een sms-tekst kost meer delen dan de taal mag kosten."""
    for text in _by_sms(case):
        yield from _too_long(case, text)
    for language, text, made in case.translated():
        most = case.library.languages[language].sms_parts
        parts = sms_parts(case.counted(made.words))
        if text.id.endswith("#sms") and parts > most:
            message = f"Deze vertaling kost {parts} sms-delen; hooguit {most} past. Ze krijgt de rest met MEER."
            yield warning(made.place, "sms-te-lang", message, "Maak de vertaling korter.")


def costly_letter(case: Case) -> Iterator[Problem]:
    """Een letter maakt van sms-delen van 160 tekens delen van 70."""
    for text in (*_by_sms(case), *_urgent(case)):
        letters = costly_letters(plain_letters(case.counted(text.words)))
        if not letters:
            continue
        remark = problem if text.id.startswith(("topics/", "nood/")) else warning
        message = f"Door {' '.join(letters)} telt een sms-deel 70 tekens in plaats van 160."
        yield remark(
            text.place, "dure-letter", message, "Kies een ander woord, of een gewoon aanhalingsteken of streepje."
        )


def urgent_too_long(case: Case) -> Iterator[Problem]:
    """Een noodtekst past niet in een sms zonder MEER."""
    most = case.library.languages["nl"].urgent_parts
    for text in _urgent(case):
        words = plain_letters(case.counted(_with_unknown_care(case, text)))
        if sms_parts(words) > most:
            message = f"Deze noodtekst kost {sms_parts(words)} sms-delen; hooguit {most} mag."
            yield problem(text.place, "noodtekst-te-lang", message, "Haal zinnen weg die niet over bellen gaan.")
        elif len(words) > URGENT_LETTERS:
            message = f"Deze noodtekst is {len(words)} tekens; {URGENT_LETTERS} is genoeg."
            yield warning(text.place, "noodtekst-te-lang", message, "Maak hem korter.")
    yield from _urgent_translations(case)


def button_too_long(case: Case) -> Iterator[Problem]:
    """Een knop is te lang voor een klein scherm."""
    for text in case.library.texts.values():
        most = _button_size(text.id)
        if most and len(text.words) > most:
            message = f"Deze knop is {len(text.words)} tekens; hooguit {most} past."
            yield problem(text.place, "knop-te-lang", message, "Maak hem korter.")
    for _, text, made in case.translated():
        if _button_size(text.id) and len(made.words) > BUTTON_LETTERS:
            message = f"Deze vertaalde knop is {len(made.words)} tekens; hooguit {BUTTON_LETTERS} past."
            yield problem(made.place, "knop-te-lang", message, "Maak de vertaling korter.")


def _too_long(case: Case, text: Text) -> Iterator[Problem]:
    words = plain_letters(case.counted(text.words))
    parts, most = sms_parts(words), case.library.languages["nl"].sms_parts
    if parts > most:
        size = 67 if costly_letters(words) else 153
        tip = f"Haal ongeveer {len(words) - most * size} tekens weg."
        if text.id.endswith("#antwoord"):
            tip = "Schrijf een kortere tekst onder '## Sms'."
        message = f"Deze tekst is {len(words)} tekens ({parts} sms-delen); hooguit {most} delen mag."
        yield problem(text.place, "sms-te-lang", message, tip)


def _by_sms(case: Case) -> Iterator[Text]:
    """What goes out by SMS, without the urgent texts: titles; `Sms`, else `Antwoord`; phrases; words of flows."""
    for topic in case.library.topics.values():
        main = "sms" if "sms" in topic.sections else "antwoord"
        parts = ("titel", main, *(part for part in VARIANTS if part in topic.sections))
        found = (case.library.texts.get(f"topics/{topic.id}#{part}") for part in parts)
        yield from (text for text in found if text)
    for text in case.library.texts.values():
        in_flow = text.id.startswith("flows/") and text.id.endswith(STEP_PARTS)
        if in_flow or text.id.startswith(("ui#", OWNER)):
            yield text


def _urgent(case: Case) -> Iterator[Text]:
    return (text for text in case.said() if text.id.startswith("nood/") and not text.id.endswith("#titel"))


def _with_unknown_care(case: Case, text: Text) -> str:
    """The midwife's variant is said together with the line for whom we know nothing of."""
    owner, _, part = text.id.partition("#")
    also = case.library.texts.get(f"{owner}#{CARE_UNKNOWN}.{part.removeprefix(f'{Care.MIDWIFE}.')}")
    return f"{text.words}\n{also.words}" if also and part.startswith(Care.MIDWIFE) else text.words


def _urgent_translations(case: Case) -> Iterator[Problem]:
    for language, text, made in case.translated():
        most = case.library.languages[language].urgent_parts
        parts = sms_parts(case.counted(made.words))
        if text.id.startswith("nood/") and parts > most:
            message = f"Deze vertaalde noodtekst kost {parts} sms-delen; hooguit {most} mag."
            yield warning(made.place, "noodtekst-te-lang", message, "Maak de vertaling korter.")


def _button_size(text_id: str) -> int:
    """How many letters this text may have as a button; 0 when it is none."""
    if text_id.startswith("topics/") and text_id.endswith("#titel"):
        return TITLE_LETTERS
    is_answer = text_id.startswith("flows/") and not text_id.endswith((*STEP_PARTS, "#titel"))
    is_button = is_answer or is_check_button(text_id) or text_id.startswith(BUTTON_PHRASES)
    return BUTTON_LETTERS if is_button else 0
