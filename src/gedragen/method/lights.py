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
    them said that something must change first. `carried_by_few`: items that passed with a yes of half or fewer.
    `waiting_names`: people who were named, or named themselves, and got no answer. `bound`: who will carry an item, or
    is bound by it, over all items that passed; `bound_without_yes`: over those that did not. `decided_otherwise`: the
    items about which the decision says something else than people agreed to. `views_not_yet`: of which who brought it
    says that they were not heard; `views_asked`: of which they were asked, and said nothing.
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
    carried_by_few: int = 0
    waiting_names: int = 0
    bound: int = 0
    bound_without_yes: int = 0
    decided_otherwise: tuple[int, ...] = ()
    views_not_yet: int = 0
    views_asked: int = 0

    @property
    def says_no(self) -> bool:
        """Whether somebody still does, also where that is advice and holds nothing up."""
        return bool(self.open_objections or self.advised_against)

    @property
    def is_wanted(self) -> bool:
        """Whether nobody says no, and more than half of those who decide say yes themselves, to every item."""
        return not self.says_no and not self.carried_by_few

    @property
    def everyone_was_asked(self) -> bool:
        return not self.unprepared and not self.unanswered_invitations and not self.waiting_names


def lit(facts: PlanFacts) -> dict[Light, bool]:
    """Which of the six lights burn."""
    return {
        Light.EVERYONE_ASKED: facts.deciders > 0 and facts.everyone_was_asked,
        Light.NOBODY_SAYS_NO: facts.items > 0 and facts.items_passed == facts.items and facts.is_wanted,
        Light.EVERY_TASK_OWNED: facts.tasks + facts.bound > 0 and not facts.tasks_without_yes + facts.bound_without_yes,
        Light.FRAMES_MET: facts.frames_met is not None
        and facts.frames_met == facts.frames
        and not facts.decided_otherwise,
        Light.OTHER_VIEWS_ANSWERED: facts.views_unanswered == 0,
        Light.DAY_TO_LOOK_BACK: facts.safety_net and facts.review_planned,
    }
