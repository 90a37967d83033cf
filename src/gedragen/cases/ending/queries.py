"""What is proposed about ending without a plan, what was tried, and which steps people want first."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.ending.proposal import ending_proposed, steps_named
from gedragen.cases.engine.sight import Eyes, eyes_inside
from gedragen.cases.frames.queries import PromiseCard, promise_card
from gedragen.cases.starting.queries import LawAlone, law_alone
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.method.phases import Ending
from gedragen.method.stages.ending import MOST_STEPS, Attempt


@dataclass(frozen=True)
class EndingCard:
    """A proposal as somebody reads it. `steps`: what people want first, without their names.

    `steps_left`: of those that there can be in a situation. `i_named`: whether this seat had its own already.
    """

    number: int
    ending: Ending
    tried: str
    stays_open: str
    attempts: tuple[Attempt, ...]
    not_tried: tuple[Attempt, ...]
    at: datetime
    until: datetime
    steps: tuple[str, ...]
    steps_left: int
    i_named: bool

    @property
    def is_early(self) -> bool:
        return self.ending.is_early


@dataclass(frozen=True)
class EndingSheet:
    """`may_hold`: this seat can say now what it wants first. `law`, `promise`: what happens if there is no plan."""

    head: CaseHead
    proposal: EndingCard | None
    may_hold: bool
    promise: PromiseCard | None
    law: LawAlone | None


def ending_sheet(case_id: int, *, viewer: int) -> EndingSheet:
    eyes = eyes_inside(case_id, viewer)
    head, card = head_of(eyes), ending_card(eyes)
    may = card is not None and not card.i_named and card.steps_left > 0
    return EndingSheet(head, card, may and Action.HOLD_ENDING in head.can, promise_card(eyes), law_alone(eyes))


def ending_card(eyes: Eyes) -> EndingCard | None:
    """Nothing when nothing is proposed, or when it has ended some way."""
    standing = ending_proposed(eyes.seen)
    if standing is None or eyes.case.closed_at is not None:
        return None
    steps = steps_named(eyes.seen)
    return EndingCard(
        number=standing.number,
        ending=Ending(standing.ending),
        tried=eyes.text(standing.tried),
        stays_open=eyes.text(standing.stays_open) if standing.stays_open is not None else "",
        attempts=tuple(one for one in Attempt if one in standing.attempts),
        not_tried=tuple(one for one in Attempt if one not in standing.attempts),
        at=standing.at,
        until=standing.until,
        steps=tuple(eyes.text(one.step) for one in steps if one.proposal_id == standing.pk),
        steps_left=MOST_STEPS - len(steps),
        i_named=any(one.seat_id == eyes.sight.seat for one in steps),
    )
