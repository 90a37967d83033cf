"""Frames: what stands fast, so short and clear that anyone can check it with a yes or a no."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gedragen.method.broken import RuleBroken, require


class FrameKind(StrEnum):
    LAW = "law"
    SAFETY = "safety"
    MONEY = "money"
    TIME = "time"
    PLACE = "place"
    POLICY = "policy"


# Where the law or somebody's safety is at stake, silence may never count as "met" (design, row M3).
NEVER_BY_SILENCE = frozenset({FrameKind.LAW, FrameKind.SAFETY})
# Words that tell how something is to be done, or that everybody must do one thing; in both languages of the screen.
_SOLUTION = re.compile(
    r"\b(?:moet(?:en)? worden|moet(?:en)? (?:\w+ ){0,4}(?:in|naar|aan|via|met)\b|verplicht\w*|verbied\w*|verboden"
    r"|(?:alle|elke|iedere|iedereen)\b[^.?!]* (?:gaan|gaat|moet|moeten|krijgt|krijgen)"
    r"|gaan wij|gaan we|wij gaan|we gaan|er komt (?!geen)|er komen (?!geen)"
    r"|bouwen|plaatsen|aanschaffen|kopen|inhuren|invoeren|gebruiken"
    r"|sluiten|halveren|verkopen|verhuizen|ophangen|weghalen|afschaffen"
    r"|must be (?:built|used|sold)|(?:everyone|everybody|all \w+) must|mandatory|obligatory|forbidden|we will"
    r"|will build|install|purchase|introduce|close down|sell|halve|relocate)\b",
    re.IGNORECASE,
)
# Begun with the verb itself, it tells people what to do: "Zet ...", "Gebruik ...".
_ORDER = re.compile(
    r"^\s*(?:zet|gebruik|plaats|maak|bouw|koop|sluit|verkoop|vervang|stop|doe|leg|hang|haal|laat|zorg|verplaats|schaf"
    r"|use|put|place|build|buy|close|sell|replace|stop|make|hang|move)\b",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(
    r"^\s*(?:hoe|wat|welke?|waarom|waardoor|waarmee|wie|waar|wanneer|how|what|which|why|who|where|when)\b",
    re.IGNORECASE,
)


class FrameChange(StrEnum):
    """What a change of a frame after the freeze says it is.

    WIDER: people get more room, so nothing that they said falls away. BINDING: the law or somebody's safety asks for
    it. ASKED: anything else, which binds only when the deciders accept it.
    """

    WIDER = "wider"
    BINDING = "binding"
    ASKED = "asked"


class FrameReply(StrEnum):
    """What an authority answers when it is asked whether a frame is needed, or can be wider."""

    STAYS = "stays"
    WIDENS = "widens"
    GOES = "goes"


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


@dataclass(frozen=True)
class Later:
    """How a frame changes after the freeze. `source_on`: the day of the law, or of what safety asks for.

    `touches`: the numbers of the items that the new text is about; only these are asked again.
    """

    change: FrameChange
    because: str
    source_on: date | None = None
    touches: tuple[int, ...] = ()


def check_later(later: Later, kind: FrameKind, *, is_new: bool, frozen_on: date) -> None:
    """Raises RuleBroken unless the change is what it says it is. A new frame gives nobody more room.

    What was known when the frames were fixed could have been one of them: law and safety bind later only when they
    come from after that day.
    """
    require(later.because, "frame-needs-why-now")
    if later.change is FrameChange.WIDER and is_new:
        raise RuleBroken("new-frame-is-not-wider")
    if later.change is not FrameChange.BINDING:
        return
    if kind not in NEVER_BY_SILENCE:
        raise RuleBroken("only-law-and-safety-bind")
    if later.source_on is None:
        raise RuleBroken("source-needs-day")
    if later.source_on <= frozen_on:
        raise RuleBroken("source-is-from-before", day=frozen_on.isoformat())


def check_may_change(*, test_is_open: bool) -> None:
    """Raises RuleBroken while the plan is held against the frames: nobody moves the measure while it measures."""
    if test_is_open:
        raise RuleBroken("frame-test-is-open")


def asked_again(change: FrameChange, touched: frozenset[int], *, accepted: bool) -> frozenset[int]:
    """The items whose answers fall away. Only a frame that binds and gives less room touches any."""
    binds = change is FrameChange.BINDING or (change is FrameChange.ASKED and accepted)
    return touched if binds else frozenset()


def is_told(*, waits: bool, again: int, touched: bool, passed: bool) -> bool:
    """Whether everybody still reads that a frame changed: until the next passed round of the items that it touches.

    `passed`: any item did since, which is enough where it touches none.
    """
    return waits or again > 0 or not (touched or passed)


def sounds_like_a_solution(text: str) -> bool:
    """A hint for the writer, never a refusal: the limit behind it may be another one."""
    return bool(_SOLUTION.search(text) or _ORDER.search(text))


def asks_openly(question: str) -> bool:
    """Whether nobody can answer this with yes or no."""
    return bool(_OPEN_QUESTION.match(question))
