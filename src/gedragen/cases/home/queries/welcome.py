"""Before one says yes or no: what it is about, what one may decide, what happens with it, and with whom."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.engine.seats import ROOM_OF_NAME
from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.frames.queries import FrameCard, PromiseCard, all_frames, promise_card
from gedragen.cases.starting.queries import LawAlone, law_alone
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.headcount import Reach, reach
from gedragen.cases.state.plan_state import open_rounds


@dataclass(frozen=True)
class WelcomeSheet:
    """`frames`: as they stand now. `decide_until`: when the first open round closes, if one is open.

    `name_room`: where the name of this seat lies once it takes part.
    """

    head: CaseHead
    frames: tuple[FrameCard, ...]
    promise: PromiseCard | None
    law: LawAlone | None
    reach: Reach
    decide_until: datetime | None
    name_room: str


def welcome_sheet(case_id: int, *, viewer: int | None) -> WelcomeSheet:
    """Raises NotFound for an outsider at a case that is not open."""
    eyes = eyes_of(case_id, viewer)
    head = head_of(eyes)
    return WelcomeSheet(
        head=head,
        frames=current_frames(eyes),
        promise=promise_card(eyes),
        law=law_alone(eyes),
        reach=reach(eyes.seen),
        decide_until=decide_until(eyes),
        name_room=ROOM_OF_NAME[head.me.role] if head.me else "",
    )


def current_frames(eyes: Eyes) -> tuple[FrameCard, ...]:
    """The frames as they stand now, without their earlier versions."""
    return tuple(frame for frame in all_frames(eyes) if frame.superseded_at is None)


def decide_until(eyes: Eyes) -> datetime | None:
    """The first moment at which an open round closes."""
    return min((one.clock.ends_at for one in open_rounds(eyes.seen) if not one.waits_for_calls), default=None)
