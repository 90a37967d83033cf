"""Who may be invited when: first those who set the frames, then everyone who lies awake over it."""

from enum import StrEnum

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Phase

KEY = "others_before_frames"
# More cannot word something together. https://www.slideshare.net/AnkeSiegers/nr-amsterdam-noordpptx (the core group)
LARGEST_GROUP = 10


class Beforehand(StrEnum):
    """Who besides those who are needed for it comes in before the limits stand fast: nobody, unless the file says so.

    CORE_GROUP: the group that begins. It helps to word question and limits, and decides later like everybody else.
    """

    NOBODY = "nobody"
    CORE_GROUP = "core_group"
    ANYONE = "anyone"


def others_before_frames(top: Table) -> Beforehand:
    return Beforehand(top.choice(KEY, tuple(Beforehand))) if KEY in top.values else Beforehand.NOBODY


def check_chosen_circle(*, joins_the_circle: bool, is_agreed: bool) -> None:
    """Where the main person chooses the circle, somebody is invited after their yes only. Raises RuleBroken."""
    if joins_the_circle and not is_agreed:
        raise RuleBroken("main-person-decides-first")


def check_same_person(*, named: str, invited: str) -> None:
    """A yes is for one person: the name may become fuller or shorter, never another. Raises RuleBroken."""
    said, written = (set(name.casefold().split()) for name in (named, invited))
    if len(said & written) < min(len(said), len(written)):
        raise RuleBroken("invite-who-was-named")


def check_group_that_begins(phase: Phase, *, may_begin: bool, already: int) -> None:
    """Whether one more can be invited into the group that begins. `already`: how many are. Raises RuleBroken."""
    if not may_begin or phase is not Phase.STARTING:
        raise RuleBroken("no-group-begins")
    if already >= LARGEST_GROUP:
        raise RuleBroken("group-is-full", most=LARGEST_GROUP)


def check_invitation(phase: Phase, *, is_main_person: bool, brings_frames: bool, others_may: bool) -> None:
    """Before the frames are frozen only main person, authority and facilitator are invited.

    Otherwise people would be asked to think along before it is clear what they may decide. `others_may`: the approach
    asks them first, for instance whether they want this at all. Raises RuleBroken.
    """
    if phase is Phase.STARTING and not (is_main_person or brings_frames or others_may):
        raise RuleBroken("others-after-the-freeze")
