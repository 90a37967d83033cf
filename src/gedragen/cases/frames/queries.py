"""Frames and promise, with every version that ever stood."""

from dataclasses import dataclass
from datetime import date, datetime

from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.starting.queries import LawAlone, law_alone
from gedragen.cases.state.declared import declared
from gedragen.cases.state.frames import frames, promise
from gedragen.cases.state.head import CaseHead, head_of
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
        for frame in frames(eyes.seen)
    )


def promise_card(eyes: Eyes) -> PromiseCard | None:
    newest = promise(eyes.seen)
    if newest is None:
        return None
    confirmed = declared(eyes.seen).get(DeclarationKind.PROMISE)
    return PromiseCard(
        version=newest.version,
        rung=Rung(newest.rung),
        people_decide=people_decide(Rung(newest.rung)),
        brings=eyes.text(newest.brings),
        answer_days=newest.answer_days,
        silence=Silence(newest.silence),
        silence_to=eyes.text(newest.silence_to),
        silence_days=newest.silence_days,
        fallback=eyes.text(newest.fallback),
        promised_by=eyes.text(newest.promised_by),
        mandate=eyes.text(newest.mandate),
        promised_on=newest.promised_on,
        confirmed_at=confirmed.at if confirmed else None,
        confirmed_by=eyes.name(confirmed.by) if confirmed else "",
    )
