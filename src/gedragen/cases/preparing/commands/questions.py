"""Questions to those who know, and their answers for all who take part. "We do not know" is an answer too."""

from datetime import datetime

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.change import change_case
from gedragen.cases.models import Question, QuestionAnswer
from gedragen.cases.store.journal import Kind
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.texts import is_blank


def ask_question(case_id: int, text: str, *, to: int | None = None, by: int, at: datetime, once: str = "") -> int:
    """Ask a professional, or nobody in particular: one need not know whom to ask. Returns its number."""
    with change_case(case_id, Action.ASK_QUESTION, by=by, at=at, once=once) as change:
        number = change.case.questions.count() + 1
        asked = None
        if to is not None:
            asked = row(change.case.seats, id=to, role=Role.PROFESSIONAL, erased_at__isnull=True)
        question = Question.objects.create(
            case=change.case,
            number=number,
            words=change.write("information", "question-to-professional", require(text, "question-needs-text")),
            asked_by=change.actor,
            to=asked,
            at=at,
        )
        change.record(Kind.QUESTION_ASKED, question=number, to=asked, words=question.words)
        return number


def answer_question(
    case_id: int,
    number: int,
    text: str = "",
    *,
    is_unknown: bool = False,
    by: int,
    at: datetime,
    once: str = "",
) -> None:
    """Answer a question in plain words, or say that you do not know."""
    with change_case(case_id, Action.ANSWER_QUESTION, by=by, at=at, once=once) as change:
        question = row(change.case.questions, number=number)
        if not is_unknown and is_blank(text):
            raise RuleBroken("answer-needs-text")
        answer = QuestionAnswer.objects.create(
            question=question,
            seat=change.actor,
            words=change.write_if_any("information", "answer", text),
            is_unknown=is_unknown,
            at=at,
        )
        change.record(Kind.QUESTION_ANSWERED, question=number, unknown=is_unknown, answer=answer.words)
