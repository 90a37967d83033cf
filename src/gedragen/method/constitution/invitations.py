"""Who may be invited when: first those who set the frames, then everyone who lies awake over it."""

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Phase

KEY = "others_before_frames"


def others_before_frames(top: Table) -> bool:
    """Whether anyone may be invited before the limits stand fast: nobody else, unless the file says so."""
    return KEY in top.values and top.choice(KEY, ("nobody", "anyone"), later=("core_group",)) == "anyone"


def check_chosen_circle(*, joins_the_circle: bool, is_agreed: bool) -> None:
    """Where the main person chooses the circle, somebody is invited after their yes only. Raises RuleBroken."""
    if joins_the_circle and not is_agreed:
        raise RuleBroken("main-person-decides-first")


def check_same_person(*, named: str, invited: str) -> None:
    """A yes is for one person: the name may become fuller or shorter, never another. Raises RuleBroken."""
    said, written = (set(name.casefold().split()) for name in (named, invited))
    if len(said & written) < min(len(said), len(written)):
        raise RuleBroken("invite-who-was-named")


def check_invitation(phase: Phase, *, is_main_person: bool, brings_frames: bool, others_may: bool) -> None:
    """Before the frames are frozen only main person, authority and facilitator are invited.

    Otherwise people would be asked to think along before it is clear what they may decide. `others_may`: the approach
    asks them first, for instance whether they want this at all. Raises RuleBroken.
    """
    if phase is Phase.STARTING and not (is_main_person or brings_frames or others_may):
        raise RuleBroken("others-after-the-freeze")
