"""Going up a level is always possible, going down needs a reason."""

import pytest

from gedragen.method.constitution.levels import ORDER, Level, check_change
from tests.support.refusals import breaks

PAIRS = [(old, new) for old in ORDER for new in ORDER]
DOWN = [(old, new) for old, new in PAIRS if ORDER.index(new) < ORDER.index(old)]


@pytest.mark.parametrize(("old", "new"), [pair for pair in PAIRS if pair not in DOWN])
def test_up_or_the_same_needs_no_reason(old: Level, new: Level) -> None:
    check_change(old, new, "")


@pytest.mark.parametrize(("old", "new"), DOWN)
def test_down_needs_a_reason(old: Level, new: Level) -> None:
    check_change(old, new, "De rust is terug.")
    with breaks("lower-level-needs-reason"):
        check_change(old, new, "  ")


@pytest.mark.parametrize("level", Level)
def test_the_first_level_needs_no_reason(level: Level) -> None:
    check_change(None, level, "")
