"""How the process goes: reach, steps and dates, what was promised and what was done. Counts, never content."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Role
from gedragen.cases.doing.queries.follow_through import CheckInCard, check_in_cards
from gedragen.cases.doing.queries.tasks import TaskCard, tasks_of
from gedragen.cases.engine.sight import eyes_inside
from gedragen.cases.frame_test.queries import TestCard, test_cards
from gedragen.cases.frames.queries import FrameCard, PromiseCard, all_frames, promise_card
from gedragen.cases.plan.queries.plan import DecisionCard, decision_card
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.headcount import Reach, reach
from gedragen.cases.state.plan_state import open_rounds, plan
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class ProcessSheet:
    """`rounds_close_at`: when the open rounds close. `frames_later`: versions from after the freeze.

    `sets_frames`: whether this seat is one of those who set them. `asked_of_me`: requests to this seat;
    `helps_with`: how many requests to those who set the frames have their yes. What people write and answer is not
    in here.
    """

    head: CaseHead
    reach: Reach
    promise: PromiseCard | None
    limits: tuple[FrameCard, ...]
    frames: int
    frames_later: int
    items: int
    rounds_close_at: tuple[datetime, ...]
    tests: tuple[TestCard, ...]
    decision: DecisionCard | None
    check_ins: tuple[CheckInCard, ...]
    sets_frames: bool
    asked_of_me: tuple[TaskCard, ...]
    helps_with: int


def process_sheet(case_id: int, *, viewer: int | None) -> ProcessSheet:
    """Raises NotFound for an outsider at a case that is not open."""
    eyes = eyes_inside(case_id, viewer)
    frames = all_frames(eyes)
    tasks = tasks_of(eyes)
    states = (TaskState.ACTIVE, TaskState.DONE)
    clocks = [one.clock for one in open_rounds(eyes.seen)]
    ends = {clock.ends_at for clock in clocks if not clock.waits}
    return ProcessSheet(
        head=head_of(eyes),
        reach=reach(eyes.seen),
        promise=promise_card(eyes),
        limits=tuple(frame for frame in frames if frame.superseded_at is None),
        frames=sum(frame.superseded_at is None for frame in frames),
        frames_later=sum(frame.after_freeze and frame.has_bound for frame in frames),
        items=len(plan(eyes.seen)) if eyes.reads_whole("plan") else 0,
        rounds_close_at=tuple(sorted(ends)),
        tests=test_cards(eyes),
        decision=decision_card(eyes),
        check_ins=check_in_cards(eyes),
        sets_frames=eyes.seat is not None and eyes.seat.role == Role.AUTHORITY,
        asked_of_me=tuple(task for task in tasks if task.is_mine),
        helps_with=sum(task.owner_role is Role.AUTHORITY and task.state in states for task in tasks),
    )
