"""Sealing: AES-256-GCM with one data key per person, each wrapped by a key that is not in the database.

A blob is `format (1) | key id (4) | nonce (12) | ciphertext and tag`; the place it belongs to (person, table, column,
row) is authenticated with it, so a blob moved to another row or person does not open. Destroying a person's wrapped
data key makes everything sealed with it unreadable, also in a copy of the database.
"""

import base64
import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import SealBroken, UnsafeSettings
from bot.model import Address

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12
HEADER_BYTES = 5
SYSTEM = 0  # owner of the key for rows that outlive a person


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys from outside the database: `wrapping` has the current one first, then those still to be rotated away."""

    wrapping: tuple[bytes, ...]
    index: bytes

    def __post_init__(self) -> None:
        every = (*self.wrapping, self.index)
        if not self.wrapping or any(len(key) != KEY_BYTES for key in every):
            raise UnsafeSettings("each key has to be 32 bytes")
        if len(set(every)) != len(every):
            raise UnsafeSettings("keys have to differ from each other")

    @classmethod
    def read(cls, wrapping: str, index: str) -> "Keys":
        """From base64 text; `wrapping` may hold several keys with commas between them, the current one first."""
        return cls(tuple(_bytes(key) for key in wrapping.split(",")), _bytes(index))

    def derived(self, purpose: str) -> bytes:
        """32 bytes for something else than finding people; says nothing about the index key."""
        return hmac.digest(self.index, f"derived|{purpose}".encode(), "sha256")

    def __repr__(self) -> str:
        return f"Keys({len(self.wrapping)} wrapping)"


def new_key_text() -> str:
    """A fresh random key as base64 text, for a settings file."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except ValueError as error:
        raise UnsafeSettings("a key is not base64") from error


class _Lock:
    """One AES-256-GCM key, known by a short fingerprint."""

    __slots__ = ("cipher", "id")

    def __init__(self, secret: bytes) -> None:
        self.cipher = AESGCM(secret)
        self.id = hashlib.sha256(b"wiegwijzer key id|" + secret).digest()[:4]

    def seal(self, plain: bytes, place: bytes) -> bytes:
        header = FORMAT + self.id
        nonce = os.urandom(NONCE_BYTES)
        return header + nonce + self.cipher.encrypt(nonce, plain, header + place)

    def open(self, blob: bytes, place: bytes) -> bytes:
        header, nonce, rest = blob[:HEADER_BYTES], blob[HEADER_BYTES:17], blob[17:]
        if header != FORMAT + self.id:
            raise SealBroken("sealed with another key or format")
        try:
            return self.cipher.decrypt(nonce, rest, header + place)
        except (InvalidTag, ValueError) as error:
            raise SealBroken("does not open") from error


class DataKey:
    """A person's own key (or the system's). `column` is `table|column`; `row` names the row where there are several."""

    __slots__ = ("_lock", "owner")

    def __init__(self, owner: int, secret: bytes) -> None:
        self.owner = owner
        self._lock = _Lock(secret)

    def seal(self, plain: bytes, column: str, row: str = "") -> bytes:
        return self._lock.seal(plain, self._place(column, row))

    def open(self, blob: bytes, column: str, row: str = "") -> bytes:
        """Raises `SealBroken` when the blob was changed, moved, or sealed with another key."""
        return self._lock.open(blob, self._place(column, row))

    def _place(self, column: str, row: str) -> bytes:
        return f"{self.owner}|{column}|{row}".encode()


class Vault:
    """Makes and opens data keys, and finds people by a keyed index of their address."""

    def __init__(self, keys: Keys) -> None:
        locks = [_Lock(secret) for secret in keys.wrapping]
        self._current = locks[0]
        self._locks = {lock.id: lock for lock in locks}
        self._index = hmac.new(keys.index, digestmod="sha256")

    def new_key(self, owner: int) -> tuple[DataKey, bytes]:
        """A fresh data key and its wrapped form, to be stored."""
        secret = os.urandom(KEY_BYTES)
        return DataKey(owner, secret), self._current.seal(secret, _wrapped(owner))

    def unwrap(self, owner: int, wrapped: bytes) -> DataKey:
        return DataKey(owner, self._secret(owner, wrapped))

    def rewrap(self, owner: int, wrapped: bytes) -> bytes | None:
        """The same data key wrapped by the current key; None when it already is."""
        if wrapped[1:HEADER_BYTES] == self._current.id:
            return None
        return self._current.seal(self._secret(owner, wrapped), _wrapped(owner))

    def blind(self, address: Address) -> bytes:
        """32 bytes by which a person is found; says nothing without the index key."""
        return self._keyed("address", address.channel, unicodedata.normalize("NFKC", address.value))

    def mark(self, kind: str, channel: str, key: str) -> bytes:
        """32 bytes that stand for a provider's id."""
        return self._keyed(kind, channel, key)

    def _keyed(self, *parts: str) -> bytes:
        keyed = self._index.copy()  # the key is worked in once
        keyed.update("\x1f".join(parts).encode("utf-8", "surrogatepass"))
        return keyed.digest()

    def _secret(self, owner: int, wrapped: bytes) -> bytes:
        lock = self._locks.get(wrapped[1:HEADER_BYTES])
        if lock is None:
            raise SealBroken("wrapped by a key we do not have")
        return lock.open(wrapped, _wrapped(owner))


def _wrapped(owner: int) -> bytes:
    return f"{owner}|data_keys|wrapped".encode()
