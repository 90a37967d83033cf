"""Other views and open questions, counted and read."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Question, View
from gedragen.cases.store.entries import Topic

SHOWN = 200


def views_of(case_id: int) -> QuerySet[View]:
    """The opposing views that were not erased, with their texts. What was erased can be read and answered by nobody."""
    texts = ("words", "answer", "brought_by__name", "answered_by__name")
    return View.objects.filter(case=case_id, words__erased_at__isnull=True).select_related(*texts)


@part(Topic.VIEWS)
def newest_views(seen: Snapshot) -> tuple[View, ...]:
    """In the order in which they were brought."""
    newest = list(views_of(seen.case_id).order_by("-number")[:SHOWN])
    return tuple(reversed(newest))


@dataclass(frozen=True)
class ViewCount:
    """`opposing`: brought by people who decide, erased ones too."""

    views: int
    unanswered: int
    opposing: int


@part(Topic.VIEWS)
def count_views(seen: Snapshot) -> ViewCount:
    readable = Q(words__erased_at__isnull=True)
    row = View.objects.filter(case=seen.case_id).aggregate(
        views=Count("id", filter=readable),
        unanswered=Count("id", filter=readable & Q(answer__isnull=True)),
        opposing=Count("id", filter=Q(brought_by__decides=True)),
    )
    return ViewCount(**row)


@dataclass(frozen=True)
class QuestionCount:
    """`open`: the numbers of those that nobody answered."""

    asked: int
    open: tuple[int, ...]


@part(Topic.QUESTIONS)
def count_questions(seen: Snapshot) -> QuestionCount:
    answered = Question.objects.filter(case=seen.case_id).annotate(answered=Count("answers")).order_by("number")
    rows = list(answered.values_list("number", "answered"))
    return QuestionCount(len(rows), tuple(number for number, answers in rows if not answers))
