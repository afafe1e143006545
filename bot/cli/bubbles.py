"""A played conversation as bubbles, for a terminal or as a page. Buttons are named by what stood on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.cli.golden import Exchange
from bot.cli.script import Script
from bot.content.schema import Library
from bot.model import Form, IncomingKind, Outgoing

_SENT: Final = {
    IncomingKind.PHOTO: "stuurt een foto",
    IncomingKind.VOICE: "stuurt een spraakbericht",
    IncomingKind.STICKER: "stuurt een sticker",
    IncomingKind.CONTACT: "stuurt een telefoonnummer",
    IncomingKind.LOCATION: "stuurt haar plek",
    IncomingKind.BLOCKED: "blokkeert Wiegwijzer",
}


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of hers or ours. `dutch` is empty where it already is; `does`: no text of hers but a deed."""

    words: str
    language: str
    rtl: bool = False
    hers: bool = False
    does: bool = False
    buttons: tuple[str, ...] = ()
    dutch: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Her message and the answer; `heading` names the day when it is another one."""

    heading: str
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class Chat:
    title: str
    channel: str
    turns: tuple[Turn, ...]


def chat_of(script: Script, exchanges: Iterable[Exchange], library: Library) -> Chat:
    """The conversation as bubbles, in order."""
    turns: list[Turn] = []
    labels: dict[str, str] = {}
    day = script.today - timedelta(days=1)
    for exchange in exchanges:
        today = exchange.reader.now.date()
        heading = format_date(today, "EEEE d MMMM y", locale="nl") if today != day else ""
        turns.append(Turn(heading, (_hers(exchange, labels, script.language), *_ours(exchange, library))))
        labels |= {b.tap: b.label for out in exchange.outgoing for b in out.buttons}
        day = today
    return Chat(script.title, {Form.SMS: "sms", Form.TELEGRAM: "Telegram"}[script.channel], tuple(turns))


def _hers(exchange: Exchange, labels: dict[str, str], language: str) -> Bubble:
    step = exchange.step
    if step.tap:
        label = next(text for tap, text in reversed(labels.items()) if tap.partition(":")[2] == step.tap)
        return Bubble(f"tikt op: {label}", "nl", hers=True, does=True)
    if step.start is not None:
        link = f"opent de link met code {step.start}" if step.start else "opent het gesprek"
        return Bubble(link, "nl", hers=True, does=True)
    if step.kind:
        return Bubble(_SENT.get(step.kind, "stuurt iets anders"), "nl", hers=True, does=True)
    return Bubble(step.user, language, rtl=_rtl(step.user), hers=True)


def _ours(exchange: Exchange, library: Library) -> Iterator[Bubble]:
    """Each message, with its Dutch under the last of the same text when she got another language."""
    for out, dutch in zip(exchange.outgoing, _dutch(exchange), strict=True):
        known = library.languages.get(out.language)
        buttons = tuple(button.label for button in out.buttons)
        yield Bubble(out.text, out.language, known.rtl if known else False, buttons=buttons, dutch=dutch)


def _dutch(exchange: Exchange) -> list[str]:
    """One Dutch text a message; several messages of one text share it, under the last."""
    outgoing = exchange.outgoing
    named: dict[str, list[str]] = {}
    for out in exchange.in_dutch():
        named.setdefault(out.text_id, []).append(_with_labels(out))
    last = {out.text_id: index for index, out in enumerate(outgoing)}
    needed = [out.language != "nl" and last[out.text_id] == index for index, out in enumerate(outgoing)]
    return [
        "\n\n".join(dict.fromkeys(named.get(out.text_id, []))) if need else ""
        for out, need in zip(outgoing, needed, strict=True)
    ]


def _with_labels(out: Outgoing) -> str:
    return "\n".join([out.text, *(f"[{button.label}]" for button in out.buttons)])


def _rtl(text: str) -> bool:
    return any("\u0590" <= letter <= "\u08ff" for letter in text)


def as_text(chat: Chat) -> str:
    """For a terminal: hers after an arrow, ours indented, buttons in brackets."""
    lines = [chat.title, f"({chat.channel})", ""]
    for turn in chat.turns:
        if turn.heading:
            lines += [f"--- {turn.heading} ---", ""]
        for bubble in turn.bubbles:
            lines += [*_lines(bubble), ""]
    return "\n".join(lines)


def _lines(bubble: Bubble) -> Iterator[str]:
    mark = "> " if bubble.hers else "    "
    words = f"({bubble.words})" if bubble.does else bubble.words
    yield from (f"{mark}{line}" for line in words.splitlines())
    yield from (f"    [{label}]" for label in bubble.buttons)
    yield from (f"      | {line}" for line in bubble.dutch.splitlines())


def as_page(chat: Chat) -> str:
    """One self-contained HTML page."""
    environment = Environment(
        loader=PackageLoader("bot.cli"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("transcript.html").render(chat=chat)
