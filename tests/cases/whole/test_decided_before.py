"""What a round decided before an upgrade stays decided, by each approach, and says by which rules."""

from datetime import datetime, timedelta

import pytest

from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.models import Round
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.state.plan_state import plan
from gedragen.method.consent import Answer
from gedragen.method.items import ItemState
from gedragen.pages.plan.words import closed_rounds
from tests.support.cast import Cast
from tests.support.family_cast import Family
from tests.support.family_cast import with_plan as family_agrees
from tests.support.plays.conference import begun, to_deciding, to_preparing
from tests.support.two_sides import Sides, later

BEFORE = "Dit is besloten volgens de regels van die dag."


def as_before(case: int, viewer: int) -> list[str]:
    """As a round of before lies there: nobody had counted who is known, and one yes was enough."""
    was = [one.state for one in plan(fresh(case))]
    Round.objects.filter(case=case).update(unknown_yes=None, is_beside=False, yes=1, abstained=0, not_reached=9)
    forget_snapshots()
    assert [one.state for one in plan(fresh(case))] == was
    assert set(was) == {ItemState.PASSED}
    sheet = item_sheet(case, 1, viewer=viewer)
    return [one.unknown for one in closed_rounds(sheet, sheet.item.version.number)]


def test_of_a_neighbourhood(carrying_out: Cast) -> None:
    assert as_before(carrying_out.case, carrying_out.anna)[0].startswith(BEFORE)


def test_of_a_family(family_deciding: Family) -> None:
    family_agrees(family_deciding)
    assert as_before(family_deciding.case, family_deciding.henk)[0].startswith(BEFORE)


@pytest.mark.django_db
def test_of_a_restorative_conference(at: datetime) -> None:
    sides: Sides = begun(at)
    to_deciding(to_preparing(sides))
    text = ItemText("De ruit", "Carl betaalt 80 euro.", bound=(sides.carl,))
    write_item(sides.case, text, by=sides.hanna, at=sides.at)
    open_rounds(sides.case, OpenRounds((1,), sides.at + timedelta(days=1)), by=sides.ria, at=sides.at)
    for seat in sides.people:
        answer_item(sides.case, AnswerItem(1, version=1, answer=Answer.YES), by=seat, at=later(sides, minutes=5))
    assert as_before(sides.case, sides.hanna)[0].startswith(BEFORE)
