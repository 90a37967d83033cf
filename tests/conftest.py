"""What every test may ask for. Tests of the pure parts ask for nothing here and touch no database."""

import gc
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker


def pytest_collection_finish() -> None:
    """Thousands of tests never go: without them in its way the collector takes a tenth less of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables are made at once, as on a first start."""
    from gedragen.config.serving.startup import settle_new_tables

    with django_db_blocker.unblock():
        settle_new_tables()


@pytest.fixture
def at() -> datetime:
    """The moment at which a test happens: Monday 2 March 2026, 11 o'clock in Amsterdam."""
    return datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_read_before() -> None:
    """A test that rolls back puts other rows behind the same newest hash."""
    if "gedragen.cases.engine.snapshot" in sys.modules:
        sys.modules["gedragen.cases.engine.snapshot"].forget_snapshots()


@pytest.fixture(autouse=True)
def _nobody_erased_before() -> None:
    """The list of erasures is a file: what a test that rolled back wrote there would be done again in the next."""
    Path(os.environ["GEDRAGEN_DATA"], "erasures").unlink(missing_ok=True)
