"""Subjects that need a word of their own; other subjects do not."""

import pytest

from bot.understanding.ears import Ears


@pytest.mark.parametrize("text", ["ik wil stoppen", "geen trek", "stoppen met werken", "i want to quit", ""])
def test_without_a_smoking_word_smoking_is_unproven(ears: Ears, text: str) -> None:
    assert ears.needs.unproven(text, ("roken-stoppen", "alcohol")) == {"roken-stoppen"}


@pytest.mark.parametrize(
    "text", ["stoppen met roken", "sigarayı bırakmak", "بدي وقف تدخين", "rzucić palenie", "vaping"]
)
def test_with_one_it_is_proven(ears: Ears, text: str) -> None:
    assert not ears.needs.unproven(text, ("roken-stoppen", "alcohol"))


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("mag ik vaker een bericht van je krijgen", False),
        ("meer berichtjes graag, ik leer er veel van", False),
        ("ik hoef echt niet meer berichten te krijgen", True),
        ("please text more, i like your messages", False),
        ("i dont want more messages", True),
        ("daha sık mesaj yazın", False),
        ("artık daha fazla mesaj yazmayın", True),
        ("piszcie częściej, lubię te wiadomości", False),
        ("nie chcę więcej wiadomości", True),
        ("пишіть частіше, мені подобаються ваші повідомлення", False),
        ("не хочу більше повідомлень", True),
        ("sms", False),
        ("een sms", False),
        ("text message", False),
        ("رسائل", False),
        ("geen sms", True),
        ("stop sms", True),
        ("sms niet meer naar dit nummer", True),
    ],
)
def test_who_wants_more_messages_or_only_names_them_does_not_stop_them(ears: Ears, text: str, stops: bool) -> None:
    assert ("stop" not in ears.needs.unproven(text, ("stop",))) is stops
