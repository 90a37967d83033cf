"""The cast in each phase, at one moment for the pages and the story alike."""

from datetime import datetime
from typing import TypeVar

import pytest

from gedragen import clock
from tests.support.cast import (
    Cast,
    make_case,
    to_carrying_out,
    to_deciding,
    to_preparing,
    with_frames,
    with_plan,
    with_test,
)
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.family_cast import to_deciding as family_to_deciding
from tests.support.family_cast import to_preparing as family_to_preparing
from tests.support.stage import on_stage

People = TypeVar("People", Cast, Family)


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, cast: People) -> People:
    """From here on pages act at the moment of the story."""
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    return cast


@pytest.fixture
def starting(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, on_stage("starting", lambda: make_case(at)))


@pytest.fixture
def framed(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, on_stage("framed", lambda: with_frames(make_case(at))))


@pytest.fixture
def preparing(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, on_stage("preparing", lambda: to_preparing(make_case(at))))


@pytest.fixture
def deciding(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, on_stage("deciding", lambda: _deciding(at)))


@pytest.fixture
def testing(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The plan lies before the authority."""
    return stop_the_clock(monkeypatch, on_stage("testing", lambda: with_test(with_plan(_deciding(at)))))


@pytest.fixture
def carrying_out(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, on_stage("carrying_out", lambda: to_carrying_out(_deciding(at))))


def _deciding(at: datetime) -> Cast:
    return to_deciding(to_preparing(make_case(at)))


@pytest.fixture
def family(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Family:
    """Starting: the question was taken up, and no more."""
    return stop_the_clock(monkeypatch, on_stage("family", lambda: make_family(at)))


@pytest.fixture
def family_preparing(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Family:
    """With a guardian over it, by order of a court."""
    made = on_stage("family preparing", lambda: family_to_preparing(with_safety_frame(make_family(at))))
    return stop_the_clock(monkeypatch, made)


@pytest.fixture
def family_deciding(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Family:
    made = on_stage(
        "family deciding", lambda: family_to_deciding(family_to_preparing(with_safety_frame(make_family(at))))
    )
    return stop_the_clock(monkeypatch, made)
