"""Settings: what starts, what refuses to start, and keys that stay."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.app import refuse_unsigned
from bot.content.schema import Library
from bot.errors import UnsafeSettings
from bot.settings import Settings
from bot.storage.vault import new_key_text

KEYS = {"wrapping_keys": new_key_text(), "index_key": new_key_text()}

REFUSED = {
    "production without keys": {"environment": "production"},
    "twilio without a token": {"twilio_account_sid": "AC1", "public_url": "https://x.example"},
    "twilio without an address": {"twilio_account_sid": "AC1", "twilio_auth_token": "t"},
    "telegram webhook without a secret": {"telegram_token": "1:a", "public_url": "https://x.example"},
    "an environment we do not have": {"environment": "prod"},
}


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED.keys())
def test_refused(given: dict[str, str]) -> None:
    with pytest.raises((UnsafeSettings, ValidationError)):
        Settings(**given)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, True),
        ({"telegram_token": "1:a"}, False),
        ({"telegram_token": "1:a", "simulator": "on"}, True),
        ({"simulator": "off"}, False),
    ],
)
def test_simulator_only_where_there_is_no_real_channel(given: dict[str, str], shown: bool) -> None:
    assert Settings(**given).shows_simulator() is shown


@pytest.mark.parametrize("keys", [{"wrapping_keys": "short", "index_key": "short"}, {**KEYS, "index_key": "%%%"}])
def test_bad_keys_are_refused(keys: dict[str, str]) -> None:
    with pytest.raises(UnsafeSettings):
        Settings(**keys).keys()


def test_the_development_key_is_made_once_and_only_ours_to_read(tmp_path: Path) -> None:
    first = Settings(local=tmp_path / "new").keys()
    assert Settings(local=tmp_path / "new").keys() == first
    assert stat.S_IMODE((tmp_path / "new" / "development.keys").stat().st_mode) == 0o600


def test_secrets_are_not_shown() -> None:
    shown = repr(Settings(telegram_token="123:canary", telegram_secret="canary", **KEYS))
    assert "canary" not in shown
    assert KEYS["index_key"] not in shown


def test_production_refuses_unsigned_urgent_texts(library: Library) -> None:
    with pytest.raises(UnsafeSettings, match="nood/"):
        refuse_unsigned(library)
