"""The README for editors names every field, heading, rule and command there is."""

from pathlib import Path

import pytest
import typer

from bot.cli.content import app
from bot.content.check import READING_RULES, RULES
from bot.content.headings import SOORT, TOPIC_SECTIONS, URGENT_SECTIONS
from bot.content.parse import fields

README = (Path(__file__).parents[2] / "content/README.md").read_text("utf-8")
COMMANDS = typer.main.get_group(app).list_commands(typer.Context(typer.main.get_command(app)))


@pytest.mark.parametrize("rule", [*READING_RULES, *RULES])
def test_every_rule_is_explained(rule: str) -> None:
    assert f"| `{rule}` |" in README


def test_no_rule_is_explained_that_is_gone() -> None:
    table = README[README.index("| regel | wanneer |") :].split("\n\n")[0].splitlines()[2:]
    assert {line.split("`")[1] for line in table} == READING_RULES.keys() | RULES.keys()


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in fields.ALL.items() for name in names])
def test_every_field_is_explained(kind: str, name: str) -> None:
    assert f"`{name}`" in README, kind


@pytest.mark.parametrize("heading", [*TOPIC_SECTIONS, *URGENT_SECTIONS])
def test_every_heading_is_explained(heading: str) -> None:
    assert f"`## {heading}`" in README


def test_every_kind_of_answer_is_named() -> None:
    assert all(kind in README for kind in SOORT)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    assert f"wiegwijzer content {command}" in README
