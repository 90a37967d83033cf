"""A database of the first version is brought up to date by serving it, and nothing in it is lost."""

import re
import sys
import urllib.request
from importlib import import_module
from pathlib import Path

import pytest

from tests.support.installation import first_line, gedragen, is_ours, own_database, serving, surroundings_in

LEAST_ITEMS = 5
FIRST = Path(__file__).parents[2] / "data" / "first"

COUNTS_CARDS = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
import django
django.setup()
from gedragen.cases.models import Seat
print(Seat.objects.filter(card__made_by__isnull=False).count())
"""

STANDS = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
import django
django.setup()
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Case, Round
from gedragen.cases.state.plan_state import plan
for case in Case.objects.exclude(approach_key="").order_by("address"):
    for stand in plan(fresh(case.pk)):
        newest = Round.objects.filter(item=stand.item, voided_at__isnull=True).order_by("-number").first()
        if newest is not None and newest.outcome:
            print(case.address, stand.item.number, newest.outcome, stand.state)
"""


def test_an_installation_of_the_first_version_goes_on_where_it_was(tmp_path: Path, worker_id: str) -> None:
    with own_database(f"upgrade_{worker_id}") as given:
        surroundings = surroundings_in(tmp_path / "data", **given)
        kept = FIRST / ("postgresql.tar.gz" if given else "sqlite.tar.gz")
        assert gedragen(surroundings, "restore", str(kept)).returncode == 0
        refused = gedragen(surroundings, "cases")
        assert "of an earlier version. Start `gedragen serve` once." in refused.stderr
        before = tmp_path / "before.tar.gz"
        assert gedragen(surroundings, "backup", str(before)).returncode == 0
        with serving(surroundings) as (server, port):
            assert "Gedragen is ready" in first_line(server)
            for path in ("/", "/situatie/huize-lydia/", "/situatie/huize-lydia/plan/"):
                assert_shows(f"http://localhost:{port}{path}", "Huize Lydia")
            # What was decided then stays decided, and says by which rules.
            item = f"http://localhost:{port}/situatie/huize-lydia-een-jaar-verder/onderdeel/1/"
            assert_shows(item, "Dit is besloten volgens de regels van die dag. Dat blijft zo.")
        stands = [
            line.split() for line in gedragen(surroundings, command=(sys.executable, "-c", STANDS)).stdout.splitlines()
        ]
        assert len(stands) > LEAST_ITEMS
        assert [line for line in stands if line[2] != line[3]] == []
        # Four people came in by a card then, and still do.
        assert gedragen(surroundings, command=(sys.executable, "-c", COUNTS_CARDS)).stdout == "4\n"
        for line in gedragen(surroundings, "cases").stdout.splitlines():
            journal = tmp_path / "journal.jsonl"
            journal.write_text(gedragen(surroundings, "journal", line.split("\t")[0]).stdout)
            assert is_ours(surroundings, journal), line


def test_an_approach_whose_file_is_gone_is_asked_for_by_name() -> None:
    migration = import_module("gedragen.cases.migrations.0006_constitution")
    with pytest.raises(LookupError, match=r"there is no our_street\.toml: put it back"):
        migration.source_of("our_street")


COUNTS_MAIL = """
import django
django.setup()
from gedragen.notices.models import Delivery
print(Delivery.objects.filter(entry__kind="constitution-kept").count())
"""


def test_a_running_case_keeps_the_text_it_ran_under_and_what_was_downloaded_stays_right(
    tmp_path: Path, worker_id: str
) -> None:
    with own_database(f"kept_{worker_id}") as given:
        surroundings = surroundings_in(tmp_path / "data", DJANGO_SETTINGS_MODULE="gedragen.config.settings", **given)
        name = "postgresql" if given else "sqlite"
        assert gedragen(surroundings, "restore", str(FIRST / f"{name}.tar.gz")).returncode == 0
        # This brings the tables up to date, and does nothing else where the examples are there already.
        assert gedragen(surroundings, "demo").returncode == 0
        before, after = FIRST / f"{name}.jsonl", tmp_path / "after.jsonl"
        address = "huize-lydia" if given else "huize-lydia-een-jaar-verder"
        assert gedragen(surroundings, "journal", address, "--out", str(after)).returncode == 0
        *entries, _end = before.read_text().splitlines()
        assert after.read_text().splitlines()[: len(entries)] == entries
        told = gedragen(surroundings, "verify", str(before)).stdout
        assert f"Entries 2 to {len(entries)}: approach neighbourhood; its text was not kept." in told
        told = gedragen(surroundings, "verify", str(after)).stdout
        assert f"Entries 2 to {len(entries)}: approach neighbourhood; its text was not kept." in told
        assert f"Entry {len(entries) + 1}: approach neighbourhood; its text stands in the file" in told
        assert gedragen(surroundings, "tick", "--catch-up").returncode == 0
        assert gedragen(surroundings, command=(sys.executable, "-c", COUNTS_MAIL)).stdout == "0\n"


def assert_shows(url: str, words: str) -> None:
    with urllib.request.urlopen(url) as answer:
        assert words in re.sub(r"\s+", " ", answer.read().decode())
