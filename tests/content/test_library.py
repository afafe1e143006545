"""Which words, in which language, and are they those of today."""

from dataclasses import replace

import pytest

from bot.content import library as look
from bot.content.schema import Library, Status, Text, Translation
from bot.errors import ContentBroken


def with_dutch(library: Library, text_id: str, words: str) -> Library:
    """The same library after an editor changed one Dutch text."""
    old = library.texts[text_id]
    return replace(library, texts={**library.texts, text_id: Text(text_id, words, old.place)}, offered=())


def with_translation(library: Library, language: str, text_id: str, made: Translation) -> Library:
    changed = {**library.translations[language], text_id: made}
    return replace(library, translations={**library.translations, language: changed}, offered=())


def test_dutch_is_always_fresh(library: Library) -> None:
    assert look.wording(library, "ui#ja", "nl") == look.Wording("Ja", "nl", fresh=True)


def test_translation_of_today(library: Library) -> None:
    assert look.wording(library, "ui#ja", "en") == look.Wording("Yes", "en", fresh=True)


def test_without_translation_the_dutch(library: Library) -> None:
    assert look.wording(library, "ui#ja", "tr") == look.Wording("Ja", "nl", fresh=False)


def test_changed_dutch_makes_a_translation_stale(library: Library) -> None:
    changed = with_dutch(library, "ui#ja", "Jazeker")
    assert look.wording(changed, "ui#ja", "en") == look.Wording("Jazeker", "nl", fresh=False)
    assert look.last_wording(changed, "ui#ja", "en") == look.Wording("Yes", "en", fresh=False)


def test_fuzzy_translation_is_stale(library: Library) -> None:
    made = replace(library.translations["en"]["ui#ja"], fuzzy=True)
    assert not look.is_fresh(with_translation(library, "en", "ui#ja", made), "ui#ja", "en")


def test_translation_with_other_placeholders_is_never_said(library: Library) -> None:
    made = replace(library.translations["en"]["ui#welkom"], words="Hi! Call {feit:hulplijn}.")
    broken = with_translation(library, "en", "ui#welkom", made)
    assert look.wording(broken, "ui#welkom", "en").language == "nl"
    assert look.last_wording(broken, "ui#welkom", "en").language == "nl"


def test_a_fact_that_changed_makes_every_text_with_it_stale(library: Library) -> None:
    changed = with_dutch(library, "feiten#dosis", "500 microgram")
    assert look.is_fresh(library, "topics/foliumzuur#antwoord", "en")
    assert not look.is_fresh(changed, "topics/foliumzuur#antwoord", "en")


def test_amounts_are_worded_numbers_are_not(library: Library) -> None:
    assert look.fact_words(library, "dosis", "en").words == "400 micrograms"
    assert look.fact_words(library, "hulplijn", "en") == look.Wording("0800-2000", "en", fresh=True)


def test_unknown_ids_are_broken_content(library: Library) -> None:
    with pytest.raises(ContentBroken, match="ui#bestaat_niet"):
        look.wording(library, "ui#bestaat_niet", "en")
    with pytest.raises(ContentBroken, match="staat niet in"):
        look.wording(library, "talen#xx", "nl")


def test_a_language_has_one_name_whoever_reads_it(library: Library) -> None:
    assert look.wording(library, "talen#tr", "ar").words == "Türkçe"


def test_titles_and_search_words(library: Library) -> None:
    assert look.title(library, "topics/foliumzuur", "en") == "Folic acid"
    assert look.title(library, "topics/foliumzuur", "tr") == "Foliumzuur"
    assert look.search_words(library, "foliumzuur") == ("foliumzuur", "folium zuur", "pilletje")
    assert look.search_words(library, "foliumzuur", "en") == ("folic acid", "folate")
    assert look.search_words(library, "foliumzuur", "ar") == ()
    assert look.search_words(library, "lang") == ()


def test_offered_languages_are_complete(library: Library) -> None:
    assert library.offered == look.offered_languages(library) == ("nl", "en", "ar")


@pytest.mark.parametrize("text_id", ["ui#ja", "nood/nood-112#belzin"])
def test_one_stale_phrase_or_urgent_text_takes_a_language_out(library: Library, text_id: str) -> None:
    changed = with_dutch(library, text_id, "Iets anders.")
    assert look.offered_languages(changed) == ("nl",)
    assert look.missing_for_offer(changed, "en") == (text_id,)


def test_a_topic_that_is_not_translated_does_not_take_it_out(library: Library) -> None:
    assert "ar" in look.offered_languages(with_dutch(library, "topics/foliumzuur#sms", "Anders."))


def test_concept_is_never_offered(library: Library) -> None:
    english = replace(library.languages["en"], status=Status.CONCEPT)
    changed = replace(library, languages={**library.languages, "en": english}, offered=())
    assert look.offered_languages(changed) == ("nl", "ar")
