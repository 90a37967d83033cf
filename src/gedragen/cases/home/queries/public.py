"""An open situation as anyone may follow it. What stands here, stands here for everybody alike."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.doing.queries.follow_through import CheckInCard, check_in_cards
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.frame_test.queries import TestCard, test_cards
from gedragen.cases.frames.queries import FrameCard
from gedragen.cases.home.queries.welcome import current_frames, decide_until
from gedragen.cases.plan.queries.plan import PlanSheet, plan_sheet
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.headcount import Involved, Reach, involved, reach


@dataclass(frozen=True)
class PublicSheet:
    """`tests`: newest first, with what was said of each frame. `plan` holds promise, lights and decision too."""

    head: CaseHead
    frames: tuple[FrameCard, ...]
    reach: Reach
    involved: tuple[Involved, ...]
    decide_until: datetime | None
    plan: PlanSheet
    tests: tuple[TestCard, ...]
    check_ins: tuple[CheckInCard, ...]


def public_sheet(case_id: int) -> PublicSheet:
    """Seen by nobody in particular. Raises NotFound for a case that is not open."""
    eyes = eyes_of(case_id, None)
    plan = plan_sheet(case_id, viewer=None)
    return PublicSheet(
        head=plan.head,
        frames=current_frames(eyes),
        reach=reach(eyes.seen),
        involved=involved(eyes.seen),
        decide_until=decide_until(eyes),
        plan=plan,
        tests=test_cards(eyes),
        check_ins=check_in_cards(eyes),
    )
