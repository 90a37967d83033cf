"""Answering what people asked about a frame, in words or by what was done with it."""

from gedragen.cases.engine.change import Change
from gedragen.cases.frames.entries import FRAME_QUESTION_ANSWERED
from gedragen.cases.models import FrameQuestion, Words
from gedragen.method.frames import FrameReply


def reply_to(change: Change, question: FrameQuestion, reply: FrameReply, words: Words) -> None:
    question.reply, question.answer, question.answered_by, question.answered_at = reply, words, change.actor, change.at
    question.save(update_fields=["reply", "answer", "answered_by", "answered_at"])
    change.record(
        FRAME_QUESTION_ANSWERED, question=question.number, frame=question.frame, reply=reply.value, words=words
    )


def reply_to_all(change: Change, frame: int, reply: FrameReply, words: Words) -> None:
    """Whoever asked about this frame reads here what was done with it."""
    for question in change.case.frame_questions.filter(frame=frame, answered_at__isnull=True).order_by("number"):
        reply_to(change, question, reply, words)
