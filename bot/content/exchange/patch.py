"""Changed files as a patch that `git apply` takes. Pure."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff


def patch(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """A unified diff from path → text to path → new text; empty when nothing changes."""
    return "".join(part for path in sorted(after) for part in _of_file(path, before.get(path, ""), after[path]))


def _of_file(path: str, old: str, new: str) -> Iterator[str]:
    if old == new:
        return
    yield f"diff --git a/{path} b/{path}\n"
    if not old:
        yield "new file mode 100644\n"
    for line in unified_diff(_lines(old), _lines(new), f"a/{path}" if old else "/dev/null", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Split as git does: at line feeds only."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
