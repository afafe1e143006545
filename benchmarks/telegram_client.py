"""The cost of one sendMessage: python-telegram-bot over its own httpx, over our request, and bare aiohttp (the floor).

  python -m benchmarks.telegram_client [--calls 400] [--rounds 3]

The three take turns in one run against a bare server in a process of its own, so only the client's CPU is counted. The
figure of each is the median of its rounds; the server holds nobody back (its own CPU is printed too).
"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.telegram_request import AiohttpRequest

AT_ONCE = 16
WARM_UP = 30
TOKEN = "123456789:AAtest"
TEXT = "Ja, foliumzuur mag je slikken zodra je zwanger wilt worden. Neem elke dag 400 microgram, tot je 10 weken bent."
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"7:{label}")] for label in ("ja", "nee")])
ANSWER = {"message_id": 1, "date": 1790000000, "chat": {"id": 4711, "type": "private"}, "text": TEXT}

Call = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float  # ms a call
    rate: float  # calls a second


async def measured(call: Call, calls: int) -> Cost:
    await run(call, WARM_UP)
    cpu, clock = time.process_time(), time.perf_counter()
    await run(call, calls)
    spent, passed = time.process_time() - cpu, time.perf_counter() - clock
    return Cost(1000 * spent / calls, calls / passed)


async def run(call: Call, calls: int) -> None:
    left = iter(range(calls))

    async def line() -> None:
        for _ in left:
            await call()

    await asyncio.gather(*(line() for _ in range(AT_ONCE)))


def send(bot: Bot) -> Call:
    preview = LinkPreviewOptions(is_disabled=True)
    return lambda: bot.send_message(
        4711, TEXT, reply_markup=BUTTONS, link_preview_options=preview, protect_content=True
    )


def bare(session: aiohttp.ClientSession, address: str) -> Call:
    body = {"chat_id": 4711, "text": TEXT, "reply_markup": BUTTONS.to_dict(), "protect_content": True}

    async def call() -> None:
        async with session.post(f"{address}/bot{TOKEN}/sendMessage", json=body) as answer:
            json.loads(await answer.read())

    return call


def bot_over(request: BaseRequest, address: str) -> Bot:
    return Bot(TOKEN, base_url=f"{address}/bot", request=request, get_updates_request=request)


async def compare(address: str, calls: int, rounds: int) -> dict[str, Cost]:
    httpx, own = HTTPXRequest(connection_pool_size=AT_ONCE), AiohttpRequest(10)
    async with httpx, own, aiohttp.ClientSession() as session:
        rivals = {
            "python-telegram-bot over httpx (its own)": send(bot_over(httpx, address)),
            "python-telegram-bot over aiohttp (ours)": send(bot_over(own, address)),
            "bare aiohttp (floor)": bare(session, address),
        }
        costs: dict[str, list[Cost]] = {name: [] for name in rivals}
        for _ in range(rounds):
            for name, call in rivals.items():
                costs[name].append(await measured(call, calls))
    return {name: sorted(all_of, key=lambda cost: cost.cpu)[len(all_of) // 2] for name, all_of in costs.items()}


def serve() -> None:
    """The bare server, in its own process; ends with its standard input."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"ok": True, "result": ANSWER})

    async def served() -> None:
        app = web.Application()
        app.router.add_post("/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.to_thread(sys.stdin.read)
        print(f"{time.process_time():.2f}", flush=True)

    asyncio.run(served())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve()
        return
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.telegram_client", "--serve"],
        cwd=Path(__file__).resolve().parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    address = f"http://127.0.0.1:{server.stdout.readline().strip()}"
    costs = asyncio.run(compare(address, asked.calls, asked.rounds))
    server_cpu, _ = server.communicate(timeout=10)
    show(costs, asked.calls * asked.rounds * len(costs), float(server_cpu))


def show(costs: dict[str, Cost], calls: int, server_cpu: float) -> None:
    for name, cost in costs.items():
        print(f"{name:42} {cost.cpu:6.2f} ms CPU a call {cost.rate:8.0f} calls/s")
    httpx, own, floor = (cost.cpu for cost in costs.values())
    print(f"\nhttpx : ours = {httpx / own:.1f} : 1     ours : floor = {own / floor:.1f} : 1")
    print(f"the server itself: {1000 * server_cpu / calls:.2f} ms CPU a call")
    print(f"at Telegram's limit of 30 messages/s: {3 * httpx:.0f} % of a core over httpx, {3 * own:.1f} % over ours")


if __name__ == "__main__":
    main()
