"""The frame test: per frame met, not met and what must change, or once: this is missing. No reject button anywhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.kept_rooms import put_before_authority, room_before_authority
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.entries import (
    FRAME_TEST_ASKED,
    FRAME_TEST_ESCALATED,
    FRAME_TEST_OVERDUE,
    INFORMATION_GIVEN,
    VERDICT_GIVEN,
)
from gedragen.cases.models import Case, Frame, FrameTest, FrameVerdict, ItemVersion, Promise
from gedragen.cases.rounds.accepting import let_go
from gedragen.cases.starting.commands.phases import begin_carrying_out
from gedragen.cases.state.frame_tests import newest_test
from gedragen.cases.state.frames import frames_now, promise_as_told
from gedragen.cases.state.frames import promise as promise_now
from gedragen.cases.state.gates import gate_facts
from gedragen.cases.state.plan_state import plan
from gedragen.cases.store.bindings import check_is_shown
from gedragen.cases.store.entries import FRAME_TEST_CLOSED
from gedragen.cases.store.rows import or_not_found, row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.gates import missing
from gedragen.method.frame_test import (
    SETTLED,
    GivenVerdict,
    TestResult,
    Verdict,
    checked,
    met_by_silence,
    result,
)
from gedragen.method.frames import FrameKind
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung, Silence, people_decide
from gedragen.method.terms import term


@act(Action.ASK_FRAME_TEST)
def ask_frame_test(change: Change) -> int:
    """Ask the authority whether the plan meets the frames. Returns the number of the test."""
    case = change.case
    if case.frame_tests.filter(closed_at__isnull=True).exists():
        raise RuleBroken("test-is-running")
    seen = fresh(case.pk)
    gates = missing(Phase.DECIDING, gate_facts(seen), case.approach)
    if gates:
        raise RuleBroken("gates-missing", gates=[gate.code for gate in gates])
    versions = [stand.version for stand in plan(seen)]
    check_is_shown(*versions, *frames_now(seen), promise_now(seen))
    _check_is_new(case, versions)
    promise = promise_as_told(case.pk)
    # A plan that is ready waits for no limit that is still being asked.
    let_go(change)
    test = FrameTest.objects.create(
        case=case,
        number=case.frame_tests.count() + 1,
        asked_at=change.at,
        due_at=term(change.at, promise.answer_days) if promise else change.at,
    )
    test.versions.set(versions)
    put_before_authority(change, versions)
    told = [[version.item.number, version.number] for version in versions]
    change.record(FRAME_TEST_ASKED, test=test.number, plan=told, due_at=test.due_at)
    if promise is None:
        # Only the law is the limit: there is nobody to ask, and nothing to hold the plan against.
        _conclude(change, test)
    return test.number


@dataclass(frozen=True)
class GiveVerdicts:
    """Say of one or more frames (by number) whether the plan meets them. All met: the case moves on by itself.

    Whoever answered a frame can change that while the test is open; another seat's answer stands.
    """

    test_number: int
    verdicts: Mapping[int, GivenVerdict]


@act(Action.TEST_FRAMES)
def give_verdicts(change: Change, asked: GiveVerdicts) -> None:
    test = _open_test(change.case, asked.test_number)
    if not asked.verdicts:
        raise RuleBroken("no-verdicts-given")
    seen = fresh(change.case.pk)
    check_is_shown(*(stand.version for stand in plan(seen)), *frames_now(seen))
    for number, given in sorted(asked.verdicts.items()):
        frame = row(change.case.frames, number=number, superseded_at__isnull=True)
        _give(change, test, frame, given)
    _conclude(change, test)


@dataclass(frozen=True)
class GiveInformation:
    """Give what the authority said it was missing on one frame."""

    test_number: int
    frame_number: int
    text: str


@act(Action.GIVE_INFORMATION)
def give_information(change: Change, asked: GiveInformation) -> None:
    test = _open_test(change.case, asked.test_number)
    verdict = row(test.verdicts, frame__number=asked.frame_number, verdict=Verdict.NEEDS_INFORMATION)
    # Who adds something overwrites nobody: it stands below what was given before.
    before = f"{verdict.information.text}\n\n" if verdict.information is not None else ""
    text = before + require(asked.text, "information-needs-text")
    words = change.write(room_before_authority(change.case), "frame-information", text)
    verdict.information = words
    verdict.save(update_fields=["information"])
    change.record(INFORMATION_GIVEN, test=test.number, frame=asked.frame_number, information=words)


@dataclass(frozen=True)
class PassTerm:
    """The authority's term has passed: what was promised about its silence now happens."""

    test_number: int


