"""The key of closed rooms is the one they were made with, or the program does not start."""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from gedragen.config.checks import room_key_misfits
from tests.support.family_cast import into_closed_time, make_family, to_deciding, to_preparing


@pytest.mark.django_db
def test_another_key_or_none_is_refused_as_soon_as_there_is_a_closed_room(
    at: datetime, settings: Settings, tmp_path: Path
) -> None:
    settings.ROOM_KEY = "ab" * 32
    assert room_key_misfits() == []
    into_closed_time(to_deciding(to_preparing(make_family(at))))
    assert room_key_misfits() == []
    settings.ROOM_KEY = "cd" * 32
    (problem,) = room_key_misfits()
    assert "made with another key" in problem
    settings.ROOM_KEY, settings.ROOM_KEY_FILE = "", str(tmp_path / "lost")
    assert room_key_misfits() == [problem]
    assert not (tmp_path / "lost").exists()
