"""An installation as an operator has one: a folder, an environment, and the command in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

from tests.support.servers import forks

ON_POSTGRES = os.environ.get("GEDRAGEN_TEST_DATABASE") == "postgres"

Surroundings = Mapping[str, str]
# Runs a command that is killed -9 where it would take this step for the nth time.
DYING = """
import os, signal, sys
from importlib import import_module
from itertools import count

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
import django
django.setup()

module, _, path = {step!r}.partition(":")
*around, name = path.split(".")
place = import_module(module)
for one in around:
    place = getattr(place, one)
goes_on, times = getattr(place, name), count(1)

def dies(*words, **named):
    if next(times) == {nth}:
        os.kill(os.getpid(), signal.SIGKILL)
    return goes_on(*words, **named)

setattr(place, name, dies)
from gedragen.config.cli import main
sys.exit(main())
"""
# What `gedragen cases` says, and `gedragen journal` of each of them, with one load of the tables.
EVERYTHING = """
import io, json
from contextlib import redirect_stdout
from gedragen.config.cli import main

def told(*words):
    with redirect_stdout(io.StringIO()) as screen:
        main(words)
    return screen.getvalue()

cases = told("cases")
print(json.dumps([cases, *(told("journal", line.partition("\\t")[0], "--whole") for line in cases.splitlines())]))
"""
FIRST = Path(__file__).parents[1] / "data" / "first"
GEDRAGEN = (sys.executable, "-c", "import sys; from gedragen.config.cli import main; sys.exit(main())")


def surroundings_in(folder: Path, **given: str) -> dict[str, str]:
    """Our environment with this data folder, and no settings but the `given` ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GEDRAGEN_", "DJANGO_"))}
    return kept | {"GEDRAGEN_DATA": str(folder)} | given


def gedragen(
    surroundings: Surroundings, *words: str, command: Sequence[str] = GEDRAGEN, **given: str
) -> subprocess.CompletedProcess[str]:
    """What the command answers; lines of Python in a process that is forked from one with the libraries loaded."""
    told = {**surroundings, **given}
    if command[:2] == GEDRAGEN[:2]:
        return forks.python(command[2], *command[3:], *words, around=told)
    return started(told, *words, command=command)


def started(
    surroundings: Surroundings, *words: str, command: Sequence[str] = GEDRAGEN
) -> subprocess.CompletedProcess[str]:
    """What it answers where also the interpreter starts anew."""
    return subprocess.run([*command, *words], env=surroundings, capture_output=True, text=True, check=False)


def is_ours(surroundings: Surroundings, journal: Path) -> bool:
    """Whether this file is intact, and signed with the key of this installation."""
    key = journal.with_suffix(".key")
    key.write_text(gedragen(surroundings, "key").stdout)
    return gedragen(surroundings, "verify", str(journal), "--key", str(key)).returncode == 0


def dying(step: str, nth: int = 1) -> tuple[str, ...]:
    """The command that is killed before this step, named as `module:function` or `module:Class.method`."""
    return (sys.executable, "-c", DYING.format(step=step, nth=nth))


@contextmanager
def own_database(name: str) -> Iterator[dict[str, str]]:
    """The settings of an empty database, of the kind this test run is on. SQLite needs none: the folder holds it."""
    if not ON_POSTGRES:
        yield {}
        return
    from tests.support.servers.postgres import TOOLS

    given = {
        "GEDRAGEN_DATABASE_URL": f"postgres://postgres@/{name}?host={settings.DATABASES['default']['HOST']}",
        "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}",
    }
    _sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    yield given
    _sql(f"DROP DATABASE {name} WITH (FORCE)")


def _sql(*statements: str) -> None:
    """On the server, outside any database of the tests."""
    socket_folder = settings.DATABASES["default"]["HOST"]
    with closing(psycopg.connect(host=socket_folder, user="postgres", dbname="postgres", autocommit=True)) as server:
        for statement in statements:
            server.execute(statement)


@contextmanager
def serving(
    surroundings: Surroundings, *words: str, command: Sequence[str] = GEDRAGEN
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running server and its port, killed at the end. Its first line is still to be read."""
    port = free_port()
    line = [*command, "serve", *words, "--port", str(port)]
    with subprocess.Popen(line, env=surroundings, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server, port
        finally:
            server.kill()


def first_line(server: "subprocess.Popen[str]") -> str:
    """What the server says first: it is ready then."""
    assert server.stdout is not None
    return server.stdout.readline()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """A data folder of its own, and on PostgreSQL a database of its own."""

    def __init__(self, folder: Path, given: dict[str, str]) -> None:
        self.folder, self.surroundings = folder, surroundings_in(folder, **given)

    def run(self, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
        return gedragen(self.surroundings, *words, **given)

    def python(self, code: str, *words: str) -> str:
        """What this code prints, run with the tables of this installation at hand."""
        around = self.surroundings | {"DJANGO_SETTINGS_MODULE": "gedragen.config.settings"}
        code = f"import django; django.setup()\n{code}"
        done = forks.python(code, *words, around=around)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def dies(self, step: str, nth: int, *words: str) -> None:
        """A command that is killed before this step."""
        assert gedragen(self.surroundings, *words, command=dying(step, nth)).returncode == -signal.SIGKILL

    def everything(self) -> str:
        """What an operator can see of every case, down to the last entry and the key that signs it."""
        cases, *journals = json.loads(self.python(EVERYTHING))
        return str(cases) + "".join(map(last_line_aside, journals))


def last_line_aside(journal: str) -> str:
    """The journal without the moment at which it was written out."""
    *entries, last = journal.splitlines()
    told = {key: value for key, value in json.loads(last).items() if key in ("head", "entries", "key", "public_key")}
    return "\n".join([*entries, json.dumps(told)])
