"""Whoever steals a fresh backup tries every value in it as cookie, code, link and card, and gets in nowhere."""

import json
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.attacks.thief import parts_of
from tests.support.installation import ON_POSTGRES, Installation

# Somebody is in by a link, somebody by a card, and a code to sign in with lies in a mailbox. What opens for them:
COME_IN = """
import json, re, sys
from pathlib import Path
from django.test import Client
from gedragen import clock
from gedragen.access.doing import Role
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.models import Seat
from gedragen.config.demo.people import RIA_MAIL
from gedragen.config.serving.startup import collect_static
from gedragen.people.links import link_token
ria = Seat.objects.filter(role="facilitator", case__address="huize-lydia").get()
bram = ria.case.seats.filter(role="participant", erased_at__isnull=True, joined_at__isnull=False).first()
kees = invite(ria.case_id, Invitation("Kees", "", Role.PARTICIPANT), by=ria.pk, at=clock.now())
card = make_cards(ria.case_id, MakeCards((kees,)), by=ria.pk, at=clock.now())[kees]
link = link_token(bram.pk, bram.link_generation)
collect_static()
by_card, by_link, staff = (Client(headers={"host": "localhost"}) for _ in range(3))
answers = by_card.post("/code/", {"code": card}), by_link.post(f"/link/{link}/")
assert all(one.status_code == 302 for one in answers), [one.content for one in answers]
assert staff.post("/aanmelden/", {"login": RIA_MAIL}).status_code == 302
mailed = max(Path(sys.argv[1], "mail").iterdir(), key=lambda path: path.stat().st_mtime).read_text()
code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mailed, re.MULTILINE).group()
sessions = [one.session.session_key for one in (by_card, by_link, staff)]
print(json.dumps([card, link, code, *sessions]))
"""
TRY = """
import json, sys
from pathlib import Path
from tests.attacks.thief import opened_with
print(json.dumps(opened_with(json.loads(Path(sys.argv[1]).read_text()))))
"""


def opened(installation: Installation, values: set[str], folder: Path) -> list[str]:
    file = folder / "values.json"
    file.write_text(json.dumps(sorted(values)))
    found: list[str] = json.loads(installation.python(TRY, str(file)))
    return found


def values_in(backup: Path, installation: Installation, folder: Path) -> set[str]:
    """Everything that can be read in it."""
    with tarfile.open(backup) as tar:
        tar.extractall(folder, filter="data")
    rows = _rows_of_a_dump if ON_POSTGRES else _rows_of_a_file
    return {part for value in rows(folder / "database", installation) for part in parts_of(value)}


def _rows_of_a_file(database: Path, _: Installation) -> Iterator[object]:
    with closing(sqlite3.connect(database)) as open_file:
        for (table,) in open_file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in open_file.execute(f'SELECT * FROM "{table}"'):
                yield from row


def _rows_of_a_dump(database: Path, installation: Installation) -> Iterator[object]:
    line = ["pg_restore", "--file=-", str(database)]
    dump = subprocess.run(line, env=dict(installation.surroundings), capture_output=True, text=True, check=True)
    for row in dump.stdout.splitlines():
        yield from row.split("\t")


def test_no_value_in_a_fresh_backup_lets_a_thief_in(new: Installation, kept: Path, tmp_path: Path) -> None:
    assert new.run("restore", str(kept)).returncode == 0
    keys = set(json.loads(new.python(COME_IN, str(new.folder))))
    assert len(opened(new, keys, tmp_path)) == len(keys) == 6
    backup = tmp_path / "stolen.tar.gz"
    assert new.run("backup", str(backup)).returncode == 0
    values = values_in(backup, new, tmp_path / "unpacked")
    # He did read what there is.
    assert "Huize Lydia" in values
    assert not keys & values
    assert opened(new, values, tmp_path) == []
