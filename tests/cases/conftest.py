"""The cast in each phase. Tests speak about these people and pass the time in."""

from datetime import datetime

import pytest

from tests.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing


@pytest.fixture
def starting(db: None, at: datetime) -> Cast:
    return make_case(at)


@pytest.fixture
def preparing(starting: Cast) -> Cast:
    return to_preparing(starting)


@pytest.fixture
def deciding(preparing: Cast) -> Cast:
    return to_deciding(preparing)


@pytest.fixture
def carrying_out(deciding: Cast) -> Cast:
    return to_carrying_out(deciding)
