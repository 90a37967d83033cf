"""The played example: loading it walks the whole road by commands only."""

from datetime import datetime

import pytest

from gedragen.config.demo import load_demo

pytestmark = pytest.mark.django_db


def test_it_loads_once(at: datetime) -> None:
    assert load_demo(at=at)
    assert not load_demo(at=at)
