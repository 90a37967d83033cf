"""The frame test: per frame met, not met and what must change, or once: this is missing. Never a reject button."""

from dataclasses import replace

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.frame_test.commands.frame_test import (
    GiveInformation,
    GiveVerdicts,
    PassTerm,
    ask_frame_test,
    give_information,
    give_verdicts,
    pass_term,
)
from gedragen.cases.frame_test.entries import (
    FRAME_TEST_ASKED,
    FRAME_TEST_ESCALATED,
    FRAME_TEST_OVERDUE,
    INFORMATION_GIVEN,
    VERDICT_GIVEN,
)
from gedragen.cases.models import Case, FrameTest, FrameVerdict
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item, write_item
from gedragen.cases.starting.entries import CARRYING_OUT_BEGAN
from gedragen.cases.store.entries import FRAME_TEST_CLOSED
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.frame_test import TestResult as Result
from gedragen.method.phases import Phase
from gedragen.method.promise import PromiseText, Silence
from gedragen.method.terms import term
from tests.support.cast import (
    FIRE_FRAME,
    FRAMES,
    PROMISE,
    Cast,
    agreed_in_a_round,
    all_met,
    come_in,
    later,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

MET, NOT_MET, MISSING = Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_INFORMATION
GOES_TO = replace(PROMISE, silence=Silence.GOES_TO, silence_to="De burgemeester", silence_days=10)
NAMED = replace(GOES_TO, silence=Silence.COUNTS_AS_MET)


@pytest.fixture
def testing(deciding: Cast) -> Cast:
    return with_test(with_plan(deciding))


def before_the_authority(starting: Cast, promise: PromiseText, *, fire: bool = False) -> Cast:
    """A plan before the authority, with this promise; `fire` adds a fourth frame, about safety."""
    frames = (*FRAMES, FIRE_FRAME) if fire else FRAMES
    return with_test(with_plan(to_deciding(to_preparing(starting, frames=frames, promise=promise))))


def say(cast: Cast, frame: int, verdict: Verdict, text: str = "") -> None:
    give_verdicts(cast.case, GiveVerdicts(1, {frame: GivenVerdict(verdict, text)}), by=cast.otto, at=cast.at)


def inform(cast: Cast, frame: int = 2, text: str = "Duizend euro.") -> None:
    give_information(cast.case, GiveInformation(1, frame, text), by=cast.bram, at=cast.at)


def pass_by(cast: Cast) -> None:
    pass_term(cast.case, PassTerm(1), by=CLOCK, at=cast.at)


def running(cast: Cast) -> FrameTest:
    return FrameTest.objects.get(case=cast.case, number=1)


def phase(cast: Cast) -> str:
    return Case.objects.get(id=cast.case).phase


def test_the_test_names_the_versions_it_is_about_and_its_term(deciding: Cast) -> None:
    with_plan(deciding)
    with tells(deciding, FRAME_TEST_ASKED):
        assert ask_frame_test(deciding.case, by=deciding.ria, at=deciding.at) == 1
    assert entries(deciding)[-1].data["plan"] == [[1, 1], [2, 1]]
    assert running(deciding).due_at == term(deciding.at, 14)


def test_a_plan_that_has_not_passed_is_not_tested(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    with unchanged(), breaks("gates-missing"):
        ask_frame_test(deciding.case, by=deciding.ria, at=deciding.at)


def test_one_test_at_a_time(testing: Cast) -> None:
    with unchanged(), breaks("test-is-running"):
        ask_frame_test(testing.case, by=testing.ria, at=testing.at)


def test_a_plan_that_met_its_frames_is_not_tested_again(carrying_out: Cast) -> None:
    with unchanged(), breaks("plan-is-tested"):
        ask_frame_test(carrying_out.case, by=carrying_out.ria, at=carrying_out.at)


def test_all_met_and_the_case_moves_on_with_no_further_click(testing: Cast) -> None:
    with tells(testing, *[VERDICT_GIVEN] * 3, FRAME_TEST_CLOSED, CARRYING_OUT_BEGAN):
        give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=testing.otto, at=testing.at)
    assert (phase(testing), running(testing).result) == (Phase.CARRYING_OUT, Result.MET)


def test_frames_may_be_judged_one_by_one(testing: Cast) -> None:
    say(testing, 1, MET)
    say(testing, 2, MET)
    assert (phase(testing), running(testing).result) == (Phase.DECIDING, Result.OPEN)
    say(testing, 3, MET)
    assert phase(testing) == Phase.CARRYING_OUT


def test_not_met_says_what_must_change_and_nothing_is_rejected(testing: Cast) -> None:
    with unchanged(), breaks("not-met-needs-change"):
        say(testing, 2, NOT_MET)
    say(testing, 2, NOT_MET, "Honderd euro minder.")
    say(testing, 1, MET)
    say(testing, 3, MET)
    assert (phase(testing), running(testing).result) == (Phase.DECIDING, Result.NOT_MET)
    words = FrameVerdict.objects.get(frame__number=2).words
    assert words is not None
    assert (words.text, words.room.key) == ("Honderd euro minder.", "plan")


def test_a_verdict_may_be_mended_while_the_test_is_open(testing: Cast) -> None:
    say(testing, 1, NOT_MET, "Vergissing.")
    say(testing, 1, MET)
    assert (FrameVerdict.objects.get().verdict, FrameVerdict.objects.get().words) == (MET, None)


def test_what_somebody_else_with_a_mandate_said_stands(testing: Cast) -> None:
    other = come_in(testing, "xander", Role.AUTHORITY, has_mandate=True)
    say(testing, 1, NOT_MET, "Honderd euro minder.")
    with unchanged(), breaks("frame-is-answered"):
        give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=other, at=testing.at)
    assert FrameVerdict.objects.get().verdict == NOT_MET


