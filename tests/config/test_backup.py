"""The drill: an installation is lost, and two commands bring it back, on the database of this run."""

import json
import shutil
import signal
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import ON_POSTGRES, dying, first_line, gedragen, own_database, serving, surroundings_in

FIRST = Path(__file__).parents[1] / "data" / "first"


class Installation:
    """A data folder of its own, and on PostgreSQL a database of its own."""

    def __init__(self, folder: Path, given: dict[str, str]) -> None:
        self.folder, self.surroundings = folder, surroundings_in(folder, **given)

    def run(self, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
        return gedragen(self.surroundings, *words, **given)

    def dies(self, step: str, nth: int, *words: str) -> None:
        """A command that is killed before this step."""
        assert gedragen(self.surroundings, *words, command=dying(step, nth)).returncode == -signal.SIGKILL

    def everything(self) -> str:
        """What an operator can see of every case, down to the last entry and the key that signs it."""
        cases = self.run("cases").stdout
        address = [line.split("\t")[0] for line in cases.splitlines()]
        return cases + "".join(last_line_aside(self.run("journal", one).stdout) for one in address)


def last_line_aside(journal: str) -> str:
    """The journal without the moment at which it was written out."""
    *entries, last = journal.splitlines()
    told = {key: value for key, value in json.loads(last).items() if key in ("head", "entries", "key", "public_key")}
    return "\n".join([*entries, json.dumps(told)])


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Installation]:
    """With the demo loaded. Nothing here changes it."""
    with own_database(f"drill_old_{worker_id}") as given:
        made = Installation(tmp_path_factory.mktemp("old"), given)
        assert made.run("demo").returncode == 0
        yield made


@pytest.fixture
def new(tmp_path: Path, worker_id: str) -> Iterator[Installation]:
    """Empty."""
    with own_database(f"drill_new_{worker_id}") as given:
        yield Installation(tmp_path / "new", given)


@pytest.fixture
def kept(old: Installation, tmp_path: Path) -> Path:
    """A backup of the old one."""
    file = tmp_path / "kept.tar.gz"
    made = old.run("backup", str(file))
    assert made.returncode == 0, made.stderr
    return file


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


def test_a_secret_given_as_a_setting_is_not_copied(old: Installation, tmp_path: Path) -> None:
    file = str(tmp_path / "kept.tar.gz")
    made = old.run("backup", file, GEDRAGEN_SECRET_KEY="given " * 10)
    assert "GEDRAGEN_SECRET_KEY is a setting of yours and is not in it" in made.stdout
    with tarfile.open(file) as tar:
        assert "secret_key" not in tar.getnames()
        assert "signing_key" in tar.getnames()


def test_the_key_of_closed_rooms_never_travels_with_what_it_locks(old: Installation, tmp_path: Path) -> None:
    made = old.run("backup", str(tmp_path / "kept.tar.gz"))
    assert f"{old.folder / 'room_key'} is not in it" in made.stdout
    with tarfile.open(tmp_path / "kept.tar.gz") as tar:
        assert not [name for name in tar.getnames() if "room" in name]
    given = old.run("backup", str(tmp_path / "other.tar.gz"), GEDRAGEN_ROOM_KEY="ab" * 32)
    assert "GEDRAGEN_ROOM_KEY is not in it" in given.stdout


def test_after_a_restore_that_was_cut_short_nothing_begins_until_it_is_run_again(
    old: Installation, new: Installation, kept: Path
) -> None:
    for step, nth in (("_copy_in", 1), ("write_key", 1), ("write_key", 2)):
        new.dies(f"gedragen.config.restoring:{step}", nth, "restore", str(kept), "--replace")
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
    old.dies("gedragen.config.backup:_add_text", 1, "backup", str(file))
    assert not file.exists()
    (left,) = tmp_path.glob(".gedragen-backup-*")
    assert left.stat().st_mode & 0o777 == 0o700
    assert old.run("backup", str(file)).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


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
