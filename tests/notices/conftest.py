"""The cast at some places of the road, and a real post office to mail them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.notices.post_office import PostOffice
from tests.support.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing, with_items
from tests.support.installation import free_port
from tests.support.stage import on_stage


@pytest.fixture
def starting(db: None, at: datetime) -> Cast:
    return on_stage("starting", lambda: make_case(at))


@pytest.fixture
def preparing(db: None, at: datetime) -> Cast:
    return on_stage("preparing", lambda: to_preparing(make_case(at)))


@pytest.fixture
def deciding(db: None, at: datetime) -> Cast:
    return on_stage("deciding with items", lambda: with_items(to_deciding(to_preparing(make_case(at)))))


@pytest.fixture
def carrying_out(db: None, at: datetime) -> Cast:
    return on_stage("carrying_out", lambda: to_carrying_out(to_deciding(to_preparing(make_case(at)))))


@pytest.fixture
def post_office(tmp_path: Path, settings: Settings) -> Iterator[PostOffice]:
    """Not open yet: a test opens it."""
    office = PostOffice(tmp_path / "post", free_port())
    office.folder.mkdir()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    yield office
    office.close()
