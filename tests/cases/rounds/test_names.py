"""Names beside answers: none at a conflict, in an organisation, and where somebody depends on another who decides."""

from datetime import datetime

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.mine.queries import mine_sheet
from gedragen.cases.models import JournalEntry
from gedragen.cases.people.commands.dependence import RecordDependence, record_dependence
from gedragen.cases.people.queries.dependence import dependence_sheet
from gedragen.cases.people.queries.people import people_sheet
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.method.consent import Answer
from gedragen.method.constitution.levels import Level
from tests.support.cast import (
    NAMES,
    Cast,
    answer,
    as_example,
    make_case,
    to_deciding,
    to_preparing,
    with_items,
    with_rounds,
)
from tests.support.own_file import add_own
from tests.support.refusals import breaks

REASON = "Zo komt er niemand slapen."


def depends(cast: Cast, seat: int, *, by: int | None = None) -> Cast:
    record_dependence(cast.case, RecordDependence(seat), by=by or seat, at=cast.at)
    return cast


def answered(cast: Cast, *, named: bool = False) -> Cast:
    """A round about item 2 has closed: Fatima says no with words, Jan leaves it, and the others say yes."""
    with_rounds(with_items(cast))
    answer(cast, cast.anna, item=2)
    answer(cast, cast.bram, item=2)
    answer(cast, cast.jan, Answer.ABSTENTION, item=2)
    no = AnswerItem(2, version=1, answer=Answer.OBJECTION, reason=REASON, named=named)
    answer_item(cast.case, no, by=cast.fatima, at=cast.at)
    return cast


def read(cast: Cast, seat: int) -> list[tuple[str, str, str]]:
    """Who said what and why, as this seat reads it of the newest round about item 2."""
    card = item_sheet(cast.case, 2, viewer=seat).item.on_the_table.round
    assert card is not None
    assert card.counted is not None
    assert (card.counted.yes, card.counted.abstained, card.counted.objections) == (2, 1, 1)
    return [(one.by, one.answer.value, one.reason) for one in card.answers]


UNNAMED = [("", "objection", REASON)]


def test_where_nobody_depends_on_another_names_stand_beside_answers(deciding: Cast) -> None:
    answered(deciding)
    assert (NAMES["fatima"], "objection", REASON) in read(deciding, deciding.anna)
    assert len(read(deciding, deciding.anna)) == 4


def test_where_somebody_depends_no_name_stands_beside_any_answer(deciding: Cast) -> None:
    """Of one answer alone without a name everybody would know whose it is, and that this person depends on somebody."""
    answered(depends(deciding, deciding.jan))
    for seat in (deciding.anna, deciding.jan, deciding.ria):
        assert read(deciding, seat) == UNNAMED


def test_who_wants_their_name_beside_it_ticks_that(deciding: Cast) -> None:
    answered(depends(deciding, deciding.jan), named=True)
    assert read(deciding, deciding.anna) == [(NAMES["fatima"], "objection", REASON)]


def test_what_was_answered_before_loses_its_names_too(deciding: Cast) -> None:
    answered(deciding)
    assert len(read(deciding, deciding.anna)) == 4
    depends(deciding, deciding.jan, by=deciding.ria)
    assert read(deciding, deciding.anna) == UNNAMED


def test_at_a_conflict_names_are_left_out_and_stay_out_when_it_is_over(deciding: Cast) -> None:
    as_example(deciding.case)
    set_level(deciding.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=deciding.ria, at=deciding.at)
    answered(deciding)
    assert read(deciding, deciding.anna) == UNNAMED
    over = SetLevel(Level.SIMPLE, was=Level.CONFLICT, reason="Het is over.")
    set_level(deciding.case, over, by=deciding.ria, at=deciding.at)
    assert read(deciding, deciding.anna) == UNNAMED


@pytest.mark.django_db
def test_in_an_organisation_names_are_left_out(at: datetime) -> None:
    own = add_own(at, "in_organisation = true")
    cast = answered(to_deciding(to_preparing(make_case(at, approach=own))))
    assert read(cast, cast.anna) == UNNAMED


def test_who_guides_and_the_person_record_it_and_nobody_else_of_anybody(deciding: Cast) -> None:
    with pytest.raises(NotFound):
        depends(deciding, deciding.jan, by=deciding.anna)
    depends(deciding, deciding.jan, by=deciding.ria)
    with breaks("dependence-is-recorded"):
        depends(deciding, deciding.jan)


def test_only_who_guides_and_the_person_read_that_they_depend(deciding: Cast) -> None:
    before = JournalEntry.objects.filter(case=deciding.case).count()
    depends(deciding, deciding.jan)
    forget_snapshots()
    assert JournalEntry.objects.filter(case=deciding.case).count() == before
    assert mine_sheet(deciding.case, viewer=deciding.jan).depends
    assert not mine_sheet(deciding.case, viewer=deciding.bram).depends
    assert dependence_sheet(deciding.case, deciding.jan, viewer=deciding.ria).is_recorded
    with pytest.raises(NotFound):
        dependence_sheet(deciding.case, deciding.jan, viewer=deciding.anna)
    assert not any(one.depends for one in people_sheet(deciding.case, viewer=deciding.anna).people)


def test_who_guides_reads_who_is_silent_to_call_them_and_that_names_are_left_out(deciding: Cast) -> None:
    with_rounds(with_items(depends(deciding, deciding.jan)))
    answer(deciding, deciding.anna, item=2)
    _, running = cockpit_sheet(deciding.case, viewer=deciding.ria).rounds
    assert running.unnamed
    assert len(running.silent) == 3
