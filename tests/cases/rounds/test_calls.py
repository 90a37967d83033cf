"""Calling on who is silent, by others than who guides: nobody keeps a round open by never doing that."""

import pytest

from gedragen.cases.due import run_due
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import Round, Seat, SilentContact
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.rounds.commands.calls import TryToReach, try_to_reach
from gedragen.cases.rounds.entries import SILENT_CONTACTED
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.method.consent import Outcome
from gedragen.method.constitution.levels import Level
from tests.support.cast import Cast, as_example, later, uncalled, with_items, with_rounds
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


@pytest.fixture
def waiting(deciding: Cast) -> Cast:
    """Jan says nothing, the extra days are over, and Ria called nobody."""
    return uncalled(deciding)


def tried(cast: Cast, seat: int, *, of: int | None = None) -> None:
    try_to_reach(cast.case, TryToReach(1, of or cast.jan), by=seat, at=cast.at)


def silent(cast: Cast, seat: int) -> list[str]:
    return [one.name for one in item_sheet(cast.case, 1, viewer=seat).uncalled]


def test_whoever_decides_writes_a_try_down_and_two_days_let_the_round_close(waiting: Cast) -> None:
    assert NowKind.TRY_TO_REACH in {one.kind for one in home_sheet(waiting.case, viewer=waiting.bram).now}
    with tells(waiting, SILENT_CONTACTED):
        tried(waiting, waiting.bram)
    assert (entries(waiting)[-1].by, entries(waiting)[-1].data["reached"]) == (
        str(Seat.objects.get(id=waiting.bram).number),
        False,
    )
    assert not SilentContact.objects.get().reached
    # Nobody else does it once more on one day, whoever they are.
    with unchanged(), breaks("needs-no-call-now"):
        tried(waiting, waiting.anna)
    run_due(at=waiting.at)
    assert Round.objects.get(number=1).closed_at is None
    later(waiting, days=1)
    tried(waiting, waiting.anna)
    run_due(at=waiting.at)
    closed = Round.objects.get(number=1)
    assert (closed.outcome, closed.not_reached) == (Outcome.PASSED, 1)


def test_nobody_tries_for_themselves_for_who_answered_or_without_deciding(waiting: Cast) -> None:
    for by, of in ((waiting.jan, waiting.jan), (waiting.bram, waiting.anna), (waiting.bram, waiting.ria)):
        with unchanged(), breaks("needs-no-call-now"):
            tried(waiting, by, of=of)
    with unchanged(), denied("needs-decides"):
        tried(waiting, waiting.petra)
    with unchanged(), denied("not-your-role"):
        tried(waiting, waiting.ria)
    assert (silent(waiting, waiting.bram), silent(waiting, waiting.jan)) == (["Jan Oudejans"], [])


def test_before_the_extra_days_are_over_only_who_guides_calls(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    for days in (0, 15):
        run_due(at=later(deciding, days=days))
        assert silent(deciding, deciding.bram) == []
        with unchanged(), breaks("needs-no-call-now"):
            tried(deciding, deciding.bram)


def test_where_names_are_left_out_nobody_is_told_who_is_silent(waiting: Cast) -> None:
    as_example(waiting.case)
    set_level(waiting.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=waiting.ria, at=waiting.at)
    assert silent(waiting, waiting.bram) == []
    with unchanged(), breaks("needs-no-call-now"):
        tried(waiting, waiting.bram)
