"""What the authority promises beforehand: how much people may decide, and what its silence means."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from gedragen.method.broken import RuleBroken, require


class Rung(IntEnum):
    """The ladder of ownership, from below: what people do while the system does its part."""

    LISTENING = 1
    GIVING_OPINION = 2
    THINKING_ALONG = 3
    CARRYING_ONLY = 4
    DIRECTING = 5


class Silence(StrEnum):
    """What it means when the authority does not answer within its term."""

    COUNTS_AS_MET = "counts_as_met"
    GOES_TO = "goes_to"


@dataclass(frozen=True)
class PromiseText:
    """One promise. `answer_days` and `silence_days` are whole local days."""

    rung: Rung
    brings: str
    answer_days: int
    silence: Silence
    silence_to: str
    silence_days: int
    fallback: str
    promised_by: str
    mandate: str
    promised_on: date


LONGEST_TERM = 90


def checked(promise: PromiseText, *, needs_name_for_silence: bool) -> PromiseText:
    """The promise with its texts trimmed; `needs_name_for_silence` when a frame is about law or safety.

    Raises RuleBroken naming the part that is missing.
    """
    if not 1 <= promise.answer_days <= LONGEST_TERM:
        raise RuleBroken("promise-needs-term", longest=LONGEST_TERM)
    goes_to = promise.silence is Silence.GOES_TO or needs_name_for_silence
    if goes_to:
        require(promise.silence_to, "silence-needs-name")
        if not 1 <= promise.silence_days <= LONGEST_TERM:
            raise RuleBroken("silence-needs-days", longest=LONGEST_TERM)
    return PromiseText(
        rung=promise.rung,
        brings=require(promise.brings, "promise-needs-what-it-brings"),
        answer_days=promise.answer_days,
        silence=promise.silence,
        silence_to=promise.silence_to.strip() if goes_to else "",
        silence_days=promise.silence_days if goes_to else 0,
        fallback=require(promise.fallback, "promise-needs-fallback"),
        promised_by=require(promise.promised_by, "promise-needs-name"),
        mandate=require(promise.mandate, "promise-needs-mandate"),
        promised_on=promise.promised_on,
    )


def people_decide(rung: Rung) -> bool:
    """Below the fifth rung there is no consent and nothing passes by itself."""
    return rung is Rung.DIRECTING
