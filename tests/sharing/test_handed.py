"""What she is handed: a code or a link, and the sealed file behind it; what opens it shows nowhere else."""

from datetime import timedelta

import pytest
from jwcrypto.common import JWException
from jwcrypto.jwe import JWE

from bot.model import Handed, Taken, Way
from bot.sharing import keys
from tests.sharing.made import BUNDLE, QUICK, READER, SITE, Shared, key_of, name_of, payload, summary, unsealed
from tests.storage.talk import NOON


def test_a_code_says_how_and_how_long(shared: Shared) -> None:
    handed = shared.create(Way.NOW)
    assert (handed.way, handed.until, handed.page) == (Way.NOW, NOON + timedelta(minutes=30), f"{SITE}/v")
    assert (len(handed.code), handed.link, handed.pin) == (14, "", "")


def test_the_link_is_a_smart_health_link(shared: Shared) -> None:
    """STU 1: viewer, `#shlink:/`, and base64url without padding of minified JSON."""
    handed = shared.create(Way.AHEAD)
    viewer, _, rest = handed.link.partition("#shlink:/")
    assert viewer == f"{SITE}/v"
    assert set(rest) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    told = payload(handed)
    assert (told["flag"], told["label"], told["exp"]) == ("P", "Samenvatting", int(handed.until.timestamp()))
    assert set(told) == {"url", "key", "exp", "flag", "label"}
    assert told["url"].startswith(f"{SITE}/shl/")
    assert len(told["url"]) <= 128
    assert (len(told["key"]), len(name_of(handed))) == (43, 43)
    assert handed.pin.isdecimal()
    assert len(handed.pin) == 6


def test_the_file_is_a_jwe_as_the_standard_has_it(shared: Shared) -> None:
    handed = shared.create(Way.AHEAD)
    taken = shared.fetch(handed)
    assert isinstance(taken, Taken)
    token = JWE()
    token.deserialize(taken.jwe)
    assert token.jose_header == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json"}
    assert unsealed(taken.jwe, key_of(handed)) == BUNDLE
    with pytest.raises(JWException):
        unsealed(taken.jwe, keys.unpadded(b"x" * 32))


@pytest.mark.parametrize("way", Way)
def test_what_opens_it_does_not_show_itself(shared: Shared, way: Way) -> None:
    handed = shared.create(way)
    shown = repr(handed) + repr(shared.rows()) + repr(shared.rows("openings"))
    parts = (handed.code, handed.link, handed.pin, key_of(handed))
    assert [part for part in parts if part and part in shown] == []


def test_the_usual_cost_is_the_costly_one(shared: Shared) -> None:
    """What tests make cheap is not cheap by default."""
    usual = type(shared.sharing)(shared.store.shares, shared.sharing.exporter, shared.clock, SITE)
    handed: Handed = usual.create(shared.person, summary(shared.clock), Way.NOW)
    code = keys.typed(handed.code)
    assert code
    assert shared.door.by_code(keys.derive(code, QUICK.rounds).lookup, READER) is None
    derived = keys.derive(code)
    taken = shared.door.by_code(derived.lookup, READER)
    assert taken
    assert unsealed(taken.jwe, keys.unpadded(derived.key)) == BUNDLE
