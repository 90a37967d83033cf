"""The settings of the test suite: SQLite in a file, or a real PostgreSQL when GEDRAGEN_TEST_DATABASE=postgres."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import psutil

# The name says whose it is: what a killed run left behind, the next one clears away.
SCRATCH = Path(tempfile.mkdtemp(prefix=f"gedragen-tests-{os.getpid()}-"))
for left in Path(tempfile.gettempdir()).glob("gedragen-tests-*"):
    owner = left.name.split("-")[2]
    if owner.isdigit() and not psutil.pid_exists(int(owner)):
        shutil.rmtree(left, ignore_errors=True)
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

# A test run answers to nobody's environment: what a developer exported must not change it.
for name in [name for name in os.environ if name.startswith("GEDRAGEN_") and "_TEST_" not in name]:
    if name != "GEDRAGEN_REQUIRE_BROWSER":
        del os.environ[name]
os.environ["GEDRAGEN_DATA"] = str(SCRATCH)
os.environ["GEDRAGEN_SECRET_KEY"] = "only for tests"

from gedragen.config.settings import *  # noqa: E402, F403
from gedragen.config.settings import DATABASES, STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

if os.environ.get("GEDRAGEN_TEST_DATABASE") == "postgres":
    from tests.support.servers.postgres import socket_folder

    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "gedragen",
        "USER": "postgres",
        "HOST": socket_folder(),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }
else:
    # A file, not memory: locks between two connections are only real in a file.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] += "; PRAGMA synchronous=OFF"
# The tables as a first start makes them (config/serving/startup.py).
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False
