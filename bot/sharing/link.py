"""The link: SMART Health Links, HL7 STU 1 (hl7.org/fhir/uv/smart-health-cards-and-links/STU1), flag P.

`<viewer>#shlink:/` and base64url of `{"url", "key", "exp", "flag", "label"}`. All of it stands behind the `#`, which a
browser sends to nobody. The typed code is ours and no part of that standard.
"""

import json
from datetime import datetime
from typing import Final

from bot.sharing.keys import unpadded

VIEWER: Final = "/v"
MANIFEST: Final = "/shl/"
FILE: Final = "/shl/file/"
LONGEST: Final = 128  # characters of `url`
LABEL: Final = "Samenvatting"  # neutral: whoever sees a history or a chat may see the link


def link(site: str, name: str, key: bytes, until: datetime) -> str:
    """The whole link. `site` is our address (`https://…`), `name` the share's id. Raises ValueError: site too long."""
    url = f"{site}{MANIFEST}{name}"
    if len(url) > LONGEST:
        raise ValueError("the site's address is too long for a SMART Health Link")
    payload = {"url": url, "key": unpadded(key), "exp": int(until.timestamp()), "flag": "P", "label": LABEL}
    minified = json.dumps(payload, separators=(",", ":")).encode()
    return f"{site}{VIEWER}#shlink:/{unpadded(minified)}"
