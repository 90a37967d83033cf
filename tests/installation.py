"""An installation as an operator has one: a folder, an environment, and the command in a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

Surroundings = Mapping[str, str]
GEDRAGEN = (sys.executable, "-c", "import sys; from gedragen.config.cli import main; sys.exit(main())")


def surroundings_in(folder: Path, **given: str) -> dict[str, str]:
    """Our environment with this data folder, and no settings but the `given` ones."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GEDRAGEN_", "DJANGO_"))}
    return kept | {"GEDRAGEN_DATA": str(folder)} | given


def gedragen(surroundings: Surroundings, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    told = {**surroundings, **given}
    return subprocess.run([*GEDRAGEN, *words], env=told, capture_output=True, text=True, check=False)


@contextmanager
def serving(
    surroundings: Surroundings, *words: str, command: Sequence[str] = GEDRAGEN
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running server and its port, killed at the end. Its first line is still to be read."""
    port = free_port()
    line = [*command, "serve", *words, "--port", str(port)]
    with subprocess.Popen(line, env=surroundings, stdout=subprocess.PIPE, text=True) as server:
        yield server, port
        server.kill()


def first_line(server: "subprocess.Popen[str]") -> str:
    """What the server says first: it is ready then."""
    assert server.stdout is not None
    return server.stdout.readline()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
