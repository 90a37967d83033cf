"""The cast in each phase, at one moment for the pages and the story alike."""

from datetime import datetime

import pytest

from gedragen import clock
from tests.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing, with_frames, with_plan, with_test


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Cast:
    """From here on pages act at the moment of the story."""
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    return cast


@pytest.fixture
def starting(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, make_case(at))


@pytest.fixture
def framed(starting: Cast) -> Cast:
    return with_frames(starting)


@pytest.fixture
def preparing(starting: Cast) -> Cast:
    return to_preparing(starting)


@pytest.fixture
def deciding(preparing: Cast) -> Cast:
    return to_deciding(preparing)


@pytest.fixture
def testing(deciding: Cast) -> Cast:
    """The plan lies before the authority."""
    return with_test(with_plan(deciding))


@pytest.fixture
def carrying_out(deciding: Cast) -> Cast:
    return to_carrying_out(deciding)
