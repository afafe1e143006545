"""What a person gets to read: by language, form, hour, page and date."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.content.bidi import CLOSE, OPEN
from bot.content.render import has_more, render
from bot.content.schema import Library, Text
from bot.content.sms import sms_parts
from bot.errors import ContentBroken
from bot.model import AnswerKind, Button, Form, Lane, Option, Question, Say
from tests.content.reading import LATER, MONDAY, SMS, ids, reader, texts


def test_a_topic_has_a_section_per_form(library: Library) -> None:
    say = Say("topics/foliumzuur")
    assert texts(render(say, reader(), library)) == [
        "Slik elke dag 400 microgram foliumzuur.\n\nGa door tot week 10. Nog vragen? Bel je verloskundige."
    ]
    (sms,) = render(say, reader(form=Form.SMS), library)
    assert sms.text == "Slik elke dag 400 microgram foliumzuur. Ga door tot week 10.\nStuur MEER en ik vertel verder."
    assert (sms.text_id, sms.address, sms.lane) == ("topics/foliumzuur#sms", SMS, Lane.TEXT)


def test_the_words_for_a_partner_in_every_form_and_what_everybody_gets_in_a_language_without_them(
    library: Library,
) -> None:
    there = library.topics["foliumzuur"]
    words = Text("topics/foliumzuur#partner", "Vraag of zij het slikt.", library.texts["topics/foliumzuur#sms"].place)
    topics = {**library.topics, there.id: replace(there, sections=there.sections | {"partner"})}
    written = replace(library, topics=topics, texts={**library.texts, words.id: words})
    say = Say("topics/foliumzuur#partner")
    assert texts(render(say, reader(), written)) == ["Vraag of zij het slikt."]
    hint = "Stuur MEER en ik vertel verder."
    assert texts(render(say, reader(form=Form.SMS), written)) == [f"Vraag of zij het slikt.\n{hint}"]
    assert ids(render(say, reader("en"), written)) == [("topics/foliumzuur#antwoord", "en")]


def test_spoken_words_of_a_fact(library: Library) -> None:
    (message,) = render(Say("topics/foliumzuur#audio"), reader(), library)
    assert message.text == "Slik elke dag vierhonderd microgram foliumzuur. Ga door tot week tien."


def test_a_topic_in_her_language(library: Library) -> None:
    (message,) = render(Say("topics/foliumzuur"), reader("en"), library)
    assert message.text.startswith("Take 400 micrograms of folic acid")
    assert message.language == "en"


def test_say_may_choose_another_language(library: Library) -> None:
    assert texts(render(Say("ui#ja", language="en"), reader("ar"), library)) == ["Yes"]
    assert texts(render(Say("ui#ja"), reader("xx"), library)) == ["Ja"]


def test_sms_without_a_translated_section_uses_the_translated_answer(library: Library) -> None:
    (message,) = render(Say("topics/foliumzuur"), reader("en", Form.SMS), library)
    assert (message.text_id, message.language) == ("topics/foliumzuur#antwoord", "en")


@pytest.mark.parametrize("form", list(Form))
def test_without_translation_a_line_in_her_language_the_dutch_and_a_person(library: Library, form: Form) -> None:
    part = "sms" if form is Form.SMS else "antwoord"
    found = render(Say("topics/foliumzuur"), reader("ar", form), library)
    assert ids(found) == [("ui#niet_vertaald", "ar"), (f"topics/foliumzuur#{part}", "nl"), ("ui#mens_bellen", "ar")]


def test_a_stale_translation_is_not_said(library: Library) -> None:
    old = library.texts["topics/foliumzuur#antwoord"]
    changed = replace(library, texts={**library.texts, old.id: Text(old.id, "Slik het nu.", old.place)})
    found = render(Say("topics/foliumzuur"), reader("en"), changed)
    assert [message.text for message in found if message.language == "nl"] == ["Slik het nu."]


def test_a_long_answer_comes_in_bubbles_of_whole_paragraphs(library: Library) -> None:
    found = texts(render(Say("topics/lang"), reader(), library))
    assert len(found) == 3
    assert all(len(text) <= 600 for text in found)
    assert "\n\n".join(found) == library.texts["topics/lang#antwoord"].words


def test_no_message_is_longer_than_telegram_takes(library: Library) -> None:
    old = library.texts["topics/lang#antwoord"]
    words = "Bel nu je verloskundige. " * 400
    changed = replace(library, texts={**library.texts, old.id: Text(old.id, words.strip(), old.place)})
    found = texts(render(Say("topics/lang"), reader(), changed))
    assert all(len(text) <= 600 for text in found)
    assert " ".join(found) == words.strip()


def narrow(library: Library) -> Library:
    """Dutch with room for one SMS part."""
    return replace(library, languages={**library.languages, "nl": replace(library.languages["nl"], sms_parts=1)})


def test_meer_brings_page_after_page(library: Library) -> None:
    small = narrow(library)
    pages = [texts(render(Say("topics/lang", page=page), reader(form=Form.SMS), small)) for page in range(4)]
    more = [has_more(Say("topics/lang", page=page), "nl", MONDAY.date(), small) for page in range(4)]
    shown = [page[0] for page in pages]
    assert more == [True, True, False, False]
    assert shown[2] == shown[3]
    assert all(text.endswith("\nStuur MEER en ik vertel verder.") for text in shown[:2])
    assert all(sms_parts(text) == 1 for text in shown)
    told = " ".join(text.removesuffix("\nStuur MEER en ik vertel verder.") for text in shown[:3])
    assert told == library.texts["topics/lang#sms"].words


def test_a_next_page_does_not_repeat_that_it_is_not_translated(library: Library) -> None:
    small = narrow(library)
    assert [message.language for message in render(Say("topics/lang"), reader("ar", Form.SMS), small)] == [
        "ar",
        "nl",
        "ar",
    ]
    assert ids(render(Say("topics/lang", page=1), reader("ar", Form.SMS), small)) == [("topics/lang#sms", "nl")]


def test_short_texts_questions_and_urgent_texts_have_no_more(library: Library) -> None:
    small = narrow(library)
    question = Question("ui#gegevens", 1, AnswerKind.CHOICE)
    asked = Say("ui#gegevens", (("antwoorden", "x" * 300),), question=question)
    for say in (Say("ui#ja"), Say("nood/nood-bloedverlies"), asked):
        assert not has_more(say, "nl", MONDAY.date(), small)
    assert has_more(replace(asked, question=None), "nl", MONDAY.date(), small)
    assert "MEER" not in render(asked, reader(form=Form.SMS), small)[0].text


def test_an_expired_fact_takes_its_sentence_and_sends_her_to_a_person(library: Library) -> None:
    (message,) = render(Say("topics/foliumzuur"), reader(now=LATER), library)
    assert message.text == "Nog vragen? Bel je verloskundige.\n\nVraag je verloskundige hoe het nu is."
    (sms,) = render(Say("topics/foliumzuur"), reader(form=Form.SMS, now=LATER), library)
    assert sms.text == "Vraag je verloskundige hoe het nu is.\nStuur MEER en ik vertel verder."
    (english,) = render(Say("topics/foliumzuur"), reader("en", now=LATER), library)
    assert english.text == "Questions? Call your midwife.\n\nAsk your midwife how it is now."


def test_the_alarm_number_never_expires(library: Library) -> None:
    (welcome,) = render(Say("ui#welkom"), reader(now=LATER), library)
    assert welcome.text == "Hoi! Ik ben een computer. Nood? Bel 112."
    first = render(Say("nood/nood-112"), reader(now=LATER), library)[0]
    assert first.text == "Bel nu 112.\nBlijf niet alleen."


def test_values_fill_placeholders_and_may_be_text_ids(library: Library) -> None:
    assert texts(render(Say("flows/weken#eerste.zeg", (("weken", "12"),)), reader(), library)) == [
        "Je bent 12 weken zwanger."
    ]
    say = Say("ui#meer_hint", (("woord", "@topics/foliumzuur#titel"),))
    assert texts(render(say, reader("en"), library)) == ["Send Folic acid and I go on."]


BROKEN = [
    (Say("ui#bestaat_niet"), "ui#bestaat_niet"),
    (Say("topics/bestaat-niet"), "bestaat-niet"),
    (Say("nood/nood-niets"), "nood-niets"),
    (Say("flows/weken#eerste.zeg"), "{weken}"),
    (Say("ui#meer_hint", (("woord", "@ui#weg"),)), "ui#weg"),
    (Say("feiten#raar"), "nergens"),
]


@pytest.mark.parametrize(("say", "named"), BROKEN, ids=[row[1] for row in BROKEN])
def test_what_does_not_exist_is_broken_content(library: Library, say: Say, named: str) -> None:
    odd = Text("feiten#raar", "{feit:nergens}", library.texts["ui#ja"].place)
    with pytest.raises(ContentBroken, match=named):
        render(say, reader(), replace(library, texts={**library.texts, odd.id: odd}))


CHOICES = (
    Option("zwanger", "flows/kennismaking#situatie.zwanger"),
    Option("kijken", "flows/kennismaking#situatie.kijken"),
    Option("_skip", "ui#nee"),
)
QUESTION = Question("flows/kennismaking#situatie.vraag", 7, AnswerKind.CHOICE, CHOICES)


def test_choices_are_buttons_in_a_chat(library: Library) -> None:
    (message,) = render(Say(QUESTION.id, question=QUESTION), reader("en"), library)
    assert message.text == "How are things now?"
    assert message.buttons == (
        Button("I am pregnant", "7:zwanger"),
        Button("Ik kijk even rond", "7:kijken"),
        Button("No", "7:_skip"),
    )
    assert message.instance == 7


def test_choices_are_numbers_by_sms(library: Library) -> None:
    (message,) = render(Say(QUESTION.id, question=QUESTION), reader(form=Form.SMS), library)
    assert message.text == "Hoe is het nu voor jou?\n1 Ik ben zwanger\n2 Ik kijk even rond"
    assert (message.buttons, message.instance) == ((), 7)


def test_the_choices_come_with_the_last_bubble(library: Library) -> None:
    found = render(Say("topics/lang", question=QUESTION), reader(), library)
    assert [bool(message.buttons) for message in found] == [False, False, True]
    assert [message.instance for message in found] == [0, 0, 7]


def test_a_long_button_is_cut_and_a_long_answer_name_is_refused(library: Library) -> None:
    long = Option("lang", "nood/nood-bloedverlies#heeft_verloskundige.nacht")
    (message,) = render(Say("ui#ja", question=replace(QUESTION, options=(long,))), reader(), library)
    assert len(message.buttons[0].label) <= 40
    assert message.buttons[0].label.endswith("…")
    with pytest.raises(ContentBroken, match="te lang voor een knop"):
        render(Say("ui#ja", question=replace(QUESTION, options=(Option("x" * 64, "ui#ja"),))), reader(), library)


def test_right_to_left_text_and_buttons_keep_their_numbers_in_order(library: Library) -> None:
    (message,) = render(Say("ui#welkom"), reader("ar"), library)
    assert f"{OPEN}112{CLOSE}" in message.text
    question = replace(QUESTION, options=(Option("a", "ui#nood_onvertaald"),))
    (asked,) = render(Say("ui#ja", question=question), reader("ar"), library)
    assert f"{OPEN}112{CLOSE}" in asked.buttons[0].label
    (dutch,) = render(Say("ui#welkom"), reader("nl"), library)
    assert OPEN not in dutch.text


def test_plain_quotes_by_sms_only(library: Library) -> None:
    old = library.texts["ui#ja"]
    curly = replace(library, texts={**library.texts, "ui#ja": Text("ui#ja", "Zeg “ja” – nu", old.place)})
    assert texts(render(Say("ui#ja"), reader(form=Form.SMS), curly)) == ['Zeg "ja" - nu']
    assert texts(render(Say("ui#ja"), reader(), curly)) == ["Zeg “ja” – nu"]


def test_today_is_the_day_in_the_netherlands(library: Library) -> None:
    fact = replace(library.facts["dosis"], valid_until=date(2026, 6, 1))
    changed = replace(library, facts={**library.facts, "dosis": fact})
    late = datetime.fromisoformat("2026-06-01T23:30:00+00:00")  # already 2 June in Amsterdam
    assert "400" not in render(Say("topics/foliumzuur"), reader(now=late), changed)[0].text
    early = datetime.fromisoformat("2026-06-01T21:30:00+00:00")
    assert "400" in render(Say("topics/foliumzuur"), reader(now=early), changed)[0].text