def test_but_what_another_missed_may_be_answered_by_anyone_with_a_mandate(testing: Cast) -> None:
    other = come_in(testing, "xander", Role.AUTHORITY, has_mandate=True)
    say(testing, 1, Verdict.NEEDS_INFORMATION, "Wat kost het?")
    give_verdicts(testing.case, GiveVerdicts(1, {1: GivenVerdict(MET)}), by=other, at=testing.at)
    assert FrameVerdict.objects.get().by_id == other


@pytest.mark.parametrize(
    ("who", "reason"), [("wim", "needs-mandate"), ("ria", "not-your-role"), ("anna", "not-your-role")]
)
def test_only_the_mandate_tests(testing: Cast, who: str, reason: str) -> None:
    with unchanged(), denied(reason):
        give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=getattr(testing, who), at=testing.at)


def test_no_verdict_on_nothing_on_no_frame_or_after_the_test(testing: Cast) -> None:
    with unchanged(), breaks("no-verdicts-given"):
        give_verdicts(testing.case, GiveVerdicts(1, {}), by=testing.otto, at=testing.at)
    with unchanged(), pytest.raises(NotFound):
        say(testing, 9, MET)
    write_item(testing.case, ItemText("Een bar", "Koffie."), by=testing.anna, at=testing.at)
    agreed_in_a_round(testing, item=3)
    with unchanged(), breaks("test-is-over"):
        say(testing, 1, MET)


def test_information_is_asked_once_per_frame_and_gives_both_sides_time(testing: Cast) -> None:
    say(testing, 2, MISSING, "Wat kost het?")
    verdict = FrameVerdict.objects.get()
    assert verdict.information_due_at == term(testing.at, 7)
    assert running(testing).due_at == term(term(testing.at, 7), 14)
    with unchanged(), breaks("information-asked-before"):
        say(testing, 2, MISSING, "En verder?")
    say(testing, 1, MISSING, "Wie zijn er welkom?")


def test_what_is_missing_has_a_name(testing: Cast) -> None:
    with unchanged(), breaks("information-needs-name"):
        say(testing, 2, MISSING, " ")


def test_asking_for_information_never_shortens_the_term(starting: Cast) -> None:
    cast = before_the_authority(starting, replace(GOES_TO, answer_days=1, silence_days=60))
    later(cast, days=3)
    pass_by(cast)
    long = running(cast).due_at
    say(cast, 2, MISSING, "Wat kost het?")
    assert running(cast).due_at == long


