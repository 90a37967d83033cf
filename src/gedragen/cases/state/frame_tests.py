"""What the authority found of the plan, and what it decided."""

from collections.abc import Collection

from django.db.models import Prefetch

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Case, Difference, FormalDecision, FrameTest, FrameVerdict, ItemVersion
from gedragen.cases.state.frames import frames
from gedragen.cases.state.plan_state import plan
from gedragen.cases.store.entries import Topic
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.items import ItemKind
from gedragen.method.phases import Phase


@part(Topic.FRAME_TEST)
def tests(seen: Snapshot) -> tuple[FrameTest, ...]:
    """Newest first, each with the texts it was about and what was found."""
    found = FrameTest.objects.filter(case=seen.case_id).order_by("-number")
    return tuple(found.prefetch_related("versions", Prefetch("verdicts", FrameVerdict.objects.order_by("id"))))


def test_now(seen: Snapshot) -> FrameTest | None:
    return next((test for test in tests(seen) if test.closed_at is None), None)


def newest_test(case: Case, plan_: Collection[ItemVersion]) -> FrameTest | None:
    """The newest test that counts, if it was about this very plan and about the frames as they stand."""
    last = case.frame_tests.exclude(result=TestResult.VOID).order_by("-number").first()
    if last is None or set(last.versions.values_list("id", flat=True)) != {version.pk for version in plan_}:
        return None
    return None if case.frames.filter(at__gt=last.asked_at).exists() else last


def _of_this_plan(seen: Snapshot) -> FrameTest | None:
    """The newest test that counts, if it was about the plan as it is now."""
    last = next((test for test in tests(seen) if test.result != TestResult.VOID), None)
    if last is None or {version.pk for version in last.versions.all()} != {stand.version.pk for stand in plan(seen)}:
        return None
    return last


def is_met(seen: Snapshot) -> bool:
    """Whether the plan as it is now was found to meet the frames as they are now."""
    test = _of_this_plan(seen)
    if test is None or any(frame.at > test.asked_at for frame in frames(seen)):
        return False
    return test.result == TestResult.MET


def only_proposes(seen: Snapshot, kind: str, *, was_agreed: bool = False) -> bool:
    """Whether who writes a new text for an item of this kind makes a proposal: what holds was agreed, or the plan as it
    is lies with the authority or was found to fit. One person does not change that.
    """
    if kind != ItemKind.MEASURE:
        return False
    return was_agreed or seen.case.phase == Phase.CARRYING_OUT or test_now(seen) is not None or is_met(seen)


def frames_met(seen: Snapshot) -> int | None:
    """How many frames this very plan was found to meet; None when it was not tested as it is now."""
    test = _of_this_plan(seen)
    if test is None:
        return None
    now = {frame.pk for frame in frames(seen) if frame.superseded_at is None}
    met = (Verdict.MET, Verdict.MET_BY_SILENCE)
    return sum(one.frame_id in now and one.verdict in met for one in test.verdicts.all())


@part(Topic.FRAME_TEST)
def decision(seen: Snapshot) -> FormalDecision | None:
    found = FormalDecision.objects.filter(case=seen.case_id).select_related("words", "by__name")
    return found.order_by("-number").first()


@part(Topic.FRAME_TEST)
def differences(seen: Snapshot) -> tuple[Difference, ...]:
    """Where the newest decision says something else than the plan."""
    newest = decision(seen)
    if newest is None:
        return ()
    return tuple(Difference.objects.filter(decision=newest).select_related("words", "item"))
