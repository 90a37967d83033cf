"""The disk is full: a clear message, nothing lost, and it works again after the mend."""

import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.faults.load import Act, Crowd
from tests.support.installation import ON_POSTGRES, first_line, gedragen, serving

WORDS = "Wat mij wakker houdt, is de huur. " * 100


def how_many_voices(database: Path) -> int:
    with closing(sqlite3.connect(database)) as opened:
        return int(opened.execute("SELECT count(*) FROM cases_voice").fetchone()[0])


@pytest.mark.skipif(ON_POSTGRES, reason="the disk of PostgreSQL is not the disk of Gedragen")
def test_a_full_disk_is_said_and_loses_nothing(around: dict[str, str], town: dict[str, Any]) -> None:
    database = Path(around["GEDRAGEN_DATA"]) / "gedragen.sqlite3"
    path, session = f"/situatie/{town['address']}/stem/", town["people"][0]
    texts = [f"{number}. {WORDS}" for number in range(80)]
    acts = [Act(session, path, text[:4], {"text": text, "room": "circle"}) for text in texts]
    crowd = Crowd(town["cookies"])
    with serving(around) as (server, port):
        first_line(server)
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (database.stat().st_size,) * 2)
        crowd.ports = [port]
        for act in acts:
            crowd.send(act)
        assert crowd.out_of_order
        assert crowd.refused == []
    with serving(around) as (server, port):
        first_line(server)
        crowd.ports = [port]
        for act in acts:
            if act.about not in crowd.answered:
                crowd.send(act)
    assert crowd.answered == {act.about for act in acts}
    assert how_many_voices(database) == len(acts)
    assert gedragen(around, "journal", town["address"]).returncode == 0
