"""Frames and promise, with every version that ever stood."""

from dataclasses import dataclass
from datetime import date, datetime

from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.frames.late_frames import frame_questions, late_frames, notes, touched
from gedragen.cases.starting.queries import LawAlone, law_alone
from gedragen.cases.state.declared import declared
from gedragen.cases.state.frames import frames, promise
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import plan
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frames import FrameChange, FrameKind, FrameReply, asks_openly, sounds_like_a_solution
from gedragen.method.promise import Rung, Silence, people_decide


@dataclass(frozen=True)
class FrameQuestionCard:
    """What a decider asked about a frame. No `reply` yet: it waits for an answer."""

    number: int
    frame: int
    text: str
    by: str
    is_mine: bool
    at: datetime
    due_at: datetime
    reply: FrameReply | None
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class FrameCard:
    """One version of a frame. `after_freeze`: it was added or changed when people already counted on the frames.

    `change`, `because`, `source_on`: what it then said it was, why, and since which day. None: it came before, or by
    the rules of then. `has_bound`: it stood at some moment, which what people did not accept never did.
    """

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
    asks_openly: bool
    change: FrameChange | None
    because: str
    source_on: date | None
    taken_away_because: str
    has_bound: bool
    remark: str
    remark_by: str
    questions: tuple[FrameQuestionCard, ...]
    can_be_disputed: bool
    touches: frozenset[int]

    @property
    def asks_again(self) -> bool:
        """Whether items that it touches are asked again."""
        return self.change in (FrameChange.BINDING, FrameChange.ASKED)


@dataclass(frozen=True)
class LateCard:
    """What everybody reads of a frame that changed after the freeze. `again`: numbers of the items asked again.

    `accepted`: by the deciders, where they were asked; None: they have `until` then.
    """

    number: int
    version: int
    kind: FrameKind
    change: FrameChange
    text: str
    because: str
    source: str
    source_on: date | None
    by: str
    at: datetime
    is_gone: bool
    was_asked: bool
    accepted: bool | None
    until: datetime | None
    item: int | None
    again: tuple[int, ...]


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
    """`frames`: as they stand now. `earlier`: other versions, newest first. `law`: where nobody sets any.

    `items`: number and title of what is in the plan, for who says which of it a limit touches.
    """

    head: CaseHead
    frames: tuple[FrameCard, ...]
    earlier: tuple[FrameCard, ...]
    promise: PromiseCard | None
    law: LawAlone | None
    late: tuple[LateCard, ...]
    items: tuple[tuple[int, str], ...]


def frames_sheet(case_id: int, *, viewer: int | None) -> FramesSheet:
    eyes = eyes_of(case_id, viewer)
    frames = all_frames(eyes)
    return FramesSheet(
        head=head_of(eyes),
        frames=tuple(frame for frame in frames if frame.superseded_at is None),
        earlier=tuple(frame for frame in reversed(frames) if frame.superseded_at is not None),
        promise=promise_card(eyes),
        law=law_alone(eyes),
        late=late_cards(eyes),
        items=tuple((one.item.number, eyes.text(one.version.title)) for one in plan(eyes.seen)),
    )


def late_cards(eyes: Eyes) -> tuple[LateCard, ...]:
    return tuple(
        LateCard(
            number=one.frame.number,
            version=one.frame.version,
            kind=FrameKind(one.frame.kind),
            change=one.change,
            text=eyes.text(one.frame.text),
            because=eyes.text(one.frame.taken_away_because if one.is_gone else one.frame.because),
            source=eyes.text(one.frame.source),
            source_on=one.frame.source_on,
            by=eyes.name(one.frame.by),
            at=one.at,
            is_gone=one.is_gone,
            was_asked=one.was_asked,
            accepted=one.accepted,
            until=one.until,
            item=one.frame.item.number if one.frame.item is not None else None,
            again=one.again,
        )
        for one in late_frames(eyes.seen)
    )


def question_cards(eyes: Eyes) -> tuple[FrameQuestionCard, ...]:
    return tuple(
        FrameQuestionCard(
            number=one.number,
            frame=one.frame,
            text=eyes.text(one.words),
            by=eyes.name(one.by),
            is_mine=one.by_id == eyes.sight.seat,
            at=one.at,
            due_at=one.due_at,
            reply=FrameReply(one.reply) if one.reply else None,
            answer=eyes.text(one.answer),
            answered_by=eyes.name(one.answered_by),
            answered_at=one.answered_at,
        )
        for one in frame_questions(eyes.seen)
    )


def all_frames(eyes: Eyes) -> tuple[FrameCard, ...]:
    frozen = eyes.case.frozen_at
    remarks = {note.frame_id: note for note in notes(eyes.seen) if note.item is None}
    asked = question_cards(eyes)
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
            asks_openly=asks_openly(frame.question.text),
            change=FrameChange(frame.change) if frame.change else None,
            because=eyes.text(frame.because),
            source_on=frame.source_on,
            taken_away_because=eyes.text(frame.taken_away_because),
            has_bound=frame.binds_at is not None,
            remark=eyes.text(remarks[frame.pk].words) if frame.pk in remarks else "",
            remark_by=eyes.name(remarks[frame.pk].by) if frame.pk in remarks else "",
            questions=tuple(one for one in asked if one.frame == frame.number and frame.superseded_at is None),
            can_be_disputed=frame.change == FrameChange.WIDER and frame.item_id is None and not frame.superseded_at,
            touches=touched(eyes.seen, frame),
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
