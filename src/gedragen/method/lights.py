"""Carried, or not yet: six separate lights, never one percentage."""

from dataclasses import dataclass
from enum import IntEnum


class Light(IntEnum):
    EVERYONE_ASKED = 1
    NOBODY_SAYS_NO = 2
    EVERY_TASK_OWNED = 3
    FRAMES_MET = 4
    OTHER_VIEWS_ANSWERED = 5
    DAY_TO_LOOK_BACK = 6


@dataclass(frozen=True)
class PlanFacts:
    """Counts over the whole plan; `frames_met` is None as long as nobody tested them.

    `advisers`: those among the deciders who advise, where whom it is about decides. `advised_against`: how often one of
    them said that something must change first.
    """

    deciders: int
    unprepared: int
    unanswered_invitations: int
    items: int
    items_passed: int
    open_objections: int
    yes: int
    abstained: int
    not_reached: int
    tasks: int
    tasks_without_yes: int
    frames: int
    frames_met: int | None
    views: int
    views_unanswered: int
    safety_net: bool
    review_planned: bool
    advisers: int = 0
    advised_against: int = 0

    @property
    def says_no(self) -> bool:
        """Whether somebody still does, also where that is advice and holds nothing up."""
        return bool(self.open_objections or self.advised_against)


def lit(facts: PlanFacts) -> dict[Light, bool]:
    """Which of the six lights burn."""
    return {
        Light.EVERYONE_ASKED: facts.deciders > 0 and facts.unprepared == 0 and facts.unanswered_invitations == 0,
        Light.NOBODY_SAYS_NO: facts.items > 0 and facts.items_passed == facts.items and not facts.says_no,
        Light.EVERY_TASK_OWNED: facts.tasks > 0 and facts.tasks_without_yes == 0,
        Light.FRAMES_MET: facts.frames_met is not None and facts.frames_met == facts.frames,
        Light.OTHER_VIEWS_ANSWERED: facts.views_unanswered == 0,
        Light.DAY_TO_LOOK_BACK: facts.safety_net and facts.review_planned,
    }
