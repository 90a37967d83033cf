"""Pages and answers of Gedragen beside a bare Django view: `python -m bench.pages [--seats 10 1000 20000]`.

Requests a second, interleaved in one run, on SQLite and on PostgreSQL; bytes of a page; queries of a page. Prints the
machine and a table, which bench/README.md keeps. Both servers are waitress with eight threads.
"""

import argparse
import gzip
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.opinion import machine

TOKEN = "t" * 64
CALLERS, SECONDS, TURNS = 4, 2.0, 3
Request = tuple[str, str, str, dict[str, str]]


@dataclass(frozen=True)
class Page:
    """One kind of request; `requests` gives method, path, body and headers, for ever."""

    name: str
    requests: Iterator[Request]
    good: int = 200


def per_second(port: int, page: Page, callers: int = CALLERS, patience: float = 60) -> float:
    """Answered requests a second by so many callers, each over a connection that stays open."""
    until = time.perf_counter() + SECONDS

    def call(_: int) -> int:
        connection, done = http.client.HTTPConnection("localhost", port, timeout=patience), 0
        while time.perf_counter() < until:
            method, path, body, headers = next(page.requests)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            shown = answer.read()
            if answer.status != page.good:
                raise RuntimeError(f"{method} {path} answered {answer.status}: {shown[-4000:]!r}")
            done += 1
        connection.close()
        return done

    with ThreadPoolExecutor(callers) as pool:
        return sum(pool.map(call, range(callers))) / SECONDS


def beside(bare: int, ours: int, bare_page: Page, page: Page) -> tuple[float, float]:
    """Medians of turns taken one after the other."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        found[0].append(per_second(bare, bare_page))
        found[1].append(per_second(ours, page))
    return statistics.median(found[0]), statistics.median(found[1])


class Locked:
    """An iterator that several callers may share."""

    def __init__(self, make: Callable[[], Request]) -> None:
        self.make = make

    def __iter__(self) -> "Locked":
        return self

    def __next__(self) -> Request:
        return self.make()


def pages(town: dict[str, Any]) -> Iterator[Page]:
    """The five main pages and giving an answer, as the people of the town ask for them."""
    session, token = town["cookies"]
    people, numbers = cycle(town["people"]), count()

    def as_somebody(path: str, who: Iterator[str]) -> Locked:
        return Locked(lambda: ("GET", path, "", {"Cookie": f"{session}={next(who)}"}))

    def answer() -> Request:
        told = {"answer": "yes", "version": "1", "once": f"bench-{next(numbers)}", "csrfmiddlewaretoken": TOKEN}
        headers = {
            "Cookie": f"{session}={next(people)}; {token}={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return "POST", town["paths"]["item"], urlencode(told), headers

    facilitator = cycle([town["facilitator"]])
    for name, path in town["paths"].items():
        yield Page(name, as_somebody(path, facilitator if name == "overview" else people))
    yield Page("an answer", Locked(answer), good=302)


def bare_page(posting: bool) -> Page:
    if not posting:
        return Page("bare view", Locked(lambda: ("GET", "/", "", {})))
    body = urlencode({"text": "Een zin van iemand.", "csrfmiddlewaretoken": TOKEN})
    headers = {"Cookie": f"csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    return Page("bare insert", Locked(lambda: ("POST", "/", body, headers)), good=302)


@contextmanager
def served(words: Sequence[str], around: dict[str, str]) -> Iterator[None]:
    """A server for as long as it is needed; its first line says that it is ready."""
    with subprocess.Popen([sys.executable, *words], env=around, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        if not server.stdout.readline():
            raise RuntimeError("The server did not start.")
        try:
            yield
        finally:
            server.kill()


GEDRAGEN = "import sys; from gedragen.config.cli import main; sys.exit(main())"


def measure(seats: int, ours: dict[str, str], bare: dict[str, str]) -> Iterator[str]:
    """A row per page: what it reaches of the bare view, how much it weighs, how often it asks the database."""
    from tests.support.installation import free_port

    told = subprocess.run(
        [sys.executable, "-m", "bench.town", "--seats", str(seats)],
        env=ours,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    town = json.loads(told.stdout.splitlines()[-1])
    first, second = free_port(), free_port()
    with (
        served(["-m", "bench.bare", bare["GEDRAGEN_DATA"], str(first)], bare),
        served(["-c", GEDRAGEN, "serve", "--port", str(second)], ours),
    ):
        for page in pages(town):
            posting = page.good == 302
            least, own = beside(first, second, bare_page(posting), page)
            weight = "" if posting else f"{len(gzip.compress(body_of(second, page))) / 1000:.1f} kB"
            reach = "≥ 0.33" if posting else "≥ 0.25"
            asks = town["queries"].get(page.name, "")
            yield f"{page.name} | {reach} | {own / least:.2f} ({own:.0f}/s of {least:.0f}/s) | {asks} | {weight}"


def body_of(port: int, page: Page) -> bytes:
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    method, path, body, headers = next(page.requests)
    connection.request(method, path, body, headers)
    return connection.getresponse().read()


def databases(which: str, folder: Path) -> "tuple[dict[str, str], dict[str, str]]":
    """The environments of ours and of the bare one."""
    from tests.support.installation import surroundings_in

    common = {"DJANGO_SETTINGS_MODULE": "gedragen.config.settings"}
    made = []
    for name in ("ours", "bare"):
        data = folder / name
        data.mkdir(parents=True)
        given = {}
        if which == "PostgreSQL":
            from tests.support.servers.postgres import socket_folder

            database = f"bench_{os.getpid()}_{folder.name}_{name}"
            subprocess.run(
                ["createdb", "-h", socket_folder(), "-U", "postgres", database],
                check=True,
                env=os.environ | {"PATH": f"{tools()}{os.pathsep}{os.environ['PATH']}"},
            )
            given["GEDRAGEN_DATABASE_URL"] = f"postgres://postgres@/{database}?host={socket_folder()}"
        made.append(surroundings_in(data, **given, **(common if name == "ours" else {})))
    return made[0], made[1]


def tools() -> Path:
    from tests.support.servers.postgres import TOOLS

    return TOOLS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seats", type=int, nargs="+", default=[10, 1_000, 20_000])
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"), nargs="+", default=["SQLite", "PostgreSQL"])
    chosen = parser.parse_args()
    print(machine(), "", "| database | seats | page | reach | of the bare view | queries | gzip |", sep="\n")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="gedragen-bench-") as top:
        for which in chosen.database:
            for seats in chosen.seats:
                ours, bare = databases(which, Path(top) / f"{which}{seats}".lower())
                for row in measure(seats, ours, bare):
                    print(f"| {which} | {seats:,} | {row} |", flush=True)
    print("", machine(), sep="\n")


if __name__ == "__main__":
    main()
