"""What children worry about, and whether all of it is answered. Asked of the tables: what was written is no entry."""

from django.db.models import QuerySet

from gedragen.access.doing import Role
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Case, ChildAnswer, Seat, Voice
from gedragen.cases.store.entries import Topic
from gedragen.method.children.ages import Age
from gedragen.method.children.worries import Answered, holds_up

CHILD = [age for age in Age if age.is_child]


@part(Topic.SEATS, Topic.PEOPLE)
def has_children(seen: Snapshot) -> bool:
    """Whether a child was ever invited here: elsewhere nothing is asked of the tables."""
    return Seat.objects.filter(case=seen.case_id, age__in=CHILD, erased_at__isnull=True).exists()


@part(Topic.ROUNDS)
def is_untold(seen: Snapshot) -> bool:
    """Whether an answer to a child waits to be told to them."""
    return ChildAnswer.objects.filter(case=seen.case_id, told_at__isnull=True).exists()


def children_of(case: Case) -> QuerySet[Seat]:
    """Those who say what they think and decide nothing, as long as they take part."""
    here = Seat.objects.filter(case=case, role=Role.PARTICIPANT, age__in=CHILD, joined_at__isnull=False)
    return here.filter(declined_at__isnull=True, erased_at__isnull=True).order_by("number")


def said_by_children(case: Case) -> QuerySet[Voice]:
    """What they said for everybody who takes part, in order, also what is gone by now."""
    said = Voice.objects.filter(case=case, seat__age__in=CHILD, words__room__key="circle")
    return said.select_related("answer__words", "words").order_by("id")


def worries(case: Case) -> QuerySet[Voice]:
    """Of that what is there, of who takes part. What is for the facilitator alone, she answers herself."""
    here = children_of(case).order_by()
    return said_by_children(case).filter(seat__in=here, words__erased_at__isnull=True)


def answered(worry: Voice) -> Answered:
    answer = getattr(worry, "answer", None)
    if answer is None:
        return Answered()
    said = answer.words is not None and answer.words.erased_at is None
    return Answered(in_item=answer.item_id is not None, is_said=said, is_told=answer.told_at is not None)


def worry_waits(case: Case) -> bool:
    """Whether a round cannot close yet."""
    return holds_up(answered(worry) for worry in worries(case))
