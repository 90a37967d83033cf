"""What others say and ask about a frame: who guides, before it is fixed, and the deciders after it."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.frames.answering import reply_to
from gedragen.cases.frames.entries import FRAME_QUESTIONED, FRAME_REMARKED
from gedragen.cases.frames.writing import as_read
from gedragen.cases.models import FrameNote, FrameQuestion
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.frames import FrameReply
from gedragen.method.terms import term


@dataclass(frozen=True)
class RemarkOnFrame:
    """Say something about a frame as it reads in `version`, before it is fixed. One remark, for everybody to read."""

    number: int
    version: int
    text: str


@act(Action.REMARK_ON_FRAME)
def remark_on_frame(change: Change, asked: RemarkOnFrame) -> None:
    frame = as_read(change, asked.number, asked.version)
    if frame.notes.filter(item__isnull=True).exists():
        raise RuleBroken("frame-has-remark")
    words = change.write("open", "frame-remark", require(asked.text, "remark-needs-text"))
    FrameNote.objects.create(frame=frame, words=words, by=change.actor, at=change.at)
    change.record(FRAME_REMARKED, frame=frame.number, version=frame.version, words=words)


@dataclass(frozen=True)
class AskAboutFrame:
    """Ask whether frame `number` is needed, or can be wider: one question about each, by each decider."""

    number: int
    text: str


@act(Action.ASK_ABOUT_FRAME)
def ask_about_frame(change: Change, asked: AskAboutFrame) -> int:
    """Returns the number of the question."""
    frame = row(change.case.frames, number=asked.number, superseded_at__isnull=True)
    if FrameQuestion.objects.filter(case=change.case, frame=frame.number, by=change.actor).exists():
        raise RuleBroken("frame-question-was-asked")
    promise = row(change.case.promises.order_by("-version"))
    question = FrameQuestion.objects.create(
        case=change.case,
        number=change.case.frame_questions.count() + 1,
        frame=frame.number,
        words=change.write("open", "frame-question-asked", require(asked.text, "question-needs-text")),
        by=change.actor,
        at=change.at,
        due_at=term(change.at, promise.answer_days),
    )
    change.record(
        FRAME_QUESTIONED,
        question=question.number,
        frame=frame.number,
        due_at=question.due_at,
        words=question.words,
    )
    return question.number


@dataclass(frozen=True)
class KeepFrame:
    """Answer question `number`: the frame stays as it is, because. To widen it or take it away answers it as well."""

    number: int
    because: str


@act(Action.ANSWER_ABOUT_FRAME)
def keep_frame(change: Change, asked: KeepFrame) -> None:
    question = row(change.case.frame_questions, number=asked.number)
    if question.answered_at is not None:
        raise RuleBroken("frame-question-is-answered")
    words = change.write("open", "frame-question-answer", require(asked.because, "answer-needs-text"))
    reply_to(change, question, FrameReply.STAYS, words)
