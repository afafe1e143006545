"""Alembic, for a database that is not of today."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def bring(connection: Connection, scripts: Path, to: str) -> None:
    """The tables to revision `to`: `head`, `base`, or one in between."""
    settings = Config()
    settings.set_main_option("script_location", str(scripts))
    settings.attributes["connection"] = connection
    if to == "base":
        command.downgrade(settings, to)
    else:
        command.upgrade(settings, to)