@act(Action.END_TERM)
def pass_term(change: Change, asked: PassTerm) -> None:
    test, promise = _open_test(change.case, asked.test_number), _promise(change.case)
    if change.at < test.due_at or test.overdue_at is not None:
        raise RuleBroken("term-is-running")
    silent = met_by_silence(_verdicts(test), _frames(change.case), Silence(promise.silence))
    for frame in change.case.frames.filter(number__in=silent, superseded_at__isnull=True):
        FrameVerdict.objects.update_or_create(
            test=test, frame=frame, defaults={"verdict": Verdict.MET_BY_SILENCE, "by": None, "at": change.at}
        )
        change.record(VERDICT_GIVEN, test=test.number, frame=frame.number, verdict=Verdict.MET_BY_SILENCE.value)
    if result(_verdicts(test), _frames(change.case)) is TestResult.OPEN:
        _escalate(change, test, promise)
    else:
        _conclude(change, test)


def _give(change: Change, test: FrameTest, frame: Frame, verdict: GivenVerdict) -> None:
    before = test.verdicts.filter(frame=frame).first()
    if before is not None and before.by_id != change.actor.pk and Verdict(before.verdict) in SETTLED:
        # Two people with a mandate may answer at once: what the first said is not replaced unread.
        raise RuleBroken("frame-is-answered")
    right = checked(verdict, asked_before=before is not None and before.missing_id is not None)
    words = change.write_if_any(room_before_authority(change.case), "verdict", right.text)
    answer = before or FrameVerdict(test=test, frame=frame)
    answer.verdict, answer.by, answer.at = right.verdict, change.actor, change.at
    answer.words = None if right.verdict is Verdict.NEEDS_INFORMATION else words
    if right.verdict is Verdict.NEEDS_INFORMATION:
        answer.missing = words
        answer.information_due_at = term(change.at, change.case.approach.information_days)
        # The people get time to answer, and after that the authority its own term again.
        test.due_at = max(test.due_at, term(answer.information_due_at, _promise(change.case).answer_days))
        test.save(update_fields=["due_at"])
    answer.save()
    change.record(
        VERDICT_GIVEN,
        test=test.number,
        frame=frame.number,
        frame_version=frame.version,
        verdict=right.verdict.value,
        words=words,
    )


def _conclude(change: Change, test: FrameTest) -> None:
    outcome = result(_verdicts(test), _frames(change.case))
    if outcome is TestResult.OPEN:
        return
    test.result, test.closed_at = outcome, change.at
    test.save(update_fields=["result", "closed_at"])
    change.record(FRAME_TEST_CLOSED, test=test.number, result=outcome.value)
    promise = promise_as_told(change.case.pk)
    if outcome is TestResult.MET and (promise is None or people_decide(Rung(promise.rung))):
        begin_carrying_out(change, after="test")


def _escalate(change: Change, test: FrameTest, promise: Promise) -> None:
    if test.escalated_at is None and promise.silence_days:
        test.escalated_at, test.due_at = change.at, term(change.at, promise.silence_days)
        kind = FRAME_TEST_ESCALATED
    else:
        test.overdue_at, kind = change.at, FRAME_TEST_OVERDUE
    test.save(update_fields=["escalated_at", "due_at", "overdue_at"])
    change.record(kind, test=test.number, due_at=test.due_at)


def _open_test(case: Case, number: int) -> FrameTest:
    test = row(case.frame_tests, number=number)
    if test.closed_at is not None:
        raise RuleBroken("test-is-over")
    return test


def _frames(case: Case) -> dict[int, FrameKind]:
    return {frame.number: FrameKind(frame.kind) for frame in frames_now(fresh(case.pk))}


def _verdicts(test: FrameTest) -> dict[int, Verdict]:
    given = test.verdicts.filter(frame__superseded_at__isnull=True).select_related("frame")
    return {one.frame.number: Verdict(one.verdict) for one in given}


def _promise(case: Case) -> Promise:
    return or_not_found(promise_as_told(case.pk))


def _check_is_new(case: Case, versions: Collection[ItemVersion]) -> None:
    """The same plan is not held against the same frames twice. Raises RuleBroken."""
    last = newest_test(case, versions)
    if last is not None:
        raise RuleBroken("plan-is-tested" if last.result == TestResult.MET else "plan-has-not-changed")
