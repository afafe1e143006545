"""A very small companion, so that the web can be tested by itself: it keeps people apart and answers by id."""

from collections import defaultdict
from datetime import UTC, datetime

from bot.content.schema import Language, Library, Status
from bot.model import (
    Address,
    Arrival,
    Button,
    Conversation,
    Delivery,
    Event,
    EventKind,
    Form,
    Incoming,
    Lane,
    Outgoing,
    Reading,
    Turn,
)
from bot.ports import Committed
from bot.web.parts import WebParts

NAMES = {"nl": "Nederlands", "en": "English", "tr": "Türkçe", "ar": "العربية"}
WELCOME = {
    "nl": "Hoi! Ik ben een computer.\n\nNood? Bel 112, wacht niet op mij. Wat wil je weten?",
    "en": "Hi! I am a computer.\n\nIn an emergency call 112, do not wait for me. What would you like to know?",
    "tr": "Merhaba! Ben bir bilgisayarım.\n\nAcil durumda 112'yi arayın. Ne öğrenmek istiyorsunuz?",
    "ar": "مرحبا! أنا حاسوب.\n\nفي الطوارئ اتصلي بالرقم \u2066112\u2069. ماذا تريدين أن تعرفي؟",
}
LABELS = {
    "nl": ("Ik wil zwanger worden", "Ik ben zwanger", "Stoppen met roken", "Iets anders"),
    "en": ("I want to get pregnant", "I am pregnant", "Stop smoking", "Something else"),
    "tr": ("Hamile kalmak istiyorum", "Hamileyim", "Sigarayı bırakmak", "Başka bir şey"),
    "ar": ("أريد أن أحمل", "أنا حامل", "الإقلاع عن التدخين", "شيء آخر"),
}
URGENT = {
    "nl": "Bel nu je verloskundige. Neemt niemand op? Bel het ziekenhuis. Is het ernstig? Bel 112.",
    "en": "Call your midwife now. Nobody answers? Call the hospital. Is it serious? Call 112.",
    "tr": "Şimdi ebenizi arayın. Kimse açmıyor mu? Hastaneyi arayın. Ciddi mi? 112'yi arayın.",
    "ar": "اتصلي بالقابلة الآن. لا أحد يجيب؟ اتصلي بالمستشفى. هل الأمر خطير؟ اتصلي بالرقم \u2066112\u2069.",
}
FOLIC = {
    "nl": "Wil je zwanger worden? Slik elke dag 1 tablet foliumzuur.\n\nBegin nu.",
    "en": "Take one tablet of folic acid every day.",
    "tr": "Her gün bir folik asit tableti alın.",
    "ar": "تناولي حبة حمض الفوليك كل يوم.",
}


class SystemClock:
    def now(self) -> datetime:
        return datetime(2026, 6, 1, 12, tzinfo=UTC)


class Companion:
    """`receive` and `answers` as the service has them, in memory."""

    def __init__(self) -> None:
        self.received: list[Incoming] = []
        self.reported: list[Delivery] = []
        self._due: dict[Address, list[Outgoing]] = defaultdict(list)

    async def receive(self, incoming: Incoming) -> Committed:
        self.received.append(incoming)
        language = incoming.language_hint or "nl"
        text_id, words = self._answer(incoming, language)
        self._due[incoming.address].append(self._worded(incoming, language, text_id, words))
        turn = Turn(Conversation(language=language), events=(Event(EventKind.TOPIC_READ, text_id),))
        return Committed(Arrival(incoming, Reading(incoming.text), SystemClock().now()), 1, turn)

    async def report(self, delivery: Delivery) -> None:
        self.reported.append(delivery)

    async def answers(self, address: Address) -> list[Outgoing]:
        return self._due.pop(address, [])

    def _answer(self, incoming: Incoming, language: str) -> tuple[str, str]:
        if "bloed" in incoming.text or "kanama" in incoming.text:
            return "nood/nood-bloedverlies", URGENT[language]
        if incoming.text == "/start":
            return "ui#welkom", WELCOME[language]
        return "topics/foliumzuur#antwoord", FOLIC[language]

    def _worded(self, incoming: Incoming, language: str, text_id: str, words: str) -> Outgoing:
        labels = LABELS[language] if text_id == "ui#welkom" else ()
        urgent = text_id.startswith("nood/")
        if incoming.form is Form.SMS:
            words = "\n".join((words, *(f"{number} {label}" for number, label in enumerate(labels, 1))))
            labels = ()
        return Outgoing(
            incoming.address,
            words,
            tuple(Button(label, f"1:{number}") for number, label in enumerate(labels)),
            Lane.URGENT if urgent else Lane.TEXT,
            language,
            text_id,
        )


def library() -> Library:
    languages = {code: Language(code, name, code == "ar", 3, 3, (), Status.TRIAL, name) for code, name in NAMES.items()}
    return Library({}, {}, {}, {}, languages, {})


async def well() -> bool:
    return True


def parts(companion: Companion, **changes: object) -> WebParts:
    known: dict[str, object] = {
        "receive": companion.receive,
        "report": companion.report,
        "answers": companion.answers,
        "channels": {},
        "library": library(),
        "clock": SystemClock(),
        "sms_parts": lambda text: 1 + len(text) // 160,
        "healthy": well,
        "version": "test",
        "simulator": True,
    }
    return WebParts(**(known | changes))  # type: ignore[arg-type]
