"""The first look after an act beside the looks that follow: `python -m bench.first [--seats 10 1000 20000]`.

In one process, without a server, on SQLite and on PostgreSQL: everything was looked at, somebody acts, and a page is
looked at twice. The act is undone again, so that the next pair finds the same case. Prints a table of queries and
medians of time, which bench/README.md keeps.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.opinion import machine
from bench.pages import databases

PAIRS = 30
Pair = tuple[int, int, float, float]


def here(seats: int) -> None:
    """In the database of an installation that the environment names. Prints the rows of the table as JSON."""
    from bench import town
    from gedragen.clock import now
    from gedragen.config.serving.startup import bring_up_to_date
    from tests.support import family_cast
    from tests.support.cast import make_case, to_deciding, to_preparing, with_items, with_rounds

    bring_up_to_date()
    at = now()
    cast = to_preparing(make_case(at))
    town.fill(cast, seats, at)
    with_rounds(with_items(to_deciding(cast)))
    told = [*measure(cast.case, cast.bram, cast.ria, acts_of(cast))]
    if seats <= 10:
        family = family_cast.into_closed_time(
            family_cast.to_deciding(family_cast.to_preparing(family_cast.make_family(at)))
        )
        told += measure(family.case, family.deciders[0], family.ria, acts_behind_the_door(family))
    print(json.dumps(told))


def acts_of(cast: Any) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Each with what comes before it and is looked at too."""
    from gedragen.access.doing import Role
    from gedragen.cases.due import run_due
    from gedragen.cases.people.commands.seats import decline, join
    from gedragen.cases.plan.commands import ItemText, write_item
    from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
    from tests.support.cast import answer, invited

    new = invited(cast, "Kees", Role.PARTICIPANT, contact="")
    third = write_item(
        cast.case, ItemText("Een bank", "Een bank in de tuin.", "Om te zitten.", "In mei"), by=cast.bram, at=cast.at
    )
    closes_at = cast.at + timedelta(days=9)

    def nothing() -> None: ...

    def joins() -> None:
        join(cast.case, by=new, at=cast.at)

    def opens() -> None:
        open_rounds(cast.case, OpenRounds((third,), closes_at=closes_at), by=cast.ria, at=cast.at)

    return {
        "a round opened": (
            nothing,
            lambda: open_rounds(cast.case, OpenRounds((third,), closes_at=closes_at), by=cast.ria, at=cast.at),
        ),
        "somebody joined": (nothing, joins),
        "somebody left": (joins, lambda: decline(cast.case, by=new, at=cast.at)),
        "an answer": (nothing, lambda: answer(cast, cast.jan)),
        "a seal": (joins, lambda: run_due(at=cast.at)),
    }


def acts_behind_the_door(family: Any) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    from gedragen.cases.closed_time.commands import DraftText, WriteDraft, write_draft

    text = DraftText("Oppas", "Oma past op.")
    return {
        "a draft": (
            lambda: None,
            lambda: write_draft(family.case, WriteDraft(family.room, text), by=family.truus, at=family.at),
        )
    }


def measure(case: int, participant: int, facilitator: int, acts: Any) -> Iterator[tuple[str, str, Pair]]:
    from django.db import transaction

    from gedragen.cases.engine.snapshot import forget_snapshots
    from gedragen.cases.models import Case
    from tests.faults.town import session_of

    place = f"/situatie/{Case.objects.get(id=case).address}"
    paths = {
        "road": "/weg/",
        "plan": "/plan/",
        "item": "/onderdeel/1/",
        "people": "/mensen/",
        "overview": "/overzicht/",
    }
    sessions = {name: session_of(facilitator if name == "overview" else participant) for name in paths}
    for what, (before, act) in acts.items():
        for name, path in paths.items():
            if name == "item" and what == "a draft":
                continue
            pairs = []
            for _ in range(PAIRS):
                with transaction.atomic():
                    before()
                    for _ in range(2):
                        looked(place + path, sessions[name])
                    act()
                    first, again = looked(place + path, sessions[name]), looked(place + path, sessions[name])
                    pairs.append((first, again))
                    transaction.set_rollback(True)
                # Its numbers are counted again, for other rows.
                forget_snapshots()
            yield (
                what,
                name,
                (
                    max(first[0] for first, _ in pairs),
                    max(again[0] for _, again in pairs),
                    statistics.median(first[1] for first, _ in pairs),
                    statistics.median(again[1] for _, again in pairs),
                ),
            )


def looked(path: str, session: str) -> tuple[int, float]:
    """How many queries, and how many seconds."""
    from django.conf import settings
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    reset_queries()
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(seen), time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seats", type=int, nargs="+", default=[10, 1_000, 20_000])
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"), nargs="+", default=["SQLite", "PostgreSQL"])
    chosen = parser.parse_args()
    print(
        machine(),
        "",
        "| database | seats | after | page | queries first | after that | ms first | after that | times |",
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="gedragen-bench-") as top:
        for which in chosen.database:
            for seats in chosen.seats:
                ours, _ = databases(which, Path(top) / f"{which}{seats}".lower())
                found = subprocess.run(
                    [sys.executable, "-c", f"from bench.first import here; here({seats})"],
                    env=os.environ | ours,
                    check=True,
                    stdout=subprocess.PIPE,
                    text=True,
                )
                for what, name, (first, again, slow, quick) in json.loads(found.stdout.splitlines()[-1]):
                    times = f"{slow * 1000:.1f} | {quick * 1000:.1f} | {slow / quick:.1f}"
                    print(f"| {which} | {seats:,} | {what} | {name} | {first} | {again} | {times} |", flush=True)


if __name__ == "__main__":
    main()
