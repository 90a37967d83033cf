"""The cast itself: each phase is reached by commands only."""

from gedragen.cases.models import Case
from gedragen.method.phases import Phase
from tests.support.cast import Cast


def test_the_cast_can_walk_the_road(carrying_out: Cast) -> None:
    assert Case.objects.get(id=carrying_out.case).phase == Phase.CARRYING_OUT
