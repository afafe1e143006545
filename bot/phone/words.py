"""The words of the line by name: they stand in `content/nl/flows/telefoon.yaml`."""

from typing import Final

FLOW: Final = "telefoon"
SIGN_LABELS: Final = ("nood-112", "nood-geweld", "nood-zelfdoding")  # their titles name no sign
TEXTS: Final = frozenset(
    (
        *("opname.zeg", "begin.vraag", "tekenen.vraag", "geen_van_deze.zeg", "nummer.zeg"),
        *("belzin.zeg", "ophangen.zeg"),
        *("toetsen.zeg", "meer.zeg", "onbekend.zeg", "geen_stem.zeg", "dag.zeg"),
        *(f"tekenen.{sign}" for sign in SIGN_LABELS),
    )
)


def text(part: str) -> str:
    """Its text id."""
    return f"flows/{FLOW}#{part}"
