"""No plan is a normal end, and nobody ends it alone: it is proposed, held by a step, and then its days are over."""

from datetime import timedelta

import pytest

from gedragen.access.doing import Action, Denied, Role
from gedragen.cases.audit.audit import audit_case
from gedragen.cases.due import run_due
from gedragen.cases.ending.commands import (
    EndWithoutPlan,
    HoldEnding,
    ProposeEnding,
    StopOwnCase,
    TakeBackEnding,
    end_without_plan,
    hold_ending,
    propose_ending,
    stop_own_case,
    take_back_ending,
)
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation, end_with_own_plan, stop_in_preparation
from gedragen.cases.ending.entries import (
    ENDED_WITHOUT_PLAN,
    ENDING_HELD,
    ENDING_PROPOSED,
    STOPPED_BY_MAIN_PERSON,
)
from gedragen.cases.ending.queries import ending_sheet
from gedragen.cases.engine.change import CLOCK, change_case
from gedragen.cases.engine.ending import end_case
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import Case, EndingProposal, Round
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.rounds.entries import ANSWERS_VOIDED
from gedragen.cases.starting.commands.footing import SetFooting, set_footing
from gedragen.cases.starting.entries import STOPPED_IN_PREPARATION
from gedragen.cases.store.entries import ENDING_TAKEN_BACK
from gedragen.method.constitution.footing import Footing
from gedragen.method.phases import Ending, Phase
from gedragen.method.stages.ending import Attempt
from gedragen.method.terms import term
from tests.support.cast import Cast, mail_of, take_part, to_carrying_out, with_items, with_rounds
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import SAFE, Family, to_deciding
from tests.support.refusals import breaks, denied

WORDS = ProposeEnding("Drie rondes.", "De kas.", (Attempt.ASKED, Attempt.LEFT_OUT))


def case_of(people: Cast | Family) -> Case:
    return Case.objects.get(id=people.case)


def proposed(cast: Cast) -> Cast:
    propose_ending(cast.case, WORDS, by=cast.ria, at=cast.at)
    return cast


def step_of(cast: Cast, who: str, *, days: int = 1, number: int = 1) -> None:
    held = HoldEnding(number, "Ik wil eerst met de buren praten.")
    hold_ending(cast.case, held, by=getattr(cast, who), at=cast.at + timedelta(days=days))


