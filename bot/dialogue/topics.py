"""Answering a question with a topic, and checking kindly whether *we* explained it well."""

from collections.abc import Sequence
from typing import Final

from bot.content.library import is_fresh
from bot.content.render import has_more
from bot.content.schema import Library, TeachBack
from bot.dialogue.draft import Draft
from bot.dialogue.menu import MORE_TEXT, go_on, named_option
from bot.model import EventKind, Form, Guess, Meaning, Option, Say

TEACH: Final = "uitleg."
CHECK_LABEL: Final = "ui#even_checken"
RELATED_SHOWN: Final = 3
SMS_ANSWERS: Final = 2
PARTNER: Final = "partner"  # her answer to who she is, and the variant of a topic for who answers that
EASIER: Final = ("makkelijker", "sms")


def about(library: Library, intent: str) -> str:
    """The topic that answers this intent: its own, or the one whose `intents` name it; empty when none does."""
    if intent in library.topics:
        return intent
    return next((topic.id for topic in library.topics.values() if intent in topic.intents), "")


def tell_all(draft: Draft, topic: str, meaning: Meaning) -> Draft:
    """Several questions in one message: each answered, in order; by SMS no more than two: reading is work."""
    also = (about(draft.library, intent) for intent in meaning.also)
    more = dict.fromkeys(found for found in also if found and found != topic)
    asked = [topic, *more][: SMS_ANSWERS if draft.state.form is Form.SMS else None]
    for first in asked[:-1]:
        draft = draft.saying(_told(draft, first)).noting(EventKind.TOPIC_READ, first)
    return tell(draft, asked[-1], meaning.others)


def tell(draft: Draft, topic: str, others: Sequence[Guess] = ()) -> Draft:
    """The topic's answer. Outside a flow, buttons lead on; inside one the flow's own question comes last.

    `others` is what she may have meant instead: that is one tap away.
    """
    say = Say(_told(draft, topic))
    draft = draft.with_state(last=say.text, page=0, unknown=0).noting(EventKind.TOPIC_READ, topic)
    if draft.state.stack:
        return draft.saying_as(say)
    if draft.state.form is Form.SMS:
        return draft.retiring().saying_as(say)
    more = [MORE_TEXT] if say.text.endswith(PARTNER) else []
    return go_on(draft.saying_as(say), _onward(draft, topic, [*more, *(guess.intent for guess in others)]))


def _told(draft: Draft, topic: str) -> str:
    """The topic, in the words for a partner where those differ; MEER then brings what everybody gets."""
    there = draft.library.topics[topic]
    for_partner = draft.answer_to("situatie") == PARTNER and PARTNER in there.sections
    return f"topics/{topic}#{PARTNER}" if for_partner else f"topics/{topic}"


def offer(draft: Draft, others: Sequence[Guess]) -> Draft:
    """After an urgent text: what else she asked about, when nothing is open or under way."""
    options = _named(draft.library, [guess.intent for guess in others])
    return go_on(draft, options) if options and not (draft.state.open or draft.state.stack) else draft


def tell_more(draft: Draft) -> Draft:
    """MEER: the next piece of a long text; after the short SMS wording the whole answer."""
    if not draft.state.last:
        return draft.saying("ui#niets_te_herhalen")
    now = Say(draft.state.last, page=draft.state.page)
    if draft.state.form is Form.SMS and has_more(now, draft.state.language, draft.today, draft.library):
        return draft.with_state(page=now.page + 1).saying_as(Say(now.text, page=now.page + 1))
    topic, _, variant = now.text.partition("#")
    if variant == PARTNER:
        return draft.with_state(last=topic, page=0).saying(topic)
    whole = f"{now.text}#antwoord"
    if draft.state.form is Form.SMS and _is_short(draft) and is_fresh(draft.library, whole, draft.state.language):
        return draft.with_state(last=whole, page=0).saying(whole)
    return draft.saying("ui#niets_meer")


def _is_short(draft: Draft) -> bool:
    """The last answer was a topic's SMS wording, and nothing of its whole answer was told."""
    topic = draft.library.topics.get(draft.state.last.removeprefix("topics/"))
    return topic is not None and "sms" in topic.sections


def say_again(draft: Draft) -> Draft:
    if not draft.state.last:
        return draft.saying("ui#niets_te_herhalen")
    return draft.with_state(page=0).saying_as(Say(draft.state.last))


def say_shorter(draft: Draft) -> Draft:
    """Simpler: the easiest wording of the last answer that her language has."""
    told = draft.state.last.partition("#")[0]
    topic = draft.library.topics.get(told.removeprefix("topics/"))
    texts = (f"{told}#{part}" for part in EASIER if topic and part in topic.sections)
    found = next((text for text in texts if is_fresh(draft.library, text, draft.state.language)), "")
    return draft.saying(found) if found else say_again(draft)


def ask_teach_back(draft: Draft, topic: str) -> Draft:
    teach = _teach_back(draft, topic)
    if teach is None:
        return draft.saying("ui#niets_te_herhalen")
    options = (Option(str(n), f"topics/{topic}#uitleg.{n}") for n in range(1, len(teach.answers) + 1))
    return draft.asking(f"topics/{topic}#uitleg.vraag", options)


def answer_teach_back(draft: Draft, topic: str, answer: str) -> Draft:
    """Never "right" or "wrong": either thanks, or the same thing said in another way, once."""
    teach, draft = _teach_back(draft, topic), draft.retiring()
    if teach is None:
        return draft.saying("ui#niets_te_herhalen")
    meant = answer == str(teach.answers.index(teach.meant) + 1)
    return draft.saying("ui#uitleg_klopt" if meant else f"topics/{topic}#uitleg.anders")


def _teach_back(draft: Draft, topic: str) -> TeachBack | None:
    there = draft.library.topics.get(topic)
    return there.teach_back if there else None


def _onward(draft: Draft, topic: str, others: Sequence[str]) -> list[Option]:
    there = draft.library.topics[topic]
    options = _named(draft.library, [name for name in (*others, *there.related) if name != topic])
    return [*options, Option(f"{TEACH}{topic}", CHECK_LABEL)] if there.teach_back else options


def _named(library: Library, names: Sequence[str]) -> list[Option]:
    found = (named_option(library, about(library, name) or name) for name in names)
    return list(dict.fromkeys(option for option in found if option))[:RELATED_SHOWN]
