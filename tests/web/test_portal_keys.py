"""The page's script makes of a code exactly what the program makes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from ruamel.yaml import YAML

from bot.sharing.keys import unpadded
from bot.sharing.seal import seal
from bot.web.asgi import build
from tests.web.browsing import in_a_browser
from tests.web.running import running
from tests.web.stand_in import Companion, parts

pytestmark = in_a_browser
VECTORS = YAML(typ="safe").load(Path(__file__).parents[1] / "sharing" / "vectors.yaml")
KEY = bytes(range(32))
UNSEAL = """async ([jwe, key]) => {
    const { unseal } = await import("/static/portal/keys.js");
    return unseal(jwe, Uint8Array.from(key)).catch(() => "refused");
}"""


@pytest.fixture(scope="module")
def portal(browser: Browser) -> Iterator[Page]:
    with running(build(parts(Companion(), simulator=False))) as address:
        page = browser.new_page()
        page.goto(f"{address}/v")
        yield page
        page.close()


def test_every_code_gives_the_same_lookup_and_key(portal: Page) -> None:
    made = portal.evaluate(
        """async (typed) => {
            const { derive, typedCode } = await import("/static/portal/keys.js");
            return Promise.all(typed.map(async (one) => {
                const { code } = typedCode(one);
                const { lookup, key } = await derive(code);
                return { typed: one, code, lookup, key: [...key] };
            }));
        }""",
        [vector["typed"] for vector in VECTORS["codes"]],
    )
    assert [one | {"key": unpadded(bytes(one["key"]))} for one in made] == VECTORS["codes"]


@pytest.mark.parametrize("text", VECTORS["not_codes"], ids=repr)
def test_what_is_no_code_is_none_here_either(portal: Page, text: str) -> None:
    code = portal.evaluate("async (t) => (await import('/static/portal/keys.js')).typedCode(t).code", text)
    assert code is None


@pytest.mark.parametrize(
    "text", ["{}", "مرحبا \u2066112\u2069 ሰላም 👶🏽", "a" * 700_000], ids=["short", "scripts", "long"]
)
def test_what_was_sealed_is_read(portal: Page, text: str) -> None:
    assert portal.evaluate(UNSEAL, [seal(text.encode(), KEY), list(KEY)]) == text


def damaged(jwe: str, part: int) -> str:
    pieces = jwe.split(".")
    pieces[part] = ("B" if pieces[part][:1] != "B" else "C") + pieces[part][1:]
    return ".".join(pieces)


@pytest.mark.parametrize("part", [0, 1, 2, 3, 4])
def test_whatever_was_changed_is_refused(portal: Page, part: int) -> None:
    assert portal.evaluate(UNSEAL, [damaged(seal(b"{}", KEY), part), list(KEY)]) == "refused"


def test_another_key_is_refused(portal: Page) -> None:
    assert portal.evaluate(UNSEAL, [seal(b"{}", KEY), list(KEY[::-1])]) == "refused"
