"""Python for the commands that tests run: each in a process of its own, forked from one that has the libraries loaded.

Loading them is most of what a short command takes. Nothing of Gedragen is loaded before the fork, no settings are read
and no database is open, so that all that is ours begins anew in every process. What is about starting, serving or
signals begins with the interpreter: `started` and `serving` in tests/support/installation.py.
"""

import atexit
import gc
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO

TOP = Path(__file__).parents[3]
LIBRARIES = [
    "PIL.Image",
    "PIL.ImageOps",
    "allauth.core.context",
    "allauth.core.internal.cryptokit",
    "argparse",
    "asyncio",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.serialization",
    "cryptography.x509",
    "csp.constants",
    "csv",
    "django.conf.urls",
    "django.contrib.auth.checks",
    "django.contrib.auth.hashers",
    "django.contrib.auth.password_validation",
    "django.contrib.messages.storage.base",
    "django.contrib.postgres",
    "django.contrib.staticfiles.finders",
    "django.core.mail",
    "django.core.management.base",
    "django.core.management.commands.check",
    "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models.functions",
    "django.db.models.sql.compiler",
    "django.forms",
    "django.middleware.csrf",
    "django.shortcuts",
    "django.template.loader",
    "django.test",
    "django.urls",
    "django.views.generic",
    "django_htmx.middleware",
    "environ",
    "importlib.metadata",
    "importlib.resources",
    "packaging.version",
    "rfc8785",
    "smtplib",
    "sqlite3",
    "sqlparse",
    "tarfile",
    "tomllib",
    "zipfile",
]


def python(code: str, *words: str, around: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """What `python -c code words` answers in these surroundings, where no database of the caller is at hand."""
    with (
        socket.socket(socket.AF_UNIX) as asked,
        tempfile.TemporaryFile("w+") as out,
        tempfile.TemporaryFile("w+") as err,
    ):
        asked.connect(_server())
        line = json.dumps({"code": code, "words": words, "around": dict(around), "folder": str(Path.cwd())}).encode()
        socket.send_fds(asked, [len(line).to_bytes(8)], [0, out.fileno(), err.fileno()])
        asked.sendall(line)
        answer = asked.makefile().read()
        return subprocess.CompletedProcess([code, *words], int(answer), _whole(out), _whole(err))


def _whole(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


@cache
def _server() -> str:
    """The address of the one of this worker; it ends with us, because we hold its standard input."""
    folder = tempfile.mkdtemp(prefix="gedragen-forks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    words = [sys.executable, "-m", "tests.support.servers.forks", f"{folder}/here"]
    around = {name: value for name, value in os.environ.items() if not name.startswith(("GEDRAGEN_", "DJANGO_"))}
    server = subprocess.Popen(words, cwd=TOP, env=around, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(server.wait)
    assert server.stdin is not None
    assert server.stdout is not None
    atexit.register(server.stdin.close)
    server.stdout.readline()
    return f"{folder}/here"


def _next_command(address: str) -> str:
    """Returns in the process of a command only: with its code, everything around it in place."""
    from selectors import EVENT_READ, DefaultSelector

    with socket.socket(socket.AF_UNIX) as listens, DefaultSelector() as either:
        listens.bind(address)
        listens.listen()
        print("listens", flush=True)
        either.register(listens, EVENT_READ)
        either.register(sys.stdin, EVENT_READ)
        while all(key.fileobj is listens for key, _ in either.select()):
            asked, _ = listens.accept()
            if not os.fork():
                break
            asked.close()
            _forget_ended()
        else:
            os._exit(0)
    return _one_of_its_own(asked)


def _forget_ended() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _one_of_its_own(asked: socket.socket) -> str:
    """Who was forked waits for the command, and tells how it ended."""
    size, streams, _, _ = socket.recv_fds(asked, 8, 3)
    told = json.loads(asked.makefile("rb").read(int.from_bytes(size)))
    if command := os.fork():
        code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
        asked.sendall(str(code).encode())
        os._exit(0)
    asked.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["around"])
    sys.argv = ["-c", *told["words"]]
    return str(told["code"])


if __name__ == "__main__":
    for name in LIBRARIES:
        import_module(name)
    from django.apps import apps
    from django.conf import settings

    assert not settings.configured
    assert not apps.ready
    assert not [name for name in sys.modules if name.startswith("gedragen")]
    gc.freeze()
    code = _next_command(sys.argv[1])
    sys.path[0] = ""
    exec(compile(code, "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})
