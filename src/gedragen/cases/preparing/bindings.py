"""How the entries of preparing belong to their rows."""

from gedragen.cases.models import Question, QuestionAnswer, View
from gedragen.cases.preparing.entries import QUESTION_ANSWERED, QUESTION_ASKED, VIEW_ANSWERED, VIEW_BROUGHT
from gedragen.cases.store.bindings import Binding, Says, of_kind, telling

VIEWS = Binding(
    what="Opposing view {}",
    kinds=(VIEW_BROUGHT, VIEW_ANSWERED),
    tell=telling(("view",), {VIEW_BROUGHT: Says.same("words"), VIEW_ANSWERED: Says.same("answer")}),
    rows=lambda case_id: View.objects.filter(case=case_id).order_by("number").select_related("words", "answer"),
    key=lambda view: (view.number,),
)
QUESTIONS = Binding(
    what="Question {} to professionals",
    kinds=(QUESTION_ASKED,),
    tell=telling(("question",), {QUESTION_ASKED: Says.same("words", values=("to",))}),
    rows=lambda case_id: Question.objects.filter(case=case_id).order_by("number").select_related("words", "to"),
    key=lambda question: (question.number,),
    values={"to": lambda question: question.to.number if question.to is not None else None},
)
ANSWERS = Binding(
    what="Answer {1} to question {0}",
    kinds=(QUESTION_ANSWERED,),
    tell=telling(
        ("question",),
        {QUESTION_ANSWERED: Says({"answer": "words", "source": "source"}, ("unknown", "process"))},
        counted=True,
    ),
    rows=lambda case_id: (
        QuestionAnswer.objects.filter(question__case=case_id)
        .order_by("id")
        .select_related("words", "source", "question")
    ),
    key=lambda answer: (answer.question.number,),
    # Nothing is told of an answer that is not about it; earlier ones said nothing of it either.
    values={
        "unknown": lambda answer: answer.is_unknown,
        "process": lambda answer: answer.about_process or None,
    },
    counted=True,
)
BINDINGS = (
    VIEWS,
    QUESTIONS,
    ANSWERS,
    of_kind("Text {} of those that answered an opposing view", "view-answer", {VIEW_ANSWERED: "answer"}),
)
