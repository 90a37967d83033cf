"""The drill: an installation is lost, and two commands bring it back, on the database of this run."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.support.installation import ON_POSTGRES, Installation, first_line, last_line_aside, serving

FIRST = Path(__file__).parents[2] / "data" / "first"
MAKE_ROWS = """
from django.contrib.sessions.models import Session
from gedragen.cases.models import OnceToken, Seat
from gedragen.clock import now
from gedragen.people.models import Attempt
Session(session_key="ZQXSESSIONKEY", session_data="ZQXSESSIONDATA", expire_date=now()).save()
OnceToken(seat=Seat.objects.first(), token="ZQXSESSIONTOKEN").save()
Attempt(network="ZQXSESSIONNETWORK", at=now()).save()
"""
COUNT_ROWS = """
from django.db import connection
with connection.cursor() as cursor:
    for table in ("django_session", "cases_oncetoken", "people_attempt"):
        cursor.execute(f"SELECT count(*) FROM {table}")
        print(cursor.fetchone()[0])
"""


def test_what_was_lost_is_back_after_two_commands(old: Installation, new: Installation, kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    back = new.run("restore", str(kept))
    assert back.returncode == 0, back.stderr
    assert "huize-lydia" in old.everything()
    assert new.everything() == old.everything()
    for key in ("secret_key", "signing_key"):
        assert (new.folder / key).read_bytes() == (old.folder / key).read_bytes()
        assert (new.folder / key).stat().st_mode & 0o777 == 0o600


def test_nothing_is_replaced_without_saying_so(new: Installation, kept: Path) -> None:
    new.run("restore", str(kept))
    before = new.everything()
    refused = new.run("restore", str(kept))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Add --replace" in refused.stderr
    assert new.everything() == before
    assert new.run("restore", str(kept), "--replace").returncode == 0
    assert new.everything() == before


def test_nothing_is_put_under_a_server_that_runs(old: Installation, new: Installation, kept: Path) -> None:
    new.run("restore", str(kept))
    shutil.copy(old.folder / "room_key", new.folder)
    with serving(new.surroundings) as (server, _):
        assert "Gedragen is ready" in first_line(server)
        refused = new.run("restore", str(kept), "--replace")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "Stop it first" in refused.stderr
    assert new.run("restore", str(kept), "--replace").returncode == 0


def test_a_broken_file_changes_nothing_and_says_what_is_wrong(new: Installation, kept: Path, tmp_path: Path) -> None:
    cut, other = tmp_path / "cut.tar.gz", tmp_path / "other.tar.gz"
    cut.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    with tarfile.open(other, "w:gz") as tar:
        tar.add(kept, "something")
    for path, says in ((cut, "is not a whole backup"), (other, "is not a whole backup"), (tmp_path, "not a whole")):
        refused = new.run("restore", str(path))
        assert refused.returncode == 1
        assert says in refused.stderr
        assert "Traceback" not in refused.stderr
    assert "There is no file" in new.run("restore", str(tmp_path / "none")).stderr
    assert not (new.folder / "signing_key").exists()
    assert new.run("restore", str(kept)).returncode == 0


def test_a_backup_goes_back_to_its_own_kind_of_database(new: Installation, tmp_path: Path) -> None:
    about = tmp_path / "gedragen-backup.json"
    about.write_text(json.dumps({"database": "oracle"}))
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(about, about.name)
    assert "holds a oracle database" in new.run("restore", str(tmp_path / "other.tar.gz")).stderr


def test_a_backup_is_never_written_over(old: Installation, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    file.write_text("older")
    refused = old.run("backup", str(file))
    assert refused.returncode == 1
    assert "exists already" in refused.stderr
    assert file.read_text() == "older"
    assert "does not exist" in old.run("backup", str(tmp_path / "nowhere" / "kept")).stderr
    assert list(tmp_path.glob(".gedragen-backup-*")) == []


def test_no_key_lies_in_the_file_with_the_data(old: Installation, kept: Path, tmp_path: Path) -> None:
    """C1: whoever had the file had every link."""
    unpacked = tmp_path / "unpacked"
    with tarfile.open(kept) as tar:
        assert tar.getnames() == ["gedragen-backup.json", "database"]
        tar.extractall(unpacked, filter="data")
    keys = [(old.folder / name).read_bytes().strip() for name in ("secret_key", "signing_key", "room_key")]
    found = b"".join(path.read_bytes() for path in unpacked.iterdir())
    assert [key for key in keys if key in found or key in kept.read_bytes()] == []
    beside = kept.with_name(f"{kept.name}.keys")
    assert json.loads(beside.read_text()).keys() == {"secret_key", "signing_key"}
    assert keys[2].decode() not in beside.read_text()


def test_a_backup_says_who_reads_what_with_which_file(old: Installation, tmp_path: Path) -> None:
    keys = tmp_path / "elsewhere" / "the.keys"
    keys.parent.mkdir()
    made = old.run("backup", str(tmp_path / "kept.tar.gz"), "--keys", str(keys))
    assert keys.stat().st_mode & 0o777 == 0o600
    for sentence in (
        "Whoever has it reads every name, address and text but those of closed rooms",
        f"The keys are in {keys}. Whoever has both files can make a link to every seat",
        f"{old.folder / 'room_key'} is in neither",
        f"on the list {old.folder / 'erasures'}, without a name",
    ):
        assert sentence in made.stdout


def test_a_secret_given_as_a_setting_is_in_neither_file(old: Installation, tmp_path: Path) -> None:
    given = {"GEDRAGEN_SECRET_KEY": "given " * 10, "GEDRAGEN_ROOM_KEY": "ab" * 32}
    made = old.run("backup", str(tmp_path / "kept.tar.gz"), **given)
    assert "GEDRAGEN_SECRET_KEY is a setting of yours and in neither" in made.stdout
    assert "GEDRAGEN_ROOM_KEY is in neither" in made.stdout
    assert json.loads((tmp_path / "kept.tar.gz.keys").read_text()).keys() == {"signing_key"}


def test_who_is_in_and_who_tried_stays_out_of_a_backup(old: Installation, new: Installation, tmp_path: Path) -> None:
    """C1: the key of a session opened a closed room to whoever had the backup."""
    old.python(MAKE_ROWS)
    file = tmp_path / "kept.tar.gz"
    assert old.run("backup", str(file)).returncode == 0
    with tarfile.open(file) as tar:
        tar.extractall(tmp_path / "unpacked", filter="data")
    assert b"ZQXSESSION" not in (tmp_path / "unpacked" / "database").read_bytes()
    assert new.run("restore", str(file)).returncode == 0
    assert new.python(COUNT_ROWS).split() == ["0", "0", "0"]


def test_without_its_keys_it_says_beforehand_what_is_lost(new: Installation, kept: Path) -> None:
    kept.with_name(f"{kept.name}.keys").unlink()
    refused = new.run("restore", str(kept))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "every link and card stops working and journals get another signer" in refused.stderr
    assert "of an earlier version" in new.run("cases").stderr
    agreed = new.run("restore", str(kept), "--without-keys")
    assert agreed.returncode == 0, agreed.stderr
    assert "every link and card stops working" in agreed.stdout
    assert "huize-lydia" in new.run("cases").stdout


def test_keys_of_another_backup_are_refused(new: Installation, kept: Path) -> None:
    beside = kept.with_name(f"{kept.name}.keys")
    right = json.loads(beside.read_text())
    for wrong in (
        right | {"secret_key": "another"},
        right | {"signing_key": "ab" * 32},
        {**right, "secret_key": [1]},
        {**right, "room_key": "x"},
        ["secret_key"],
    ):
        beside.write_text(json.dumps(wrong))
        refused = new.run("restore", str(kept))
        assert (refused.returncode, refused.stdout) == (1, ""), wrong
        assert "keys" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_an_installation_that_has_the_right_keys_already_asks_for_none(
    old: Installation, new: Installation, kept: Path
) -> None:
    kept.with_name(f"{kept.name}.keys").unlink()
    new.folder.mkdir(mode=0o700)
    shutil.copy(old.folder / "signing_key", new.folder)
    secret = (old.folder / "secret_key").read_text().strip()
    back = new.run("restore", str(kept), GEDRAGEN_SECRET_KEY=secret)
    assert back.returncode == 0, back.stderr
    other = new.run("restore", str(kept), "--replace", GEDRAGEN_SECRET_KEY="another " * 9)
    assert "GEDRAGEN_SECRET_KEY must be what it was" in other.stderr


def test_after_a_restore_that_was_cut_short_nothing_begins_until_it_is_run_again(
    old: Installation, new: Installation, kept: Path
) -> None:
    for step, nth in (("_copy_in", 1), ("_erase_who_was_erased", 1), ("write_key", 1), ("write_key", 2)):
        new.dies(f"gedragen.config.backups.restoring:{step}", nth, "restore", str(kept), "--replace")
        refused = new.run("serve", "--port", "1") if nth == 2 else new.run("tick")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "A restore was cut short" in refused.stderr
        again = new.run("restore", str(kept))
        assert again.returncode == 0, again.stderr
    assert list(new.folder.glob(".gedragen-restore-*")) == []
    there, back = (one.run("journal", "huize-lydia").stdout for one in (old, new))
    assert last_line_aside(back) == last_line_aside(there)


def test_what_a_backup_that_was_cut_short_left_behind_goes_with_the_next(old: Installation, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    old.dies("gedragen.config.backups.backup:pack", 1, "backup", str(file))
    assert not file.exists()
    (left,) = tmp_path.glob(".gedragen-backup-*")
    assert left.stat().st_mode & 0o777 == 0o700
    assert old.run("backup", str(file)).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name, f"{file.name}.keys"]


def test_an_older_backup_goes_back_over_a_newer_installation(new: Installation) -> None:
    assert new.run("createadmin", "ria@example.nl").returncode == 0
    older = FIRST / ("postgresql.tar.gz" if ON_POSTGRES else "sqlite.tar.gz")
    back = new.run("restore", str(older), "--replace")
    assert back.returncode == 0, back.stderr
    assert "of an earlier version" in new.run("cases").stderr
    assert new.run("createadmin", "ria@example.nl").returncode == 0
    assert "huize-lydia" in new.run("cases").stdout


@pytest.mark.skipif(ON_POSTGRES, reason="on SQLite the file may be what is damaged")
def test_a_backup_goes_back_over_a_database_that_is_damaged(new: Installation, kept: Path) -> None:
    new.folder.mkdir()
    damaged = new.folder / "gedragen.sqlite3"
    damaged.write_bytes(b"no database" * 1000)
    assert "Add --replace" in new.run("restore", str(kept)).stderr
    assert new.run("restore", str(kept), "--replace").returncode == 0
    assert "huize-lydia" in new.run("cases").stdout
    assert damaged.with_name("gedragen.sqlite3.damaged").read_bytes() == b"no database" * 1000
