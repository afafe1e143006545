"""Short codes for addresses: who has no key guesses none, and reads nothing from one."""

import hmac
from base64 import b32encode


def keyed_code(key: bytes, said: str, signs: int) -> str:
    """`signs` small letters and digits (32 kinds) that are always the same for this key and these words."""
    return b32encode(hmac.digest(key, said.encode(), "sha256"))[:signs].decode().lower()
