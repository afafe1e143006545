"""Settings: what starts, what refuses to start, and keys that stay."""

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.content.schema import Library, SignOff
from bot.content.signoff import ROLES
from bot.dialogue.consents import consent_flows
from bot.errors import UnsafeSettings
from bot.settings import Settings
from bot.sign_offs import refuse_unsigned
from bot.storage.vault import new_key_text

KEYS = {"wrapping_keys": new_key_text(), "index_key": new_key_text()}

REFUSED = {
    "production without keys": {"environment": "production"},
    "pilot without keys": {"environment": "pilot"},
    "pilot with half its keys": {"environment": "pilot", "index_key": KEYS["index_key"]},
    "pilot with a short lease": {"environment": "pilot", "lease_seconds": "6", **KEYS},
    "twilio without a token": {"twilio_account_sid": "AC1", "public_url": "https://x.example"},
    "twilio without an address": {"twilio_account_sid": "AC1", "twilio_auth_token": "t"},
    "a phone line without twilio": {"twilio_voice_from": "+31101234567", "public_url": "https://x.example"},
    "a phone line with a name for a number": {
        "twilio_account_sid": "AC1",
        "twilio_auth_token": "t",
        "public_url": "https://x.example",
        "twilio_voice_from": "Wijzer",
    },
    "telegram webhook without a secret": {"telegram_token": "1:a", "public_url": "https://x.example"},
    "an address too long for a link that is shared": {"public_url": f"https://{'x' * 70}.example"},
    "an environment we do not have": {"environment": "prod"},
}


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED.keys())
def test_refused(given: dict[str, str]) -> None:
    with pytest.raises((UnsafeSettings, ValidationError)):
        Settings(**given)


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({"twilio_voice_from": "+31101234567", "twilio_sender": "+3197000000001"}, "+31101234567"),
        ({"twilio_sender": "+3197000000001"}, "+3197000000001"),
        ({"twilio_sender": "Wijzer"}, ""),
        ({}, ""),
    ],
)
def test_the_phone_line_has_a_number_that_can_be_called(given: dict[str, str], number: str) -> None:
    account = {"twilio_account_sid": "AC1", "twilio_auth_token": "t", "public_url": "https://x.example"}
    phone = Settings(**account, **given).phone()
    assert (phone.number if phone else "") == number
    assert Settings().phone() is None


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


@pytest.mark.parametrize("environment", ["pilot", "production"])
def test_with_keys_of_its_own_it_starts(environment: str) -> None:
    assert Settings(environment=environment, **KEYS).keys()


@pytest.mark.parametrize("environment", ["development", "demo"])
def test_where_nobody_real_is_helped_a_key_is_made(environment: str, tmp_path: Path) -> None:
    assert Settings(environment=environment, local=tmp_path).keys()


TODAY = date(2026, 6, 1)


def _signed(library: Library, without: str = "") -> Library:
    """The library as it is the day everything was signed by who has to, save for one owner."""
    urgents, high = library.urgents, (topic.id for topic in library.topics.values() if topic.high_risk)
    flows = (f"flows/{name}" for name in consent_flows(library))
    checks = (f"{kind}/{name}" for name in library.checks for kind in ("checks", "flows"))
    pages = [*(f"nood/{name}" for name in urgents), *(f"topics/{name}" for name in high), *checks, *flows]
    languages = [f"talen/{code}@{role}" for code in library.offered if code != "nl" for role in ROLES]
    yes = SignOff("Proef, test", TODAY, date(2026, 12, 31), "abcdef")
    return replace(library, signed={owner: yes for owner in (*pages, *languages) if owner != without})


def test_production_starts_when_all_is_signed(library: Library) -> None:
    refuse_unsigned(_signed(library), TODAY)


@pytest.mark.parametrize(
    ("without", "named"),
    [
        ("nood/nood-112", "1 texts .* nood/nood-112"),
        ("topics/medicijnen", "topics/medicijnen"),
        ("checks/zelfcheck", "checks/zelfcheck"),
        ("flows/zelfcheck", "flows/zelfcheck"),
        ("talen/ar@vertaler", "translations .* talen/ar@vertaler"),
        ("talen/tr@zorgverlener", "translations .* talen/tr@zorgverlener"),
        ("flows/kennismaking", "consent: flows/kennismaking"),
    ],
)
def test_production_refuses_what_nobody_signed(library: Library, without: str, named: str) -> None:
    with pytest.raises(UnsafeSettings, match=named):
        refuse_unsigned(_signed(library, without), TODAY)


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2027, 1, 1)], ids=str)
def test_production_refuses_what_is_not_valid_today(library: Library, day: date) -> None:
    with pytest.raises(UnsafeSettings, match="nood/"):
        refuse_unsigned(_signed(library), day)


def test_what_is_not_given_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("PORT", "8080"),
        ("HOST", ""),
        ("TELEGRAM_A_SECOND", "5"),
        ("PUBLIC_URL", "https://x.example"),
    ):
        monkeypatch.setenv(name, value)
    settings = Settings(telegram_a_second=7)
    assert (settings.port, settings.host, settings.telegram_a_second) == (8080, "127.0.0.1", 7)
    assert settings.public_url == "https://x.example"
    monkeypatch.setenv("PORT", "high")
    with pytest.raises(ValidationError):
        Settings()