def test_information_is_given_and_stays_with_the_verdict(testing: Cast) -> None:
    say(testing, 2, MISSING, "Wat kost het?")
    with unchanged(), breaks("information-needs-text"):
        inform(testing, text=" ")
    with tells(testing, INFORMATION_GIVEN):
        inform(testing)
    say(testing, 2, MET)
    verdict = FrameVerdict.objects.get()
    assert verdict.information is not None
    assert verdict.missing is not None
    assert (verdict.missing.text, verdict.information.text) == ("Wat kost het?", "Duizend euro.")


def test_who_gives_more_information_takes_no_words_from_the_first(testing: Cast) -> None:
    say(testing, 2, MISSING, "Wat kost het?")
    inform(testing)
    inform(testing, text="En honderd voor de verf.")
    information = FrameVerdict.objects.get().information
    assert information is not None
    assert information.text == "Duizend euro.\n\nEn honderd voor de verf."


def test_information_that_nobody_asked_for_is_not_given(testing: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        inform(testing)


def test_before_its_end_no_term_passes(testing: Cast) -> None:
    later(testing, days=14)
    with unchanged(), breaks("term-is-running"):
        pass_by(testing)


def test_silence_counts_as_met_when_that_was_promised(testing: Cast) -> None:
    say(testing, 1, MET)
    later(testing, days=15)
    with tells(testing, *[VERDICT_GIVEN] * 2, FRAME_TEST_CLOSED, CARRYING_OUT_BEGAN):
        pass_by(testing)
    silent = FrameVerdict.objects.filter(verdict=Verdict.MET_BY_SILENCE)
    assert [(one.frame.number, one.by) for one in silent.order_by("id")] == [(2, None), (3, None)]


def test_silence_never_undoes_a_not_met(testing: Cast) -> None:
    say(testing, 1, NOT_MET, "Minder.")
    later(testing, days=15)
    pass_by(testing)
    assert (phase(testing), running(testing).result) == (Phase.DECIDING, Result.NOT_MET)


def test_silence_goes_to_somebody_with_a_name_and_then_is_shown(starting: Cast) -> None:
    cast = before_the_authority(starting, GOES_TO)
    later(cast, days=15)
    with tells(cast, FRAME_TEST_ESCALATED):
        pass_by(cast)
    assert (running(cast).escalated_at, running(cast).due_at) == (cast.at, term(cast.at, 10))
    later(cast, days=11)
    with tells(cast, FRAME_TEST_OVERDUE):
        pass_by(cast)
    with unchanged(), breaks("term-is-running"):
        pass_by(cast)
    give_verdicts(cast.case, GiveVerdicts(1, all_met()), by=cast.otto, at=cast.at)
    assert phase(cast) == Phase.CARRYING_OUT


def test_on_safety_silence_is_never_met_whatever_was_promised(starting: Cast) -> None:
    cast = before_the_authority(starting, NAMED, fire=True)
    for _ in range(2):
        later(cast, days=15)
        pass_by(cast)
    assert (phase(cast), running(cast).result) == (Phase.DECIDING, Result.OPEN)
    assert not FrameVerdict.objects.filter(frame__number=4).exists()
    assert running(cast).overdue_at == cast.at


def test_a_test_that_is_over_has_no_term(testing: Cast) -> None:
    give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=testing.otto, at=testing.at)
    later(testing, days=15)
    with unchanged(), breaks("test-is-over"):
        pass_by(testing)


def test_in_carrying_out_a_changed_plan_is_tested_anew(carrying_out: Cast) -> None:
    cast = carrying_out
    text = ItemText("Alleen zaterdag", "Van tien tot vier.")
    change_item(cast.case, ChangeItem(2, text, because="Te veel.", version=1), by=cast.anna, at=cast.at)
    with unchanged(), breaks("plan-is-tested"):
        ask_frame_test(cast.case, by=cast.ria, at=cast.at)
    agreed_in_a_round(cast, item=2, version=2)
    ask_frame_test(cast.case, by=cast.ria, at=cast.at)


def test_the_same_plan_is_not_asked_about_again_until_it_changes(testing: Cast) -> None:
    give_verdicts(
        testing.case,
        GiveVerdicts(1, all_met() | {2: GivenVerdict(NOT_MET, "Zeg wie betaalt.")}),
        by=testing.otto,
        at=testing.at,
    )
    with unchanged(), breaks("plan-has-not-changed"):
        ask_frame_test(testing.case, by=testing.ria, at=later(testing, days=1))
