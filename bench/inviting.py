"""Inviting many people beside a bare bulk insert of the same rows: `python -m bench.inviting [--people 20000]`.

Three turns of each in one process, on SQLite and on PostgreSQL; each turn is a case of its own. Then a server in which
people go on answering and looking while a list comes in: how long the slowest of them waits. Prints two tables, which
bench/README.md keeps.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from bench.opinion import machine
from bench.pages import GEDRAGEN, TOKEN, Page, databases, pages, served

TURNS = 3
# People of the case into which the list comes.
TOWN = 1_000
QUIET = 10.0
# After the last part its messages are made, in the same tick.
AFTERWARDS = 20.0
LONGEST = 300.0
# Seconds between two requests of one caller: all together some fifty answers and pages a second.
THINKS = 0.05


def here(people: int) -> None:
    """In the database of an installation that the environment names. Prints the seconds of every turn as JSON."""
    import django

    django.setup()
    from gedragen.cases.due import run_due
    from gedragen.cases.people.commands.many import InviteMany, invite_many
    from gedragen.cases.people.invitees import Invitee
    from gedragen.clock import now
    from gedragen.config.serving.startup import bring_up_to_date
    from tests.support.cast import Cast, make_case, to_preparing

    bring_up_to_date()
    crowd = [Invitee(f"Buur nummer {number}", f"buur{number}@example.nl") for number in range(people)]

    def ours(cast: Cast) -> None:
        invite_many(cast.case, InviteMany(tuple(crowd)), by=cast.ria, at=cast.at)
        run_due(at=cast.at)

    told: dict[str, list[float]] = {"ours": [], "stood aside": [], "bare": []}
    for _ in range(TURNS):
        cast, other = to_preparing(make_case(now())), to_preparing(make_case(now()))
        with standing_aside() as aside:
            told["ours"].append(timed(lambda cast=cast: ours(cast)))  # type: ignore[misc]
        told["stood aside"].append(sum(aside))
        told["bare"].append(timed(same_rows(cast.case, other.case, people)))
    print(json.dumps(told))


@contextmanager
def standing_aside() -> Iterator[list[float]]:
    """How long the work let others write, which is no work of its own: it waits for that, and is asked for how long."""
    from gedragen.cases.store import turns

    waited: list[float] = []
    with patch.object(turns, "sleep", lambda seconds: waited.append(timed(lambda: time.sleep(seconds)))):
        yield waited


def same_rows(case: int, other: int, people: int) -> Callable[[], None]:
    """What inserts the seats of one case, with their names and addresses, in another. The rows are made beforehand."""
    from django.db import transaction

    from gedragen.cases.models import Seat, Words
    from gedragen.cases.store.many_rows import next_ids

    seats = list(Seat.objects.filter(case=case).order_by("-number")[:people])
    texts = list(Words.objects.filter(seat__in=[seat.pk for seat in seats]).order_by("id"))
    if (len(seats), len(texts)) != (people, 2 * people):
        raise RuntimeError("not everybody on the list has a seat")
    new_seats = dict(zip((one.pk for one in seats), next_ids(Seat, people), strict=True))
    new_texts = dict(zip((one.pk for one in texts), next_ids(Words, len(texts)), strict=True))
    for text in texts:
        text.pk, text.case_id, text.seat_id = new_texts[text.pk], other, new_seats[text.seat_id or 0]
    for seat in seats:
        seat.pk, seat.case_id = new_seats[seat.pk], other
        for place in ("name_id", "contact_id", "mail_id"):
            setattr(seat, place, new_texts[getattr(seat, place)])

    def insert() -> None:
        with transaction.atomic():
            Words.objects.bulk_create(texts)
            Seat.objects.bulk_create(seats)

    return insert


def timed(act: Callable[[], object]) -> float:
    since = time.perf_counter()
    act()
    return time.perf_counter() - since


def python(around: Mapping[str, str], *words: str) -> Any:
    """The last line that a program of ours prints, as JSON."""
    done = subprocess.run([sys.executable, *words], env=around, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def waits(port: int, page: Page, over: Event) -> list[tuple[float, float]]:
    """One caller after the other, until it is over: when each was answered, and how long that took."""
    found = []
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    while not over.is_set():
        since = time.perf_counter()
        method, path, body, headers = next(page.requests)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != page.good:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        found.append((time.perf_counter(), time.perf_counter() - since))
        time.sleep(THINKS)
    connection.close()
    return found


def meanwhile(around: dict[str, str], people: int) -> dict[str, tuple[list[float], list[float]]]:
    """For an answer and for a road: how long each took before the list came, and while it was invited."""
    from tests.support.installation import free_port

    town = python(around, "-m", "bench.town", "--seats", str(TOWN))
    road, *_, answer = pages(town)
    port, over = free_port(), Event()
    with served(["-c", GEDRAGEN, "serve", "--port", str(port)], around), ThreadPoolExecutor(4) as pool:
        callers = {"an answer": [pool.submit(waits, port, answer, over) for _ in range(2)]}
        callers["the road"] = [pool.submit(waits, port, road, over) for _ in range(2)]
        try:
            time.sleep(QUIET)
            begun = time.perf_counter()
            give_list(port, town, people)
            print(f"{people:,} people are in after {wait_for_all(port, town):.0f} s", file=sys.stderr, flush=True)
            time.sleep(AFTERWARDS)
        finally:
            over.set()
        found = {}
        for name, calls in callers.items():
            all_of = [one for call in calls for one in call.result()]
            before = [took for at, took in all_of if at < begun]
            found[name] = (before, [took for at, took in all_of if at >= begun])
    return found


def give_list(port: int, town: dict[str, Any], people: int) -> None:
    """As the facilitator does: look at it, and press the button."""
    lines = "\r\n".join(f"Van de lijst {number}; lijst{number}@example.nl" for number in range(people))
    told = {"people": lines, "language": "nl", "csrfmiddlewaretoken": TOKEN, "once": "the-list"}
    status, page = as_facilitator(port, town, "POST", "uitnodigen/lijst/", urlencode(told))
    seal = page.partition('name="confirm"')[2].partition('value="')[2].partition('"')[0]
    status, _ = as_facilitator(port, town, "POST", "uitnodigen/lijst/", urlencode(told | {"confirm": seal}))
    if status != http.client.FOUND:
        raise RuntimeError(f"the list was answered with {status}")


def wait_for_all(port: int, town: dict[str, Any]) -> float:
    """Until the page of the people tells nothing of a list any more."""
    since = time.perf_counter()
    while "op uw lijst" in as_facilitator(port, town, "GET", "mensen/")[1]:
        if time.perf_counter() - since > LONGEST:
            raise TimeoutError
        time.sleep(2)
    return time.perf_counter() - since


def as_facilitator(port: int, town: dict[str, Any], method: str, path: str, body: str = "") -> tuple[int, str]:
    session, token = town["cookies"]
    headers = {
        "Cookie": f"{session}={town['facilitator']}; {token}={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    connection.request(method, f"/situatie/{town['address']}/overzicht/{path}", body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def ratio_row(which: str, people: int, told: dict[str, list[float]]) -> str:
    ours, aside, bare = (statistics.median(told[name]) for name in ("ours", "stood aside", "bare"))
    work = statistics.median(one - two for one, two in zip(told["ours"], told["stood aside"], strict=True))
    seconds = " | ".join(f"{one:.1f} s" for one in (bare, work, aside))
    return f"| {which} | {people:,} | {seconds} | {work / bare:.1f} | {ours / bare:.1f} |"


def wait_row(which: str, what: str, before: list[float], during: list[float]) -> str:
    def told(found: list[float]) -> str:
        ordered = sorted(found)
        return " | ".join(f"{1000 * one:.0f}" for one in (ordered[len(ordered) * 99 // 100], ordered[-1]))

    return f"| {which} | {what} | {told(before)} | {told(during)} | {len(during):,} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"), nargs="+", default=["SQLite", "PostgreSQL"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        here(chosen.people)
        return
    ratios, slowest = [], []
    with tempfile.TemporaryDirectory(prefix="gedragen-bench-") as top:
        for which in chosen.database:
            alone, _ = databases(which, Path(top) / f"alone{which}".lower())
            told = python(alone, "-m", "bench.inviting", "--here", "--people", str(chosen.people))
            ratios.append(ratio_row(which, chosen.people, told))
            town, _ = databases(which, Path(top) / f"town{which}".lower())
            for what, (before, during) in meanwhile(town, chosen.people).items():
                slowest.append(wait_row(which, what, before, during))
    print(machine(), f"load {os.getloadavg()[0]:.1f}", "", sep="\n")
    print("| database | people | bare insert | our work | stood aside | work / bare | all / bare |", *ratios, sep="\n")
    print("", "| database | what | quiet 99%, ms | slowest | meanwhile 99% | slowest | asked |", *slowest, sep="\n")


if __name__ == "__main__":
    main()
