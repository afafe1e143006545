"""How long a start takes until the first answer, and what the companion costs in memory after a conversation.

python -m benchmarks.start [--times 3]

The first start is in an empty folder (database made, model trained in the background); the others are in the same one.
Then, in a process of its own, what each of the larger libraries adds to an empty Python.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
PATIENCE: Final = 120.0
TALK: Final = ("hoeveel foliumzuur?", "ik verlies veel bloed", "nog niemand", "mag ik alcohol?", "31 februari", "menu")
LIBRARIES: Final = (
    *("telegram", "twilio.rest", "sklearn.linear_model", "scipy.sparse", "numpy", "dateparser", "babel"),
    *(
        "sqlalchemy",
        "alembic",
        "psycopg",
        "cryptography",
        "pydantic",
        "aiohttp",
        "starlette",
        "rapidfuzz",
        "ruamel.yaml",
    ),
)
MEASURE: Final = (
    "import sys,time;t=time.perf_counter();"
    "r=lambda:int(open('/proc/self/status').read().split('VmRSS:')[1].split()[0]);"
    "b=r();__import__(sys.argv[1]);print(r()-b,time.perf_counter()-t)"
)


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from starting the process; MB resident, in use and at most."""

    printed: float
    answered: float
    memory: float
    peak: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3, help="starts after the first")
    asked = parser.parse_args()
    print(f"{'start':<10}{'address printed':>17}{'first answer':>14}{'memory':>10}{'peak':>9}")
    with tempfile.TemporaryDirectory(prefix="wiegwijzer-start-") as folder:
        for number in range(asked.times + 1):
            start = measured(Path(folder))
            name = "first" if number == 0 else f"again {number}"
            times = f"{start.printed:>15.2f} s{start.answered:>12.2f} s"
            print(f"{name:<10}{times}{start.memory:>7.0f} MB{start.peak:>6.0f} MB", flush=True)
    for library in modules_loaded():
        print(library)


def measured(folder: Path) -> Start:
    """One start, a short conversation by the simulator, and the end."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=ROOT,
        env=kept | {"PORT": str(port), "LOCAL": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert f":{port}/" in process.stdout.readline()
        printed = time.monotonic() - began
        session = first_answer(port, began)
        answered = time.monotonic() - began
        for words in TALK:
            assert said(port, session=session, text=words)["bubbles"]
        memory, peak = (resident(process.pid, field) for field in ("VmRSS", "VmHWM"))
        return Start(printed, answered, memory, peak)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def first_answer(port: int, began: float) -> str:
    """Opens a conversation as the page does; gives who she is."""
    while time.monotonic() - began < PATIENCE:
        try:
            return str(said(port, language="nl")["session"])
        except urllib.error.URLError:
            time.sleep(0.02)
    raise TimeoutError(f"no answer in {PATIENCE} s")


def said(port: int, **message: str) -> dict[str, Any]:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/simulator/message",
        json.dumps(message).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        return dict(json.load(answer))


def resident(process: int, field: str) -> float:
    return int(Path(f"/proc/{process}/status").read_text().partition(f"{field}:")[2].split()[0]) / 1024


def modules_loaded() -> list[str]:
    found = []
    for library in LIBRARIES:
        done = subprocess.run([sys.executable, "-c", MEASURE, library], capture_output=True, text=True, check=True)
        memory, seconds = done.stdout.split()
        found.append((int(memory) / 1024, float(seconds), library))
    return [f"  {name:<22}{memory:>6.1f} MB{seconds:>8.2f} s" for memory, seconds, name in sorted(found, reverse=True)]


if __name__ == "__main__":
    main()
