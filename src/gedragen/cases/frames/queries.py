"""Frames and promise, with every version that ever stood."""

from dataclasses import dataclass
from datetime import date, datetime

from gedragen.cases.engine.head import CaseHead, head_of
from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.starting.queries import LawAlone, law_alone
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frames import FrameKind, sounds_like_a_solution
from gedragen.method.promise import Rung, Silence, people_decide


@dataclass(frozen=True)
class FrameCard:
    """One version of a frame. `after_freeze`: it was added or changed when people already counted on the frames."""

    number: int
    version: int
    kind: FrameKind
    text: str
    question: str
    reason: str
    source: str
    competent: str
    by: str
    at: datetime
    superseded_at: datetime | None
    after_freeze: bool
    sounds_like_a_solution: bool


@dataclass(frozen=True)
class PromiseCard:
    """The newest promise. `confirmed_at`: the person with the mandate stands for it."""

    version: int
    rung: Rung
    people_decide: bool
    brings: str
    answer_days: int
    silence: Silence
    silence_to: str
    silence_days: int
    fallback: str
    promised_by: str
    mandate: str
    promised_on: date
    confirmed_at: datetime | None
    confirmed_by: str


@dataclass(frozen=True)
class FramesSheet:
    """`frames`: as they stand now. `earlier`: superseded versions, newest first. `law`: where nobody sets any."""

    head: CaseHead
    frames: tuple[FrameCard, ...]
    earlier: tuple[FrameCard, ...]
    promise: PromiseCard | None
    law: LawAlone | None


def frames_sheet(case_id: int, *, viewer: int | None) -> FramesSheet:
    eyes = eyes_of(case_id, viewer)
    frames = all_frames(eyes)
    return FramesSheet(
        head=head_of(eyes),
        frames=tuple(frame for frame in frames if frame.superseded_at is None),
        earlier=tuple(frame for frame in reversed(frames) if frame.superseded_at is not None),
        promise=promise_card(eyes),
        law=law_alone(eyes),
    )


def all_frames(eyes: Eyes) -> tuple[FrameCard, ...]:
    frozen = eyes.case.frozen_at
    return tuple(
        FrameCard(
            number=frame.number,
            version=frame.version,
            kind=FrameKind(frame.kind),
            text=eyes.text(frame.text),
            question=eyes.text(frame.question),
            reason=eyes.text(frame.reason),
            source=eyes.text(frame.source),
            competent=eyes.text(frame.competent),
            by=eyes.name(frame.by),
            at=frame.at,
            superseded_at=frame.superseded_at,
            after_freeze=frozen is not None and frame.at > frozen,
            sounds_like_a_solution=sounds_like_a_solution(frame.text.text),
        )
        for frame in eyes.record.frames
    )


def promise_card(eyes: Eyes) -> PromiseCard | None:
    promise = eyes.record.promise
    if promise is None:
        return None
    confirmed = eyes.record.declared.get(DeclarationKind.PROMISE)
    return PromiseCard(
        version=promise.version,
        rung=Rung(promise.rung),
        people_decide=people_decide(Rung(promise.rung)),
        brings=eyes.text(promise.brings),
        answer_days=promise.answer_days,
        silence=Silence(promise.silence),
        silence_to=eyes.text(promise.silence_to),
        silence_days=promise.silence_days,
        fallback=eyes.text(promise.fallback),
        promised_by=eyes.text(promise.promised_by),
        mandate=eyes.text(promise.mandate),
        promised_on=promise.promised_on,
        confirmed_at=confirmed.at if confirmed else None,
        confirmed_by=eyes.name(confirmed.by) if confirmed else "",
    )
