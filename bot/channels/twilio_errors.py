"""What Twilio's error codes mean for a message. A new code is a new row here (twilio.com/docs/api/errors)."""

from typing import Final

from bot.errors import PersonStopped, SendFailed, TryLater, Undeliverable

# Refusals of the Messages API.
_REFUSALS: Final[dict[int, type[SendFailed]]] = {
    21610: PersonStopped,  # she sent STOP; the carrier's list, not ours
    # Busy: waiting helps.
    14107: TryLater,  # rate limit
    20429: TryLater,  # too many requests
    20500: TryLater,  # Twilio's own trouble
    20503: TryLater,
    21611: TryLater,  # the sender's queue is full
    30001: TryLater,  # queue overflow
    30022: TryLater,  # carrier rate limit
    63018: TryLater,  # WhatsApp rate limit
    # Ours to mend: her message waits for that.
    20003: TryLater,  # wrong credentials
    20005: TryLater,  # account not active
    30002: TryLater,  # account suspended
    # Never, however often we try.
    21211: Undeliverable,  # not a phone number
    21212: Undeliverable,  # not a sender
    21408: Undeliverable,  # country not allowed by our account
    21602: Undeliverable,  # no text
    21603: Undeliverable,  # no sender
    21604: Undeliverable,  # no recipient
    21606: Undeliverable,  # not our sender
    21612: Undeliverable,  # no route to this number
    21614: Undeliverable,  # not a mobile number
    21617: Undeliverable,  # over 1600 characters
    21635: Undeliverable,  # a landline
    30003: Undeliverable,  # handset unreachable
    30004: Undeliverable,  # blocked by carrier or handset: not her choice for certain, so not a stop
    30005: Undeliverable,  # unknown number
    30006: Undeliverable,  # a landline or an unreachable carrier
    30007: Undeliverable,  # filtered by the carrier
    63003: Undeliverable,  # not on WhatsApp
    63016: Undeliverable,  # outside WhatsApp's 24 hours
    63024: Undeliverable,  # not a WhatsApp recipient
}

# Error codes in a status callback that mean she does not want to hear from us; every other failure is a failure.
STOPPING_REPORTS: Final = frozenset({"21610"})

_MENDABLE_STATUSES: Final = frozenset({401, 403, 408, 425, 429})


def failure(code: int, status: int) -> SendFailed:
    """Twilio's error code (or, where it is new to us, the HTTP status) in our words."""
    known = _REFUSALS.get(code)
    if known is not None:
        return known(str(code))
    mendable = status in _MENDABLE_STATUSES or status >= 500
    return (TryLater if mendable else Undeliverable)(str(code))
