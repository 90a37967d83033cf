"""Karin must work by the family's plan: what she reads of it is theirs to say, and never what was said about it."""

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.audit.audit import audit_case
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.doing.queries.tasks import tasks_sheet
from gedragen.cases.frame_test.commands.frame_test import ask_frame_test
from gedragen.cases.journal.queries import journal_sheet
from gedragen.cases.models import Case, PlanShare, Seat
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
from gedragen.cases.sharing.commands import SharePlan, share_plan
from gedragen.cases.sharing.queries import readers_sheet, shared_sheet
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.stages.sharing import Reach
from tests.support.cast import Cast
from tests.support.family_cast import Family, out_of_closed_time, to_carrying_out, with_plan
from tests.support.refusals import breaks, denied


@pytest.fixture
def agreed(family_deciding: Family) -> Family:
    return with_plan(family_deciding)


def says(family: Family, reach: Reach, *, by: int | None = None) -> None:
    share_plan(family.case, SharePlan(family.karin, reach), by=by or family.truus, at=family.at)


def asked(family: Family) -> Family:
    offer_task(family.case, Offer(1, "Wilt u de school bellen?", family.karin), by=family.truus, at=family.at)
    return family


def read(family: Family) -> tuple[str, ...]:
    sheet = shared_sheet(family.case, viewer=family.karin)
    beside = (sheet.safety_net, sheet.resources, sheet.who_checks)
    return (*(item.title for item in sheet.items), *(text for text in beside if text))


def test_as_long_as_it_is_being_made_nobody_reads_along(family_deciding: Family) -> None:
    family = out_of_closed_time(family_deciding)
    says(family, Reach.WHOLE)
    says(family, Reach.WHOLE, by=family.henk)
    assert not shared_sheet(family.case, viewer=family.karin).is_agreed
    assert read(family) == ()


def test_once_it_is_agreed_she_reads_what_she_is_asked_for_and_what_if_it_goes_wrong(agreed: Family) -> None:
    assert read(agreed) == ("Wie iets merkt, belt Leyla.",)
    assert read(asked(agreed)) == ("Doordeweeks bij oma", "Wie iets merkt, belt Leyla.")


def test_what_she_said_no_to_is_not_her_part(agreed: Family) -> None:
    answer_task(asked(agreed).case, AnswerTask(1, accepts=False), by=agreed.karin, at=agreed.at)
    assert read(agreed) == ("Wie iets merkt, belt Leyla.",)


def test_the_whole_plan_needs_two_who_decide(agreed: Family) -> None:
    says(agreed, Reach.WHOLE)
    says_one, (card,) = read(agreed), readers_sheet(agreed.case, viewer=agreed.henk).readers
    assert says_one == ("Wie iets merkt, belt Leyla.",)
    assert (card.reach, card.more, card.by_me) == (Reach.OWN_PART, Reach.WHOLE, False)
    says(agreed, Reach.WHOLE, by=agreed.henk)
    assert read(agreed) == ("Doordeweeks bij oma", "Wie iets merkt, belt Leyla.", "Leyla en Henk.", "Leyla en Henk.")


def test_anybody_who_decides_makes_it_less_at_once(agreed: Family) -> None:
    says(agreed, Reach.NOTHING, by=agreed.leyla)
    assert read(agreed) == ()


def test_what_somebody_wanted_who_left_is_wanted_by_nobody(agreed: Family) -> None:
    says(agreed, Reach.WHOLE, by=agreed.leyla)
    decline(agreed.case, by=agreed.leyla, at=agreed.at)
    says(agreed, Reach.WHOLE, by=agreed.henk)
    assert PlanShare.objects.get().reach == Reach.OWN_PART


def test_nothing_but_that_page_opens_for_her(agreed: Family) -> None:
    says(agreed, Reach.WHOLE)
    says(agreed, Reach.WHOLE, by=agreed.henk)
    for look in (plan_sheet, readers_sheet):
        with denied("plan-is-not-for-you"):
            look(agreed.case, viewer=agreed.karin)
    with denied("plan-is-not-for-you"):
        item_sheet(agreed.case, 1, viewer=agreed.karin)
    assert tasks_sheet(agreed.case, viewer=agreed.karin).all == ()
    told = str(journal_sheet(agreed.case, viewer=agreed.karin))
    assert "Doordeweeks bij oma" not in told


def test_whoever_reads_the_plan_anyway_has_no_such_page(agreed: Family) -> None:
    for seat in (agreed.sanne, agreed.ria, agreed.arjen, agreed.joke):
        with pytest.raises(NotFound):
            shared_sheet(agreed.case, viewer=seat)


def test_the_plan_does_not_go_on_while_she_is_asked_and_reads_nothing(agreed: Family) -> None:
    says(asked(agreed), Reach.NOTHING)
    assert [gate.code for gate in missing_gates(Case.objects.get(id=agreed.case))] == ["plan-not-shared"]
    with breaks("gates-missing"):
        ask_frame_test(agreed.case, by=agreed.ria, at=agreed.at)
    says(agreed, Reach.OWN_PART)
    says(agreed, Reach.OWN_PART, by=agreed.henk)
    ask_frame_test(agreed.case, by=agreed.ria, at=agreed.at)


def test_who_reads_nothing_is_asked_for_nothing(family_deciding: Family) -> None:
    family = to_carrying_out(family_deciding)
    says(family, Reach.NOTHING)
    with breaks("share-the-plan-first"):
        asked(family)


def test_only_who_decides_says_it_and_only_of_who_does_not_read(agreed: Family) -> None:
    for seat in (agreed.ria, agreed.arjen, agreed.karin, agreed.joke):
        with pytest.raises(Exception, match=r"not-your-role|needs-decides"):
            says(agreed, Reach.NOTHING, by=seat)
    with pytest.raises(NotFound):
        share_plan(agreed.case, SharePlan(agreed.arjen, Reach.NOTHING), by=agreed.truus, at=agreed.at)


def test_in_a_neighbourhood_there_is_nothing_to_share(deciding: Cast) -> None:
    with denied("needs-shares-plan"):
        share_plan(deciding.case, SharePlan(deciding.petra, Reach.NOTHING), by=deciding.anna, at=deciding.at)


def test_the_journal_tells_it_and_the_rows_agree(agreed: Family) -> None:
    says(agreed, Reach.WHOLE)
    case = Case.objects.get(id=agreed.case)
    assert verify_lines(export_lines(case, at=agreed.at, reads=whole)).ok
    assert not audit_case(agreed.case).differs
    PlanShare.objects.update(reach=Reach.WHOLE)
    number = Seat.objects.get(id=agreed.karin).number
    (found,) = audit_case(agreed.case).differs
    assert found.what == f"What seat {number} reads of the plan: reach is not what was recorded."
