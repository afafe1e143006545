"""Looking around in a Bundle as JSON. Pure."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

Node: TypeAlias = Mapping[str, object]


def resources(bundle: Node) -> dict[str, Node]:
    """By fullUrl."""
    entries = list(nodes(bundle.get("entry")))
    return {str(entry.get("fullUrl")): resource for entry in entries for resource in nodes(entry.get("resource"))}


def nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, list):
        yield from (each for each in value if isinstance(each, Mapping))


def walk(node: Node, path: tuple[str, ...] = ("Bundle",)) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Every object inside, with the names of the fields that lead to it."""
    yield path, node
    for field, value in node.items():
        for inside in nodes(value):
            yield from walk(inside, (*path, field))
