"""Frames: what stands fast, so short and clear that anyone can check it with a yes or a no."""

import re
from dataclasses import dataclass
from enum import StrEnum

from gedragen.method.broken import require


class FrameKind(StrEnum):
    LAW = "law"
    SAFETY = "safety"
    MONEY = "money"
    TIME = "time"
    PLACE = "place"
    POLICY = "policy"


# Where the law or somebody's safety is at stake, silence may never count as "met" (design, row M3).
NEVER_BY_SILENCE = frozenset({FrameKind.LAW, FrameKind.SAFETY})

# Words that tell how something is to be done, in both languages of the screen.
_SOLUTION = re.compile(
    r"\b(moet(?:en)? worden|gaan wij|gaan we|bouwen|plaatsen|aanschaffen|sluiten|halveren|verkopen|verhuizen"
    r"|must be built|will build|install|purchase|close down|sell|halve|relocate)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FrameText:
    """What an authority writes about one frame; whoever knows of the case may read all of it.

    `competent`: who has the power to set this frame, and by what, where somebody's safety asks for that.
    """

    text: str
    question: str
    reason: str
    source: str
    kind: FrameKind
    competent: str = ""


def checked(frame: FrameText, *, safety_names_authority: bool = False) -> FrameText:
    """The frame with its texts trimmed. Raises RuleBroken naming the part that is missing."""
    competent = frame.competent.strip()
    if safety_names_authority and frame.kind is FrameKind.SAFETY:
        competent = require(competent, "safety-frame-needs-authority")
    return FrameText(
        text=require(frame.text, "frame-needs-text"),
        question=require(frame.question, "frame-needs-question"),
        reason=require(frame.reason, "frame-needs-reason"),
        source=require(frame.source, "frame-needs-source"),
        kind=frame.kind,
        competent=competent,
    )


def sounds_like_a_solution(text: str) -> bool:
    """A hint for the writer, never a refusal: this frame may hide the frame behind it."""
    return bool(_SOLUTION.search(text))
