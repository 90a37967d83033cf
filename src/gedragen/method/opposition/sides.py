"""In a conflict each side is there, says what it thinks, and is answered by another side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gedragen.method.broken import RuleBroken

AT_LEAST = 2
# Who is asked what came of their view has so long before it can be written down that they said nothing.
DAYS_TO_SAY = 7


class Heard(StrEnum):
    """What who brought a view says of its answer. ASKED: they were asked, and said nothing."""

    HEARD = "heard"
    NOT_YET = "not_yet"
    ASKED = "asked"


class Lack(StrEnum):
    """What a side still needs, as the code of a gate."""

    NOBODY = "side-nobody"
    SILENT = "side-silent"
    NOT_SAID_FOR = "side-not-said-for"


@dataclass(frozen=True)
class SideFacts:
    """`people`: who stand on it, take part, decide and were prepared. `views`: brought by who stand on it.

    `nothing_else`: one of them said that they think the same. `excepted`: why nobody of it is here was written down.
    `said_for`: views that who guides wrote down for who does not want to be here.
    """

    number: int
    people: int = 0
    views: int = 0
    nothing_else: bool = False
    excepted: bool = False
    said_for: int = 0


def lack(side: SideFacts) -> Lack | None:
    """Who is there speaks for themselves; only for a side without anybody something else will do."""
    if side.people:
        return None if side.views or side.nothing_else else Lack.SILENT
    if not side.excepted:
        return Lack.NOBODY
    return None if side.views or side.said_for else Lack.NOT_SAID_FOR


def check_other_side(of_view: Collection[object], mine: Collection[object]) -> None:
    """Raises RuleBroken for an answer by somebody of the same side, or of none. A view of no side: by anybody else."""
    if not of_view:
        return
    if set(of_view) & set(mine):
        raise RuleBroken("view-is-of-your-side")
    if not mine:
        raise RuleBroken("another-side-answers")


def side_of_view(mine: Collection[int], chosen: int | None) -> int | None:
    """For which of the sides on which somebody stands a view is brought. Raises RuleBroken where they must say so."""
    if chosen is not None and chosen not in mine:
        raise RuleBroken("not-your-side")
    if chosen is None and len(mine) > 1:
        raise RuleBroken("choose-your-side")
    return chosen if chosen is not None else next(iter(mine), None)


def check_heard(heard: Heard, *, is_answered: bool, is_theirs: bool, guides: bool) -> None:
    """Raises RuleBroken for what is not for this person to say. Who guides writes down only that nothing was said."""
    if not is_answered:
        raise RuleBroken("no-answer-yet")
    if is_theirs == (heard is Heard.ASKED) or not (is_theirs or guides):
        raise RuleBroken("not-yours-to-say")


def check_was_asked(stands: str, *, answered_at: datetime, at: datetime) -> None:
    """Raises RuleBroken where they said it themselves, or had no week yet to say it."""
    if stands:
        raise RuleBroken("said-already")
    if not had_a_week(answered_at, at):
        raise RuleBroken("give-them-a-week")


def had_a_week(answered_at: datetime, at: datetime) -> bool:
    return at >= answered_at + timedelta(days=DAYS_TO_SAY)
