"""Logs that can be read by anybody: only keys on the list get through, never words, names, numbers or tokens."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

# A key is on this list when nothing a person wrote, and nothing that finds a person, can be its value.
ALLOWED: Final = frozenset(
    {
        *("event", "level", "timestamp", "version", "environment", "revision"),
        *("channel", "lane", "text_id", "language", "code", "status", "error", "at"),
        *("attempts", "rows", "seconds", "count"),
    }
)


def only_allowed(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list, and the text of exceptions."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def configure() -> None:
    """One JSON line per event on standard error; libraries may only warn, and without their texts."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(handlers=[_Library()], level=logging.WARNING, force=True)


class _Library(logging.Handler):
    """What libraries log can hold a token in a URL: we keep that they warned, not what they said."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().warning("library_warned", error=record.name, level=record.levelname.lower())
