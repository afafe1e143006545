"""What an address of the preview asks for, read from what anybody may have typed."""

from typing import Final

from starlette.requests import Request

from bot.content.overview import Wish

LONGEST: Final = 200  # characters of what is typed


def address(text_id: str) -> str:
    """Where a text is shown: `topics/foliumzuur#sms` → `topics/foliumzuur/sms`."""
    return text_id.replace("#", "/", 1)


def text_id_at(path: str) -> str:
    owner, _, part = path.rpartition("/")
    return f"{owner}#{part}"


def wish_of(request: Request) -> Wish:
    asked = {name: request.query_params.get(name, "")[:LONGEST] for name in ("q", "soort", "taal", "staat")}
    return Wish(asked["q"], asked["soort"], asked["taal"], asked["staat"])


def whole(typed: str) -> int:
    """A page's number; 1 for what is none."""
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1


def cost_of(price: str) -> float | None:
    """Euros for an SMS part, as typed (`0,09`); None when it is no amount."""
    try:
        cost = float(price.replace(",", "."))
    except ValueError:
        return None
    return cost if 0 < cost < 10 else None
