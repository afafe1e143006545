"""What is sealed opens only where it belongs, with the key it was sealed with, unchanged."""

import pytest

from bot.errors import SealBroken, UnsafeSettings
from bot.model import Address, ChannelName
from bot.storage.vault import Keys, Vault, new_key_text

OLD, NEW, INDEX = b"o" * 32, b"n" * 32, b"i" * 32
PLACE = "people|session"


@pytest.fixture
def vault() -> Vault:
    return Vault(Keys((OLD,), INDEX))


def test_opens_again(vault: Vault) -> None:
    key, wrapped = vault.new_key(7)
    assert vault.unwrap(7, wrapped).open(key.seal(b"zwanger", PLACE, "1"), PLACE, "1") == b"zwanger"


def test_twice_the_same_words_do_not_look_alike(vault: Vault) -> None:
    key, _ = vault.new_key(7)
    assert key.seal(b"zwanger", PLACE) != key.seal(b"zwanger", PLACE)


@pytest.mark.parametrize("byte", [0, 1, 4, 5, 16, 17, -1], ids=lambda n: f"byte {n}")
def test_a_changed_byte_breaks_the_seal(vault: Vault, byte: int) -> None:
    key, _ = vault.new_key(7)
    blob = bytearray(key.seal(b"zwanger", PLACE))
    blob[byte] ^= 1
    with pytest.raises(SealBroken):
        key.open(bytes(blob), PLACE)


@pytest.mark.parametrize("length", [0, 1, 5, 17, 32])
def test_a_cut_blob_breaks_the_seal(vault: Vault, length: int) -> None:
    key, _ = vault.new_key(7)
    with pytest.raises(SealBroken):
        key.open(key.seal(b"zwanger", PLACE)[:length], PLACE)


@pytest.mark.parametrize(("column", "row"), [("people|profile", "1"), ("outbox|body", "1"), (PLACE, "2"), (PLACE, "")])
def test_moved_to_another_place_breaks_the_seal(vault: Vault, column: str, row: str) -> None:
    key, _ = vault.new_key(7)
    with pytest.raises(SealBroken):
        key.open(key.seal(b"zwanger", PLACE, "1"), column, row)


def test_another_persons_row_breaks_the_seal(vault: Vault) -> None:
    key, wrapped = vault.new_key(7)
    with pytest.raises(SealBroken):
        vault.new_key(8)[0].open(key.seal(b"zwanger", PLACE), PLACE)
    with pytest.raises(SealBroken):
        vault.unwrap(8, wrapped)


def test_rotation_wraps_anew_and_what_was_sealed_still_opens(vault: Vault) -> None:
    key, wrapped = vault.new_key(7)
    blob = key.seal(b"zwanger", PLACE)
    rewrapped = Vault(Keys((NEW, OLD), INDEX)).rewrap(7, wrapped)
    assert rewrapped is not None
    after = Vault(Keys((NEW,), INDEX))
    assert after.unwrap(7, rewrapped).open(blob, PLACE) == b"zwanger"
    assert after.rewrap(7, rewrapped) is None
    with pytest.raises(SealBroken):
        after.unwrap(7, wrapped)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Address(ChannelName.SMS, "+31612345678"), Address(ChannelName.SMS, "+３１612345678"), True),
        (Address(ChannelName.SMS, "+31612345678"), Address(ChannelName.SMS, "+31612345679"), False),
        (Address(ChannelName.SMS, "+31612345678"), Address(ChannelName.WHATSAPP, "+31612345678"), False),
    ],
)
def test_blind_index(vault: Vault, one: Address, other: Address, same: bool) -> None:
    assert (vault.blind(one) == vault.blind(other)) is same
    assert vault.blind(one) != Vault(Keys((OLD,), b"j" * 32)).blind(one)


def test_keys_from_text() -> None:
    first, second, index = new_key_text(), new_key_text(), new_key_text()
    keys = Keys.read(f"{first}, {second}", index)
    assert len(keys.wrapping) == 2
    assert first not in repr(keys)


@pytest.mark.parametrize(
    ("wrapping", "index"),
    [("", "x"), ("not base64!", "x"), ("c2hvcnQ=", "c2hvcnQ="), ("b" * 43 + "=", "b" * 43 + "=")],
    ids=["empty", "not base64", "short", "the same key twice"],
)
def test_bad_keys_are_refused(wrapping: str, index: str) -> None:
    with pytest.raises(UnsafeSettings):
        Keys.read(wrapping, index)
