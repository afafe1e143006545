"""The emulators as a newcomer starts them: from a shell."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(*arguments: str) -> Iterator[str]:
    command = [sys.executable, "-m", *arguments, "--seconds", "60"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        word, _, address = process.stdout.readline().strip().partition(" ")
        assert word == "ready"
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=10)


def asked(address: str, body: object = None) -> tuple[int, bytes]:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(address, data, {"Content-Type": "application/json"}), timeout=10) as answer:
        return answer.status, answer.read()


def test_twilio_starts_from_a_shell() -> None:
    with started("tests.emulators.twilio") as address:
        assert asked(f"{address}/_messages") == (200, b"[]")


def test_the_fault_proxy_starts_from_a_shell() -> None:
    with started("tests.emulators.twilio") as twilio, started("tests.emulators.faults", "--target", twilio) as address:
        asked(f"{address}/_faults", {"next": ["garbage"], "only": "/_messages"})
        assert asked(f"{address}/_messages") == (200, b"<html>maintenance</html>")
        assert asked(f"{address}/_messages") == (200, b"[]")
        assert json.loads(asked(f"{address}/_faults")[1]) == {"well": 1, "garbage": 1}


@pytest.mark.parametrize("name", ["telegram", "twilio", "faults"])
def test_each_explains_itself(name: str) -> None:
    command = [sys.executable, "-m", f"tests.emulators.{name}", "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True).stdout
    assert f"python -m tests.emulators.{name}" in shown
    assert "--port" in shown
