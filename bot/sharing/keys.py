"""Codes, PINs, and what is made of them: in the browser and here the same, see `tests/sharing/vectors.yaml`.

A code is 12 letters of Crockford's base32 (no I, L, O, U): 60 bits. From it, in the reader's browser:

    secret = PBKDF2-SHA256(code as 12 ASCII capitals, salt "wiegwijzer/deelcode/1", 600,000 rounds, 32 bytes)
    lookup = HKDF-SHA256(secret, no salt, info "lookup", 32 bytes)   sent to us, as base64url without padding
    key    = HKDF-SHA256(secret, no salt, info "key", 32 bytes)      opens the JWE (alg dir, enc A256GCM); never sent

The salt is the same for every code, because the code has to be found by its lookup alone. The code's own 60 bits make
tables useless, and nobody can go from the lookup to the key.
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS: Final = 12
SALT: Final = b"wiegwijzer/deelcode/1"
ROUNDS: Final = 600_000  # OWASP's figure for PBKDF2-SHA256
KEY_BYTES: Final = 32

_ALIKE: Final = str.maketrans("ILO", "110")
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015\u2212]+")  # phones make long dashes of short ones
_CODE: Final = re.compile(f"[{ALPHABET}]{{{LETTERS}}}")


@dataclass(frozen=True, slots=True)
class Derived:
    """What a code gives: `lookup` finds the share, `key` opens it."""

    lookup: str
    key: bytes = field(repr=False)


def new_code() -> str:
    """Twelve random letters, not grouped."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def grouped(code: str) -> str:
    """As people read it: `7K3F-9QZD-2MXT`."""
    return "-".join(code[place : place + 4] for place in range(0, LETTERS, 4))


def typed(text: str) -> str | None:
    """The code somebody typed: in any case, dashes and spaces anywhere, I and L for 1, O for 0. None: no code."""
    code = _BETWEEN.sub("", text).upper().translate(_ALIKE)
    return code if _CODE.fullmatch(code) else None


def derive(code: str, rounds: int = ROUNDS) -> Derived:
    """From a code as `new_code` and `typed` give it. Takes a tenth of a second or more: not on the event loop."""
    secret = hashlib.pbkdf2_hmac("sha256", code.encode("ascii"), SALT, rounds, KEY_BYTES)
    return Derived(unpadded(_expanded(secret, b"lookup")), _expanded(secret, b"key"))


def _expanded(secret: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - not needed to start
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def new_id() -> str:
    """256 random bits for a link's address: 43 characters."""
    return secrets.token_urlsafe(KEY_BYTES)


def new_pin() -> str:
    """Six digits."""
    return f"{secrets.randbelow(10**6):06}"


def unpadded(raw: bytes) -> str:
    """base64url as JOSE and SMART Health Links write it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
