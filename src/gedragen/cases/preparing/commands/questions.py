"""Questions to those who know, and their answers for all who take part. "We do not know" is an answer too."""

from dataclasses import dataclass

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Question, QuestionAnswer, Seat
from gedragen.cases.preparing.entries import QUESTION_ANSWERED, QUESTION_ASKED
from gedragen.cases.store.rows import row
from gedragen.method.broken import require
from gedragen.method.stages.answer import Informed, checked_information


@dataclass(frozen=True)
class AskQuestion:
    """Ask a professional, or nobody in particular: one need not know whom to ask."""

    text: str
    to: int | None = None


@act(Action.ASK_QUESTION)
def ask_question(change: Change, wanted: AskQuestion) -> int:
    """Returns its number."""
    asked = None
    if wanted.to is not None:
        asked = row(change.case.seats, id=wanted.to, role=Role.PROFESSIONAL, erased_at__isnull=True)
    return put_question(change, wanted.text, to=asked)


def put_question(change: Change, text: str, *, to: Seat | None = None) -> int:
    """Put a question to who knows, inside an act that is already under way. Returns its number."""
    question = Question.objects.create(
        case=change.case,
        number=change.case.questions.count() + 1,
        words=change.write("information", "question-to-professional", require(text, "question-needs-text")),
        asked_by=change.actor,
        to=to,
        at=change.at,
    )
    change.record(QUESTION_ASKED, question=question.number, to=to, words=question.words)
    return question.number


@dataclass(frozen=True)
class AnswerQuestion:
    """Answer a question in plain words, or say that you do not know.

    Who guides says that it is about how deciding goes, or from which `source` they heard it.
    """

    number: int
    text: str = ""
    is_unknown: bool = False
    about_process: bool = False
    source: str = ""


@act(Action.ANSWER_QUESTION)
def answer_question(change: Change, asked: AnswerQuestion) -> None:
    question = row(change.case.questions, number=asked.number)
    info = Informed(asked.text, asked.is_unknown, asked.about_process, asked.source)
    info = checked_information(info, by_guide=change.actor.role == Role.FACILITATOR)
    answer = QuestionAnswer.objects.create(
        question=question,
        seat=change.actor,
        words=change.write_if_any("information", "answer", info.text),
        is_unknown=info.is_unknown,
        about_process=info.about_process,
        source=change.write_if_any("information", "answer-source", info.source),
        at=change.at,
    )
    change.record(
        QUESTION_ANSWERED,
        question=asked.number,
        unknown=info.is_unknown,
        process=info.about_process or None,
        answer=answer.words,
        source=answer.source,
    )
