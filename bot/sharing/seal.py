"""The bundle as a JWE (compact; alg dir, enc A256GCM), as SMART Health Links has its files."""

from bot.sharing.keys import KEY_BYTES

CONTENT = "application/fhir+json"
_HEADER = {"alg": "dir", "enc": "A256GCM", "cty": CONTENT}


def seal(bundle: bytes, key: bytes) -> str:
    """Five parts with dots between them; without the key only its length says something."""
    from joserfc.jwe import encrypt_compact  # noqa: PLC0415 - not needed to start
    from joserfc.jwk import OctKey  # noqa: PLC0415

    if len(key) != KEY_BYTES:
        raise ValueError("the key has to be 32 bytes")
    return encrypt_compact(dict(_HEADER), bundle, OctKey.import_key(key))
