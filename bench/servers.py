"""Servers for the same pages: `python -m bench.servers`, with gunicorn and granian installed beside us or left out.

A situation of a thousand people on SQLite. For each server, in turns: requests a second by 4 and by 32 callers, the
same while 24 others send a form a few bytes at a time (0: nobody was answered), memory after that, and how long until
it answers again after kill -9.
docs/decisions/0011-the-server.md says what follows from it.
"""

import importlib.util
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from bench.opinion import machine
from bench.pages import GEDRAGEN, TOKEN, TURNS, Page, pages, per_second

APPLICATION = "gedragen.config.wsgi:application"
SLOW = 24
# With a token in a cookie, so that the form must be read before anything can be said to it.
BEGUN = "\r\n".join(
    (
        "POST /aanmelden/ HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Length: 100000",
        f"Cookie: gedragen_csrf={TOKEN}",
        "\r\n",
    )
).encode()


def commands(port: int) -> dict[str, list[str]]:
    """Every server that can be asked, with eight threads in all."""
    address, python = f"127.0.0.1:{port}", sys.executable
    gunicorn = [python, "-m", "gunicorn", "--bind", address, "--worker-class", "gthread", "--keep-alive", "75"]
    granian = [python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    found = {
        "waitress": [python, "-c", GEDRAGEN, "serve", "--threads", "8", "--port", str(port)],
        "gunicorn, 1 process": [*gunicorn, "--workers", "1", "--threads", "8", APPLICATION],
        "gunicorn, 2 processes": [*gunicorn, "--workers", "2", "--threads", "4", APPLICATION],
        "granian, 1 process": [*granian, "--workers", "1", "--blocking-threads", "8", APPLICATION],
        "granian, 2 processes": [*granian, "--workers", "2", "--blocking-threads", "4", APPLICATION],
    }
    return {name: words for name, words in found.items() if importlib.util.find_spec(name.partition(",")[0])}


@contextmanager
def served(words: list[str], around: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, env=around, stdout=quiet, stderr=quiet, start_new_session=True) as server:
        wait_for(port)
        try:
            yield server
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
                probe.sendall(b"GET /static/nothing HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if probe.recv(1):
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not answer.")


@contextmanager
def slow_callers(port: int) -> Iterator[None]:
    """People on a bad line: each sends a form a few bytes at a time, for as long as it lasts."""
    over = threading.Event()
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    for line in lines:
        line.sendall(BEGUN)

    def drip() -> None:
        while not over.wait(0.5):
            for line in lines:
                with suppress(OSError):
                    line.sendall(b"x=1&")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for line in lines:
            line.close()


def memory(server: "subprocess.Popen[bytes]") -> float:
    """Megabytes that are its own, over all its processes."""
    whole = psutil.Process(server.pid)
    return float(sum(one.memory_full_info().uss for one in (whole, *whole.children(recursive=True)))) / 1e6


def measure(words: list[str], around: dict[str, str], port: int, page: Page, answer: Page) -> dict[str, float]:
    with served(words, around, port) as server:
        per_second(port, page)
        found = {
            "4 callers": per_second(port, page, 4),
            "32 callers": per_second(port, page, 32),
            "answers, 32": per_second(port, answer, 32),
        }
        with slow_callers(port):
            try:
                found["beside slow ones"] = per_second(port, page, 4, patience=5)
            except OSError:
                found["beside slow ones"] = 0.0
        found["MB"] = memory(server)
    begun = time.monotonic()
    with served(words, around, port):
        found["back after, s"] = time.monotonic() - begun
    return found


def main() -> None:
    from tests.support.installation import free_port, surroundings_in

    print(machine(), f"load {os.getloadavg()[0]:.1f}", "", sep="\n")
    with tempfile.TemporaryDirectory(prefix="gedragen-bench-") as folder:
        around = surroundings_in(Path(folder), DJANGO_SETTINGS_MODULE="gedragen.config.settings")
        made = [sys.executable, "-m", "bench.town", "--seats", "1000"]
        told = subprocess.run(made, env=around, check=True, capture_output=True, text=True)
        town: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
        road, *_, answer = pages(town)
        found: dict[str, list[dict[str, float]]] = {}
        for _ in range(TURNS):
            port = free_port()
            for name, words in commands(port).items():
                found.setdefault(name, []).append(measure(words, around, port, road, answer))
    columns = list(next(iter(found.values()))[0])
    print("| server |", " | ".join(columns), "|")
    print("| --- |" + " --- |" * len(columns))
    for name, turns in found.items():
        row = [f"{statistics.median(turn[column] for turn in turns):.1f}" for column in columns]
        print(f"| {name} |", " | ".join(row), "|")


if __name__ == "__main__":
    main()
