"""Said simpler, told more: of an explanation, or of the question that is open."""

from bot.dialogue import flow, topics
from bot.dialogue.draft import Draft


def simpler(draft: Draft) -> Draft:
    """In the shortest words we have. Of a question, with nothing explained since it was asked: why we ask."""
    return topics.say_shorter(draft) if draft.state.last or not draft.state.stack else flow.explained(draft)


def more(draft: Draft) -> Draft:
    """More of what was explained last; in a flow, with nothing explained since its question, it says: go on."""
    return draft if draft.state.stack and not draft.state.last else topics.tell_more(draft)
