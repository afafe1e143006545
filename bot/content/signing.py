"""Writes a sign-off into the text of its file, and leaves every other letter as it is. Pure: text in, text out."""

import io
import json
import re
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from bot.content.schema import SignOff

_LINE: Final = re.compile(r"^akkoord:[^\n]*$", re.MULTILINE)
_TITLE: Final = re.compile(r"^titel:[^\n]*$", re.MULTILINE)


def signed_page(source: str, sign_off: SignOff) -> str:
    """A page or flow with its line `akkoord:` filled in, or put under its title. Raises ValueError without a title."""
    line = f"akkoord: {_inline(sign_off)}"
    if _LINE.search(source):
        return _LINE.sub(lambda _: line, source, count=1)
    if not _TITLE.search(source):
        raise ValueError("no title")
    return _TITLE.sub(lambda title: f"{title[0]}\n{line}", source, count=1)


def signed_language(source: str, language: str, role: str, sign_off: SignOff) -> str:
    """`languages.yaml` with one role's sign-off of one language."""
    yaml = YAML()
    yaml.width, yaml.allow_unicode = 10_000, True
    root = yaml.load(source)
    given = root[language].setdefault("akkoord", _mapping({}))
    given[role] = _mapping({"door": sign_off.by, "op": sign_off.on, "tot": sign_off.until})
    given[role]["tekst"] = sign_off.fingerprint
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _mapping(values: dict[str, object]) -> CommentedMap:
    made = CommentedMap(values)
    made.fa.set_flow_style()
    return made


def _inline(sign_off: SignOff) -> str:
    by = json.dumps(sign_off.by, ensure_ascii=False)  # a string of JSON is one of YAML
    return f'{{door: {by}, op: {sign_off.on}, tot: {sign_off.until}, tekst: "{sign_off.fingerprint}"}}'
