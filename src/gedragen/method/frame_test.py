"""The one question the authority answers afterwards: does the plan meet the frames?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gedragen.method.broken import RuleBroken, require
from gedragen.method.frames import NEVER_BY_SILENCE, FrameKind
from gedragen.method.promise import Silence


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
