"""Starting as `make run` does: nothing set but a port and a folder. Seconds and memory: benchmarks/start.py."""

import os
import re
import stat
from pathlib import Path

import aiohttp
import pytest

from tests.crash.houses import House, free_port
from tests.system.conftest import World, furnished
from tests.system.home import Home, running

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def says(house: House, **message: str) -> dict[str, object]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{house.address}/simulator/message", json=message) as answer,
    ):
        assert answer.status == 200
        return dict(await answer.json())


async def test_a_start_prints_one_address_and_a_second_start_goes_on(tmp_path: Path, model: Path) -> None:
    home = furnished(tmp_path, model)
    async with running(home) as house:
        opened = await says(house, language="nl")
        assert "112" in str(opened["bubbles"])
        her = str(opened["session"])
        assert house.stop() in {0, 130}
    async with running(home) as again:
        reply = await says(again, session=her, text="hoeveel foliumzuur?")
        assert "400 microgram" in str(reply["bubbles"])
        assert "ui#welkom" not in str(reply["bubbles"])  # she is known
        assert again.memory() < 350
    assert house.words().count("http://") == 1
    assert f"{house.address}/" in house.words()
    assert "Traceback" not in house.words()
    assert stat.S_IMODE(os.stat(tmp_path / "development.keys").st_mode) == 0o600


REFUSED = {
    "production without keys": ({"ENVIRONMENT": "production"}, "WRAPPING_KEYS"),
    "a key that is none": ({"WRAPPING_KEYS": "c4nary", "INDEX_KEY": "c4nary"}, "base64"),
}


async def test_unsafe_settings_are_refused_in_one_sentence(tmp_path: Path) -> None:
    houses = [House(lodging(tmp_path, name), free_port()) for name in REFUSED]
    try:
        for house in houses:
            house.start()
        for house, (_, reason) in zip(houses, REFUSED.values(), strict=True):
            assert house.exit_code(30) not in {0, None}
            assert reason in house.words()
            assert not {"Traceback", "c4nary"} & set(re.findall(r"\w+", house.words()))
    finally:
        for house in houses:
            house.end()
    assert not list(tmp_path.rglob("*.sqlite"))


def lodging(folder: Path, name: str) -> Home:
    place = folder / name.replace(" ", "-")
    place.mkdir()
    return Home(place, REFUSED[name][0])


async def test_a_taken_port_is_said(world: World, tmp_path: Path) -> None:
    other = House(Home(tmp_path, {}), world.house.port)
    other.start()
    try:
        assert other.exit_code(30) not in {0, None}
    finally:
        other.end()
    assert f"port {other.port}" in other.words()
    assert "PORT=" in other.words()
    assert "Traceback" not in other.words()
    assert world.house.alive()
