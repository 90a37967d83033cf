"""What somebody who must work by a plan of others reads of it: those whose plan it is say so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from gedragen.method.broken import RuleBroken


class Reach(StrEnum):
    """From the least to the most. Their own part: the items that they carry or are asked for, and the safety net."""

    NOTHING = "nothing"
    OWN_PART = "own_part"
    WHOLE = "whole"

    def is_more_than(self, other: "Reach") -> bool:
        return _ORDER.index(self) > _ORDER.index(other)


_ORDER = tuple(Reach)


@dataclass(frozen=True)
class Share:
    """What holds for one seat. `asked`: the more that `asked_by` wants, and for which a second person is needed.

    `is_said`: somebody answered; until then everybody reads their own part.
    """

    reach: Reach = Reach.OWN_PART
    asked: Reach | None = None
    asked_by: int | None = None
    is_said: bool = False


def said(share: Share, reach: Reach, *, by: int) -> Share:
    """Less holds at once, whoever says it. More holds as far as two people want it."""
    if not reach.is_more_than(share.reach):
        if share.is_said and reach is share.reach and share.asked is None:
            raise RuleBroken("nothing-changed")
        return Share(reach, is_said=True)
    if share.asked is None or share.asked_by == by:
        if reach is share.asked:
            raise RuleBroken("nothing-changed")
        return replace(share, asked=reach, asked_by=by, is_said=True)
    if reach is share.asked:
        return Share(reach, is_said=True)
    if reach.is_more_than(share.asked):
        return Share(share.asked, reach, by, is_said=True)
    return Share(reach, share.asked, share.asked_by, is_said=True)


@dataclass(frozen=True)
class AgreedItem:
    """An item as far as this matters. `is_theirs`: whoever reads carries it, or is asked for something in it."""

    number: int
    is_agreed: bool = False
    is_theirs: bool = False


def numbers_shared(reach: Reach, items: Iterable[AgreedItem]) -> tuple[int, ...]:
    """Which items are read: of those that people agreed on, and no others."""
    if reach is Reach.NOTHING:
        return ()
    return tuple(one.number for one in items if one.is_agreed and (one.is_theirs or reach is Reach.WHOLE))
