"""What the authority says afterwards: does the plan meet the frames, and what does its decision in law do with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from gedragen.method.broken import RuleBroken, require
from gedragen.method.frames import NEVER_BY_SILENCE, FrameKind
from gedragen.method.promise import Silence
from gedragen.method.terms import term
from gedragen.method.texts import is_blank


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NEEDS_INFORMATION = "needs_information"
    MET_BY_SILENCE = "met_by_silence"


class TestResult(StrEnum):
    """Where a frame test stands. There is no "rejected": a frame is met or not met."""

    OPEN = "open"
    MET = "met"
    NOT_MET = "not_met"
    VOID = "void"


SETTLED = frozenset({Verdict.MET, Verdict.NOT_MET, Verdict.MET_BY_SILENCE})


@dataclass(frozen=True)
class GivenVerdict:
    """What an authority says of one frame; `text` says what must change, or what is missing."""

    verdict: Verdict
    text: str = ""


def checked(verdict: GivenVerdict, *, asked_before: bool) -> GivenVerdict:
    """The verdict with its text trimmed. `asked_before`: information on this frame was asked already.

    Raises RuleBroken: not met says what must change; information is asked once, naming what is missing.
    """
    if verdict.verdict is Verdict.MET_BY_SILENCE:
        raise RuleBroken("silence-is-not-a-verdict")
    if verdict.verdict is Verdict.NOT_MET:
        return GivenVerdict(verdict.verdict, require(verdict.text, "not-met-needs-change"))
    if verdict.verdict is Verdict.NEEDS_INFORMATION:
        if asked_before:
            raise RuleBroken("information-asked-before")
        return GivenVerdict(verdict.verdict, require(verdict.text, "information-needs-name"))
    return GivenVerdict(verdict.verdict, verdict.text.strip())


def result(verdicts: Mapping[int, Verdict], frames: Mapping[int, FrameKind]) -> TestResult:
    """What the verdicts per frame come to. The first unsettled frame keeps the test open."""
    if not frames:
        return TestResult.MET
    if any(verdicts.get(frame) not in SETTLED for frame in frames):
        return TestResult.OPEN
    if any(verdicts[frame] is Verdict.NOT_MET for frame in frames):
        return TestResult.NOT_MET
    return TestResult.MET


def met_by_silence(
    verdicts: Mapping[int, Verdict], frames: Mapping[int, FrameKind], promised: Silence
) -> frozenset[int]:
    """The unsettled frames that count as met now that the term has passed, as was promised."""
    if promised is not Silence.COUNTS_AS_MET:
        return frozenset()
    return frozenset(
        frame for frame, kind in frames.items() if verdicts.get(frame) not in SETTLED and kind not in NEVER_BY_SILENCE
    )


# How often people are asked whether they accept what differs about one item: once, and once more.
ROUNDS_AT_MOST: Final = 2


class Taken(StrEnum):
    """What a decision does with one item of the plan."""

    OVER = "over"
    OTHERWISE = "otherwise"
    NOT = "not"


class Standing(StrEnum):
    """What became of an item about which the decision says something else.

    ANNOUNCED: people advise here, so nobody is asked. NOT_ACCEPTED is an answer too, and stands.
    """

    ANNOUNCED = "announced"
    ASKED = "asked"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True)
class ItemDecision:
    """`namely`: what the decision says in its place. `because`: why it does."""

    taken: Taken
    namely: str = ""
    because: str = ""


def checked_items(items: Mapping[int, ItemDecision], *, tested: Collection[int]) -> dict[int, ItemDecision]:
    """What differs, by the number of the item. Raises RuleBroken unless something is said of each item of the plan that
    was tested, and of no other: an empty box says nothing.
    """
    if set(items) != set(tested):
        raise RuleBroken("say-of-each-item", items=sorted(set(tested) - set(items)))
    differs = {number: one for number, one in sorted(items.items()) if one.taken is not Taken.OVER}
    for number, one in differs.items():
        if one.taken is Taken.OTHERWISE and is_blank(one.namely):
            raise RuleBroken("otherwise-needs-text", item=number)
        if is_blank(one.because):
            raise RuleBroken("difference-needs-reason", item=number)
    return differs


def standing(*, people_decide: bool, is_asked: bool, is_accepted: bool) -> Standing:
    """`is_asked`: a round about it is still to come or open."""
    if not people_decide:
        return Standing.ANNOUNCED
    if is_accepted:
        return Standing.ACCEPTED
    return Standing.ASKED if is_asked else Standing.NOT_ACCEPTED


# As long as people can say that what a decision tells of their plan is not so.
DOUBT_DAYS: Final = 14


def doubts_until(recorded: datetime) -> datetime:
    """The moment until which whoever decides can say "this is not right" of a decision."""
    return term(recorded, DOUBT_DAYS)


def check_can_doubt(
    item: int, *, tested: Collection[int], doubted: Collection[int], recorded: datetime, at: datetime
) -> None:
    """Raises RuleBroken when that item was not in the plan that was tested, the days are over, or who says it did so
    before, by the numbers in `doubted`.

    It is counted and answered once, and changes nothing else: no party alone undoes a decision or a plan.
    """
    if item not in tested:
        raise RuleBroken("item-was-not-tested")
    if item in doubted:
        raise RuleBroken("doubted-already")
    if at >= doubts_until(recorded):
        raise RuleBroken("doubt-is-too-late")
