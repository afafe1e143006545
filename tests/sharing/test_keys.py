"""Codes and keys: the golden vectors, what may be typed, and that nothing shows itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.sharing import keys

VECTORS = YAML(typ="safe").load(Path(__file__).with_name("vectors.yaml"))


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda vector: vector["typed"])
def test_what_is_typed_gives_lookup_and_key(vector: dict[str, str]) -> None:
    code = keys.typed(vector["typed"])
    assert code == vector["code"]
    derived = keys.derive(code)
    assert (derived.lookup, keys.unpadded(derived.key)) == (vector["lookup"], vector["key"])


@pytest.mark.parametrize("text", VECTORS["not_codes"], ids=repr)
def test_what_is_no_code(text: str) -> None:
    assert keys.typed(text) is None


@given(st.text(keys.ALPHABET, min_size=12, max_size=12))
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    shown = keys.grouped(code)
    assert [len(part) for part in shown.split("-")] == [4, 4, 4]
    assert keys.typed(shown) == keys.typed(shown.lower()) == code


@given(st.text())
def test_nothing_typed_breaks_it(text: str) -> None:
    code = keys.typed(text)
    assert code is None or (len(code) == 12 and set(code) <= set(keys.ALPHABET))


def test_made_codes_pins_and_ids_have_their_form() -> None:
    codes = {keys.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert set("".join(codes)) == set(keys.ALPHABET)  # every letter turns up in 2400
    assert {len(keys.new_id()) for _ in range(20)} == {43}
    pins = [keys.new_pin() for _ in range(200)]
    assert all(len(pin) == 6 and pin.isdecimal() for pin in pins)
    assert len({pin[0] for pin in pins}) > 5  # zeros in front stay


def test_a_key_does_not_show_itself() -> None:
    derived = keys.derive("7K3F9QZD2MXT", rounds=1)
    assert "key" not in repr(derived)
