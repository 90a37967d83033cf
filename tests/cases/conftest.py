"""The cast in each phase. Tests speak about these people and pass the time in."""

from datetime import datetime

import pytest

from tests.support.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.family_cast import to_deciding as family_to_deciding
from tests.support.family_cast import to_preparing as family_to_preparing
from tests.support.stage import on_stage


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


@pytest.fixture
def family(db: None, at: datetime) -> Family:
    return on_stage("family", lambda: make_family(at))


@pytest.fixture
def family_preparing(db: None, at: datetime) -> Family:
    """With a guardian over it, by order of a court."""
    return on_stage("family preparing", lambda: family_to_preparing(with_safety_frame(make_family(at))))


@pytest.fixture
def family_deciding(db: None, at: datetime) -> Family:
    return on_stage("family deciding", lambda: _deciding(at))


def _deciding(at: datetime) -> Family:
    return family_to_deciding(family_to_preparing(with_safety_frame(make_family(at))))
