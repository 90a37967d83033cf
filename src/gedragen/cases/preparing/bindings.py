"""How the entries of preparing belong to their rows."""

from gedragen.cases.models import JournalEntry, Question, QuestionAnswer, Seat, Side, View
from gedragen.cases.preparing.entries import (
    NOTHING_ELSE_SAID,
    PUT_ON_SIDES,
    QUESTION_ANSWERED,
    QUESTION_ASKED,
    SIDE_EXCEPTED,
    SIDE_NAMED,
    VIEW_ANSWERED,
    VIEW_BROUGHT,
    VIEW_HEARD,
)
from gedragen.cases.store.bindings import Binding, Says, of_kind, telling


def _put(case_id: int) -> set[int]:
    """Of whom the journal tells, or the rows, that they were put on sides."""
    told = JournalEntry.objects.filter(case=case_id, kind=PUT_ON_SIDES)
    stand = Seat.objects.filter(case=case_id, stands_on__isnull=False)
    return {entry.data["seat"] for entry in told} | set(stand.values_list("number", flat=True))


VIEWS = Binding(
    what="Opposing view {}",
    kinds=(VIEW_BROUGHT, VIEW_ANSWERED, VIEW_HEARD),
    tell=telling(
        ("view",),
        {
            VIEW_BROUGHT: Says.same("words", values=("side", "absent")),
            VIEW_ANSWERED: Says({"answer": "answer"}, sets={"heard": None}),
            VIEW_HEARD: Says(values=("heard",)),
        },
    ),
    rows=lambda case_id: View.objects.filter(case=case_id).order_by("number").select_related("words", "answer", "side"),
    key=lambda view: (view.number,),
    values={
        "side": lambda view: view.side.number if view.side is not None else None,
        "absent": lambda view: view.is_absent or None,
        "heard": lambda view: view.heard or None,
    },
)
SIDES = Binding(
    what="Side {}",
    kinds=(SIDE_NAMED, SIDE_EXCEPTED, NOTHING_ELSE_SAID),
    tell=telling(
        ("side",),
        {
            SIDE_NAMED: Says.same("name"),
            SIDE_EXCEPTED: Says.same("exception"),
            NOTHING_ELSE_SAID: Says(sets={"nothing_else": True}),
        },
    ),
    rows=lambda case_id: Side.objects.filter(case=case_id).order_by("number").select_related("name", "exception"),
    key=lambda side: (side.number,),
    values={"nothing_else": lambda side: side.nothing_else_at is not None},
)
ON_SIDES = Binding(
    what="The sides of seat {}",
    kinds=(PUT_ON_SIDES,),
    tell=telling(("seat",), {PUT_ON_SIDES: Says(values=("sides",))}),
    # Who stands on none any more was put there too: the row is the seat.
    rows=lambda case_id: Seat.objects.filter(case=case_id, number__in=_put(case_id)).prefetch_related("stands_on"),
    key=lambda seat: (seat.number,),
    values={"sides": lambda seat: sorted(side.number for side in seat.stands_on.all())},
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
    SIDES,
    ON_SIDES,
    QUESTIONS,
    ANSWERS,
    of_kind("Text {} of those that answered an opposing view", "view-answer", {VIEW_ANSWERED: "answer"}),
    of_kind("Text {} of those that say why nobody of a side is here", "side-exception", {SIDE_EXCEPTED: "exception"}),
)
