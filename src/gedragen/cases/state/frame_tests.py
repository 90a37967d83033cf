"""What the authority found of the plan, and what it decided."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, Q

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import (
    Case,
    DecisionDoubt,
    Difference,
    DoubtAnswer,
    FormalDecision,
    Frame,
    FrameTest,
    FrameVerdict,
    ItemVersion,
)
from gedragen.cases.state.frames import frames, promise
from gedragen.cases.state.plan_state import plan, stands
from gedragen.cases.store.entries import Topic
from gedragen.method.frame_test import Standing, TestResult, Verdict, standing
from gedragen.method.items import ItemKind
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung, people_decide


@part(Topic.FRAME_TEST)
def tests(seen: Snapshot) -> tuple[FrameTest, ...]:
    """Newest first, each with the texts it was about and what was found."""
    found = FrameTest.objects.filter(case=seen.case_id).order_by("-number")
    verdicts = FrameVerdict.objects.select_related("words", "missing", "frame__text").order_by("id")
    return tuple(found.prefetch_related("versions", Prefetch("verdicts", verdicts)))


def test_now(seen: Snapshot) -> FrameTest | None:
    return next((test for test in tests(seen) if test.closed_at is None), None)


def newest_test(case: Case, plan_: Collection[ItemVersion]) -> FrameTest | None:
    """The newest test that counts, if it was about this very plan and about the frames as they stand."""
    last = case.frame_tests.exclude(result=TestResult.VOID).order_by("-number").first()
    if last is None or set(last.versions.values_list("id", flat=True)) != {version.pk for version in plan_}:
        return None
    since = Q(binds_at__gt=last.asked_at) | Q(binds_at__isnull=False, superseded_at__gt=last.asked_at)
    return None if case.frames.filter(since).exists() else last


def test_of_this_plan(seen: Snapshot) -> FrameTest | None:
    """The newest test that counts, if it was about the plan as it is now.

    What the authority itself decided about an item since, and people accepted, is not held against its limits again.
    """
    last = next((test for test in tests(seen) if test.result != TestResult.VOID), None)
    if last is None:
        return None
    accepted = {one.item_id for one in differences(seen) if is_accepted(seen, one)}
    tested = {version.pk for version in last.versions.all() if version.item_id not in accepted}
    now = {stand.version.pk for stand in plan(seen) if stand.item.pk not in accepted}
    return last if tested == now else None


def is_accepted(seen: Snapshot, difference: Difference) -> bool:
    """Whether what the decision says about an item is what holds, since people agreed to it."""
    stand = stands(seen).get(difference.item.number)
    return stand is not None and stand.held != () and stand.held[-1].pk == difference.version_id


def standing_of(seen: Snapshot, difference: Difference) -> Standing:
    stand, newest = stands(seen).get(difference.item.number), promise(seen)
    decide = newest is None or people_decide(Rung(newest.rung))
    table = stand.on_the_table.version.pk if stand is not None and stand.proposal is not None else None
    is_asked = difference.version_id is not None and table == difference.version_id
    return standing(people_decide=decide, is_asked=is_asked, is_accepted=is_accepted(seen, difference))


def not_accepted(seen: Snapshot) -> tuple[int, ...]:
    """About which items the newest decision says something else than people agreed to, where they decide."""
    open_ = (Standing.ASKED, Standing.NOT_ACCEPTED)
    return tuple(one.item.number for one in differences(seen) if standing_of(seen, one) in open_)


def not_met(seen: Snapshot) -> tuple[FrameVerdict, ...]:
    """What the newest test that counts found not to fit, each with what must change; until it is asked again."""
    last = next((test for test in tests(seen) if test.result != TestResult.VOID), None)
    if last is None or last.result != TestResult.NOT_MET:
        return ()
    verdicts = [one for one in last.verdicts.all() if one.verdict == Verdict.NOT_MET]
    return tuple(one for one in verdicts if one.frame.superseded_at is None)


def is_as_tested(seen: Snapshot) -> bool:
    """Whether the newest test was about the plan and the frames as they are now: asking again would ask the same."""
    test = test_of_this_plan(seen)
    bind = (frame for frame in frames(seen) if frame.binds_at is not None)
    return test is not None and not any(_moved(frame) > test.asked_at for frame in bind)


def is_met(seen: Snapshot) -> bool:
    """Whether the plan as it is now was found to meet the frames as they are now."""
    test = test_of_this_plan(seen)
    return test is not None and is_as_tested(seen) and test.result == TestResult.MET


def _moved(frame: Frame) -> datetime:
    """When it last began to stand, or ended."""
    return max(moment for moment in (frame.binds_at, frame.superseded_at) if moment is not None)


def only_proposes(seen: Snapshot, kind: str, *, was_agreed: bool = False) -> bool:
    """Whether who writes a new text for an item of this kind makes a proposal: what holds was agreed, or the plan as it
    is lies with the authority or was found to fit. One person does not change that.
    """
    if kind != ItemKind.MEASURE:
        return False
    return was_agreed or seen.case.phase == Phase.CARRYING_OUT or test_now(seen) is not None or is_met(seen)


def frames_met(seen: Snapshot) -> int | None:
    """How many frames this very plan was found to meet; None when it was not tested as it is now."""
    test = test_of_this_plan(seen)
    if test is None:
        return None
    now = {frame.pk for frame in frames(seen) if frame.superseded_at is None}
    met = (Verdict.MET, Verdict.MET_BY_SILENCE)
    return sum(one.frame_id in now and one.verdict in met for one in test.verdicts.all())


@part(Topic.FRAME_TEST)
def decision(seen: Snapshot) -> FormalDecision | None:
    texts = ItemVersion.objects.select_related("item", "title", "what").order_by("item__number")
    decisions = FormalDecision.objects.filter(case=seen.case_id).select_related("words", "rights", "by__name")
    return decisions.prefetch_related(Prefetch("test__versions", texts)).order_by("-number").first()


@part(Topic.FRAME_TEST)
def differences(seen: Snapshot) -> tuple[Difference, ...]:
    """Where the newest decision says something else than the plan."""
    newest = decision(seen)
    if newest is None:
        return ()
    return tuple(
        Difference.objects.filter(decision=newest).select_related("words", "because", "item").order_by("item__number")
    )


@part(Topic.FRAME_TEST)
def doubts(seen: Snapshot) -> tuple[DecisionDoubt, ...]:
    """What people say is not right in the newest decision, by item and in the order in which it came."""
    newest = decision(seen)
    if newest is None:
        return ()
    return tuple(newest.doubts.select_related("item", "words").order_by("item__number", "id"))


@part(Topic.FRAME_TEST)
def doubt_answers(seen: Snapshot) -> tuple[DoubtAnswer, ...]:
    newest = decision(seen)
    return tuple(newest.doubt_answers.select_related("words", "by__name")) if newest is not None else ()
