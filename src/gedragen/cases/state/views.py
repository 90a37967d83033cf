"""Other views and open questions, counted and read."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Question, Side, View
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.store.entries import Topic
from gedragen.method.constitution.levels import Level
from gedragen.method.opposition.sides import Heard, SideFacts

SHOWN = 200
HEARS_NOTHING = Q(
    answer__isnull=False, heard="", is_absent=False, brought_by__declined_at__isnull=True, brought_by__erased_at=None
)


def views_of(case_id: int) -> QuerySet[View]:
    """The opposing views that were not erased, with their texts. What was erased can be read and answered by nobody."""
    texts = ("words", "answer", "brought_by__name", "answered_by__name", "side__name")
    return View.objects.filter(case=case_id, words__erased_at__isnull=True).select_related(*texts)


@part(Topic.VIEWS)
def newest_views(seen: Snapshot) -> tuple[View, ...]:
    """In the order in which they were brought."""
    newest = list(views_of(seen.case_id).order_by("-number")[:SHOWN])
    return tuple(reversed(newest))


@dataclass(frozen=True)
class ViewCount:
    """`opposing`: brought by people who decide, erased ones too.

    `unheard`: with an answer of which who brought it, and takes part, said nothing yet. `not_yet`, `asked`: what is
    said of the others.
    """

    views: int
    unanswered: int
    opposing: int
    unheard: int
    not_yet: int
    asked: int


@part(Topic.VIEWS)
def count_views(seen: Snapshot) -> ViewCount:
    readable = Q(words__erased_at__isnull=True)
    row = View.objects.filter(case=seen.case_id).aggregate(
        views=Count("id", filter=readable),
        unanswered=Count("id", filter=readable & Q(answer__isnull=True)),
        opposing=Count("id", filter=Q(brought_by__decides=True)),
        unheard=Count("id", filter=readable & HEARS_NOTHING),
        not_yet=Count("id", filter=readable & Q(heard=Heard.NOT_YET)),
        asked=Count("id", filter=readable & Q(heard=Heard.ASKED)),
    )
    return ViewCount(**row)


@part(Topic.VIEWS)
def sides(seen: Snapshot) -> tuple[Side, ...]:
    """Of this situation, as they were named."""
    found = Side.objects.filter(case=seen.case_id).order_by("number")
    return tuple(found.select_related("name", "exception"))


@part(Topic.VIEWS)
def stands_on(seen: Snapshot, seat: int) -> frozenset[int]:
    """The numbers of the sides on which this seat stands."""
    return frozenset(Side.objects.filter(case=seen.case_id, people=seat).values_list("number", flat=True))


def are_sides_asked(seen: Snapshot) -> bool:
    """Whether deciding and each test wait for them."""
    case = seen.case
    return case.asks_sides and case.level == Level.CONFLICT and not case.approach.sides


@part(Topic.VIEWS, Topic.SEATS, Topic.PEOPLE)
def side_facts(seen: Snapshot) -> tuple[SideFacts, ...]:
    here = deciders_of(seen.case_id).filter(talked_at__isnull=False).order_by()
    counted = Side.objects.annotate(
        here=Count("people", filter=Q(people__in=here), distinct=True),
        brought=Count("views", filter=Q(views__is_absent=False), distinct=True),
        said_for=Count("views", filter=Q(views__is_absent=True), distinct=True),
    )
    return tuple(
        SideFacts(
            number=one.number,
            people=one.here,
            views=one.brought,
            nothing_else=one.nothing_else_at is not None,
            excepted=one.exception_id is not None,
            said_for=one.said_for,
        )
        for one in counted.filter(case=seen.case_id).order_by("number")
    )


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
