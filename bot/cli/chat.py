"""`wiegwijzer chat`: talk to the companion in the terminal, as by Telegram or as by SMS."""

import asyncio
import secrets
import sys
from datetime import date, datetime
from typing import Annotated

import typer

from bot.model import Address, ChannelName, Form, Incoming, IncomingKind, Outgoing


def chat(
    channel: Annotated[Form, typer.Option(help="How it looks: sms or telegram.")] = Form.TELEGRAM,
    language: Annotated[str, typer.Option(help="Language of the phone, such as nl, en, tr, ar.")] = "",
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Pretend it is this day.")] = None,
    person: Annotated[str, typer.Option(help="A name of your own, to go on with the same conversation later.")] = "",
) -> None:
    """Have a conversation here. Type a number or the words of a button; an empty line ends it.

    Examples:  wiegwijzer chat   ·   wiegwijzer chat --channel sms --language tr --today 2026-06-01
    """
    words = _Words(channel, language, today.date() if today else None, person or secrets.token_hex(8))
    asyncio.run(_talk(words))


class _Words:
    """Makes messages of what is typed."""

    def __init__(self, form: Form, language: str, today: date | None, person: str) -> None:
        self._form, self._language, self._today = form, language, today
        self.address = Address(ChannelName.CONSOLE, person)

    def message(self, text: str) -> Incoming:
        return Incoming(
            key=f"console:{secrets.token_hex(16)}",
            address=self.address,
            kind=IncomingKind.TEXT,
            text=text,
            language_hint=self._language,
            form=self._form,
            pretend_today=self._today,
        )


async def _talk(words: _Words) -> None:
    from bot.app import companion  # noqa: PLC0415 - heavy: loads every adapter
    from bot.settings import Settings  # noqa: PLC0415

    async with companion(Settings()) as house:
        text: str | None = "/start"
        while text:
            await house.service.receive(words.message(text))
            for outgoing in await house.courier.answers(words.address):
                typer.echo(shown(outgoing))
            text = await asyncio.to_thread(_typed)


def shown(outgoing: Outgoing) -> str:
    """A bubble as lines of text, its buttons below it."""
    bubble = "\n".join(f"  {line}" for line in outgoing.text.splitlines())
    buttons = "".join(f"\n    [{button.label}]" for button in outgoing.buttons)
    return f"{bubble}{buttons}\n"


def _typed() -> str | None:
    try:
        text = input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return None
    if not sys.stdin.isatty():
        typer.echo(text)
    return text
