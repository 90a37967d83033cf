"""The cast in each phase. Tests speak about these people and pass the time in."""

from datetime import datetime

import pytest

from tests.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing
from tests.stage import on_stage


@pytest.fixture
def starting(db: None, at: datetime) -> Cast:
    return on_stage("starting", lambda: make_case(at))


@pytest.fixture
def preparing(db: None, at: datetime) -> Cast:
    return on_stage("preparing", lambda: to_preparing(make_case(at)))


@pytest.fixture
def deciding(db: None, at: datetime) -> Cast:
    return on_stage("deciding", lambda: to_deciding(to_preparing(make_case(at))))


@pytest.fixture
def carrying_out(db: None, at: datetime) -> Cast:
    return on_stage("carrying_out", lambda: to_carrying_out(to_deciding(to_preparing(make_case(at)))))