def test_who_guides_proposes_to_stop_and_nothing_stops_yet(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    with tells(deciding, ENDING_PROPOSED):
        proposed(deciding)
    assert entries(deciding)[-1].data["attempts"] == ["left_out", "asked"]
    assert case_of(deciding).closed_at is None
    assert Round.objects.filter(closed_at__isnull=True).exists()
    sheet = ending_sheet(deciding.case, viewer=deciding.anna)
    assert sheet.proposal is not None
    assert (sheet.proposal.tried, sheet.proposal.until, sheet.may_hold) == ("Drie rondes.", term(deciding.at, 7), True)
    assert sheet.proposal.not_tried == (Attempt.MET_AGAIN, Attempt.ASKED_WIDER)


def test_it_ends_by_the_clock_once_its_days_are_over(deciding: Cast) -> None:
    proposed(with_rounds(with_items(deciding)))
    over = term(deciding.at, 7)
    run_due(at=over - timedelta(seconds=1))
    assert case_of(deciding).closed_at is None
    run_due(at=over)
    case = case_of(deciding)
    assert (case.ending, case.closed_at, case.phase) == (Ending.NO_PLAN, over, Phase.DECIDING)
    assert [one.kind for one in entries(deciding)][-2:] == [ANSWERS_VOIDED, ENDED_WITHOUT_PLAN]
    assert entries(deciding)[-1].by == "clock"
    assert not audit_case(deciding.case).differs


def test_the_clock_asks_again_whether_it_is_due(deciding: Cast) -> None:
    proposed(deciding)
    step_of(deciding, "anna")
    with unchanged(), breaks("ending-is-open"):
        end_without_plan(deciding.case, EndWithoutPlan(1), by=CLOCK, at=term(deciding.at, 7))
    take_back_ending(deciding.case, TakeBackEnding(1), by=deciding.ria, at=deciding.at)
    with unchanged(), breaks("ending-is-over"):
        end_without_plan(deciding.case, EndWithoutPlan(1), by=CLOCK, at=term(deciding.at, 30))


def test_a_decider_holds_it_by_naming_one_step_of_two_weeks(deciding: Cast) -> None:
    proposed(deciding)
    with tells(deciding, ENDING_HELD):
        step_of(deciding, "anna")
    run_due(at=term(deciding.at, 14))
    assert case_of(deciding).closed_at is None
    sheet = ending_sheet(deciding.case, viewer=deciding.bram)
    assert sheet.proposal is not None
    assert sheet.proposal.steps == ("Ik wil eerst met de buren praten.",)
    over = term(deciding.at + timedelta(days=1), 14)
    run_due(at=over)
    assert case_of(deciding).closed_at == over
    assert not audit_case(deciding.case).differs


def test_each_holds_it_once_and_it_is_held_twice_at_most(deciding: Cast) -> None:
    proposed(deciding)
    step_of(deciding, "anna")
    with unchanged(), breaks("step-was-named"):
        step_of(deciding, "anna", days=2)
    step_of(deciding, "bram", days=3)
    with unchanged(), breaks("no-steps-left"):
        step_of(deciding, "fatima", days=3)
    take_back_ending(deciding.case, TakeBackEnding(1), by=deciding.ria, at=deciding.at + timedelta(days=4))
    deciding.at += timedelta(days=5)
    proposed(deciding)
    with unchanged(), breaks("no-steps-left"):
        step_of(deciding, "fatima", number=2)


@pytest.mark.parametrize(
    ("who", "reason"), [("ria", "not-your-role"), ("otto", "not-your-role"), ("petra", "needs-decides")]
)
def test_only_who_decides_holds_it(deciding: Cast, who: str, reason: str) -> None:
    proposed(deciding)
    with unchanged(), denied(reason):
        step_of(deciding, who)


@pytest.mark.parametrize("who", ["anna", "otto", "petra"])
def test_only_who_guides_proposes_it_and_takes_it_back(deciding: Cast, who: str) -> None:
    with unchanged(), denied("not-your-role"):
        propose_ending(deciding.case, WORDS, by=getattr(deciding, who), at=deciding.at)
    proposed(deciding)
    with unchanged(), denied("not-your-role"):
        take_back_ending(deciding.case, TakeBackEnding(1), by=getattr(deciding, who), at=deciding.at)


@pytest.mark.parametrize(
    ("tried", "stays_open", "code"),
    [(" ", "De kas.", "needs-what-was-tried"), ("Alles.", "", "needs-what-stays-open")],
)
def test_it_needs_both_texts(deciding: Cast, tried: str, stays_open: str, code: str) -> None:
    with unchanged(), breaks(code):
        propose_ending(deciding.case, ProposeEnding(tried, stays_open), by=deciding.ria, at=deciding.at)


def test_it_is_proposed_once_at_a_time_and_a_step_says_what(deciding: Cast) -> None:
    proposed(deciding)
    with unchanged(), breaks("ending-is-proposed"):
        proposed(deciding)
    with unchanged(), breaks("step-needs-text"):
        hold_ending(deciding.case, HoldEnding(1, " "), by=deciding.anna, at=deciding.at)
    with unchanged(), breaks("ending-is-over"):
        step_of(deciding, "anna", number=2)
    with unchanged(), breaks("ending-is-over"):
        step_of(deciding, "anna", days=9)


@pytest.mark.parametrize("phase", ["starting", "carrying_out"])
def test_it_is_proposed_while_people_could_make_a_plan(phase: str, request: pytest.FixtureRequest) -> None:
    cast: Cast = request.getfixturevalue(phase)
    with unchanged(), pytest.raises(Denied):
        proposed(cast)


def test_when_the_plan_goes_ahead_it_is_proposed_no_more(deciding: Cast) -> None:
    proposed(deciding)
    to_carrying_out(deciding)
    assert ENDING_TAKEN_BACK in [one.kind for one in entries(deciding)]
    run_due(at=deciding.at + timedelta(days=9))
    assert case_of(deciding).closed_at is None
    assert not EndingProposal.objects.filter(over_at__isnull=True).exists()


@pytest.mark.parametrize("who", ["anna", "otto", "petra"])
def test_it_stands_on_the_page_of_everybody(deciding: Cast, who: str) -> None:
    proposed(deciding)
    assert NowKind.READ_ENDING in [one.kind for one in home_sheet(deciding.case, viewer=getattr(deciding, who)).now]


def test_whom_it_is_about_stops_their_own_at_once_and_nobody_holds_that(family_deciding: Family) -> None:
    family = family_deciding
    with tells(family, STOPPED_BY_MAIN_PERSON):
        stop_own_case(family.case, StopOwnCase("Het is mij te veel."), by=family.sanne, at=family.at)
    assert (case_of(family).ending, case_of(family).closed_at) == (Ending.NO_PLAN, family.at)
    assert not audit_case(family.case).differs


def test_where_the_circle_is_nobodys_own_bringing_the_question_ends_nothing(deciding: Cast) -> None:
    with unchanged(), denied("needs-chooses-circle"):
        stop_own_case(deciding.case, StopOwnCase(), by=deciding.anna, at=deciding.at)


def test_while_preparing_it_is_proposed_to_stop_and_can_be_held(family_preparing: Family) -> None:
    family = family_preparing
    stop_in_preparation(family.case, StopInPreparation("Het is rustiger."), by=family.ria, at=family.at)
    assert case_of(family).closed_at is None
    assert NowKind.READ_ENDING in [one.kind for one in home_sheet(family.case, viewer=family.truus).now]
    sheet = ending_sheet(family.case, viewer=family.truus)
    assert sheet.proposal is not None
    assert (sheet.proposal.ending, sheet.may_hold) == (Ending.STOPPED_IN_PREPARATION, True)
    hold_ending(family.case, HoldEnding(1, "Eerst bij elkaar."), by=family.truus, at=family.at + timedelta(days=1))
    run_due(at=term(family.at, 7))
    assert case_of(family).closed_at is None
    over = term(family.at + timedelta(days=1), 14)
    run_due(at=over)
    assert (case_of(family).ending, case_of(family).closed_at) == (Ending.STOPPED_IN_PREPARATION, over)
    assert entries(family)[-1].by == "clock"
    assert not audit_case(family.case).differs


def test_a_limit_that_comes_in_between_ends_no_plan_of_their_own(family: Family) -> None:
    set_footing(family.case, SetFooting(Footing.COURT_ORDERED), by=family.ria, at=family.at)
    arjen = Invitation("Arjen", mail_of("arjen"), Role.AUTHORITY, has_mandate=True)
    family.arjen = invite(family.case, arjen, by=family.ria, at=family.at)
    take_part(family.case, family.arjen, at=family.at)
    end_with_own_plan(family.case, EndWithOwnPlan("Naar oma."), by=family.ria, at=family.at)
    with unchanged(), breaks("ending-is-proposed"):
        stop_in_preparation(family.case, StopInPreparation("Toch niet."), by=family.ria, at=family.at)
    write_frame(family.case, WriteFrame(SAFE), by=family.arjen, at=family.at)
    run_due(at=term(family.at, 7))
    assert case_of(family).closed_at is None
    assert entries(family)[-1].kind == ENDING_TAKEN_BACK
    assert not audit_case(family.case).differs


def test_before_anybody_else_came_it_stops_at_once(family: Family) -> None:
    with tells(family, STOPPED_IN_PREPARATION):
        stop_in_preparation(family.case, StopInPreparation("Sanne trok het in."), by=family.ria, at=family.at)
    assert case_of(family).closed_at == family.at
    assert not EndingProposal.objects.exists()
    assert not audit_case(family.case).differs


def test_once_people_decide_it_is_not_proposed_any_more_to_stop_while_preparing(family_preparing: Family) -> None:
    family = family_preparing
    stop_in_preparation(family.case, StopInPreparation("Het is rustiger."), by=family.ria, at=family.at)
    to_deciding(family)
    assert not EndingProposal.objects.filter(over_at__isnull=True).exists()


def test_others_in_the_family_do_not_stop_what_is_about_another(family_deciding: Family) -> None:
    with unchanged(), denied("needs-main-person"):
        stop_own_case(family_deciding.case, StopOwnCase(), by=family_deciding.truus, at=family_deciding.at)


def test_what_ended_before_it_was_proposed_first_stays_as_it_was_recorded(deciding: Cast) -> None:
    with change_case(deciding.case, Action.END_WITHOUT_PLAN, by=CLOCK, at=deciding.at) as change:
        end_case(change, Ending.NO_PLAN)
        change.record(ENDED_WITHOUT_PLAN, promise=1)
    assert not audit_case(deciding.case).differs
    assert ending_sheet(deciding.case, viewer=deciding.anna).proposal is None
