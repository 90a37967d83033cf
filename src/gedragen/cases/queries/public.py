"""An open situation as anyone may follow it. What stands here, stands here for everybody alike."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.plan_lights import plan_facts
from gedragen.cases.plan_state import item_stands, measures
from gedragen.cases.queries.cockpit import CheckInCard, ItemLine, check_in_cards
from gedragen.cases.queries.frame_test import TestCard, test_cards
from gedragen.cases.queries.frames import FrameCard, PromiseCard, promise_card
from gedragen.cases.queries.head import CaseHead, head_of
from gedragen.cases.queries.people import Involved, Reach, involved, reach
from gedragen.cases.queries.plan import DecisionCard, decision_card
from gedragen.cases.queries.sight import eyes_of
from gedragen.cases.queries.welcome import current_frames, decide_until
from gedragen.method.lights import Light, PlanFacts, lit


@dataclass(frozen=True)
class PublicSheet:
    """`tests`: newest first, with what was said of each frame."""

    head: CaseHead
    frames: tuple[FrameCard, ...]
    promise: PromiseCard | None
    reach: Reach
    involved: tuple[Involved, ...]
    decide_until: datetime | None
    items: tuple[ItemLine, ...]
    facts: PlanFacts
    lights: dict[Light, bool]
    tests: tuple[TestCard, ...]
    decision: DecisionCard | None
    check_ins: tuple[CheckInCard, ...]
    what_was_tried: str
    what_stays_open: str


def public_sheet(case_id: int) -> PublicSheet:
    """Seen by nobody in particular. Raises NotFound for a case that is not open."""
    eyes = eyes_of(case_id, None)
    stands = item_stands(eyes.case)
    facts = plan_facts(eyes.case, stands)
    return PublicSheet(
        head=head_of(eyes),
        frames=current_frames(eyes),
        promise=promise_card(eyes),
        reach=reach(eyes),
        involved=involved(eyes),
        decide_until=decide_until(eyes),
        items=tuple(ItemLine(s.item.number, eyes.text(s.version.title), s.state) for s in measures(stands)),
        facts=facts,
        lights=lit(facts),
        tests=test_cards(eyes),
        decision=decision_card(eyes),
        check_ins=check_in_cards(eyes),
        what_was_tried=eyes.text(eyes.case.ending_words),
        what_stays_open=eyes.text(eyes.case.open_words),
    )
