"""The whole companion behind a real server, once for all web tests."""

from collections.abc import Iterator

import pytest

from bot.ports import Understander
from tests.emulators.fixtures import faulty_telegram, telegram_server
from tests.web.browsing import browser, complaints, page
from tests.web.her_own_page import her, her_page
from tests.web.knocking import shared
from tests.web.preview_house import preview_root
from tests.web.running import running_companion

__all__ = [
    "browser",
    "complaints",
    "faulty_telegram",
    "her",
    "her_page",
    "page",
    "preview_root",
    "shared",
    "telegram_server",
]


@pytest.fixture(scope="session")
def companion_address(tmp_path_factory: pytest.TempPathFactory, understander: Understander) -> Iterator[str]:
    with running_companion(tmp_path_factory.mktemp("house"), understander) as address:
        yield address
