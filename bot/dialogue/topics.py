"""Answering a question with a topic, and checking kindly whether *we* explained it well."""

from typing import Final

from bot.content.render import has_more
from bot.dialogue.draft import Draft
from bot.dialogue.menu import HELP, named_option
from bot.model import EventKind, Form, Option, Say

TEACH: Final = "uitleg."
CHECK_LABEL: Final = "ui#even_checken"
RELATED_SHOWN: Final = 3


def tell(draft: Draft, topic: str) -> Draft:
    """The topic's answer. Outside a flow, buttons lead on; inside one the flow's own question comes last."""
    draft = draft.with_state(last=f"topics/{topic}", page=0, unknown=0).noting(EventKind.TOPIC_READ, topic)
    say = Say(f"topics/{topic}")
    if draft.state.stack:
        return draft.saying_as(say)
    draft = draft.retiring().saying_as(say)
    return draft if draft.state.form is Form.SMS else draft.asking("ui#verder", _onward(draft, topic))


def tell_more(draft: Draft) -> Draft:
    """The next piece of a long text (MEER)."""
    if not draft.state.last:
        return draft.saying("ui#niets_te_herhalen")
    state = draft.state
    more = state.form is Form.SMS and has_more(
        Say(state.last, page=state.page), state.language, draft.today, draft.library
    )
    if not more:
        return draft.saying("ui#niets_meer")
    return draft.with_state(page=state.page + 1).saying_as(Say(state.last, page=state.page + 1))


def say_again(draft: Draft) -> Draft:
    if not draft.state.last:
        return draft.saying("ui#niets_te_herhalen")
    return draft.with_state(page=0).saying_as(Say(draft.state.last))


def say_shorter(draft: Draft) -> Draft:
    """Simpler: the shortest wording we have of the last answer."""
    topic = draft.library.topics.get(draft.state.last.removeprefix("topics/"))
    if topic is None or "sms" not in topic.sections:
        return say_again(draft)
    return draft.saying(f"topics/{topic.id}#sms")


def ask_teach_back(draft: Draft, topic: str) -> Draft:
    teach = draft.library.topics[topic].teach_back
    if teach is None:
        return draft.saying("ui#niets_te_herhalen")
    options = (Option(str(n), f"topics/{topic}#uitleg.{n}") for n in range(1, len(teach.answers) + 1))
    return draft.asking(f"topics/{topic}#uitleg.vraag", options)


def answer_teach_back(draft: Draft, topic: str, answer: str) -> Draft:
    """Never "right" or "wrong": either thanks, or the same thing said in another way, once."""
    teach = draft.library.topics[topic].teach_back
    meant = teach is not None and teach.answers[int(answer) - 1] == teach.meant
    draft = draft.retiring()
    return draft.saying("ui#uitleg_klopt" if meant else f"topics/{topic}#uitleg.anders")


def _onward(draft: Draft, topic: str) -> list[Option]:
    library = draft.library
    named = (named_option(library, name) for name in library.topics[topic].related)
    options = [option for option in named if option][:RELATED_SHOWN]
    if library.topics[topic].teach_back:
        options.append(Option(f"{TEACH}{topic}", CHECK_LABEL))
    return [*options, Option(HELP, "ui#menu_kort")]
