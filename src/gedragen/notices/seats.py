"""Whom an entry of a journal is about: seats of its case, and never the one whose act it was."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from gedragen.access.doing import Role
from gedragen.cases.documents.signing import signatures_asked
from gedragen.cases.models import (
    ChildAnswer,
    FrameQuestion,
    ItemVersion,
    JournalEntry,
    Question,
    Round,
    Seat,
    Side,
    Task,
    View,
)
from gedragen.cases.state.plan_state import asked_in, deciders_of
from gedragen.cases.state.tasks import asked_to_keep, keeps_after_the_call
from gedragen.method.consent import Answer
from gedragen.method.tasks import PROMISED

Whom = Callable[[JournalEntry], Iterable[int]]


def _seats(entry: JournalEntry, *roles: Role) -> QuerySet[Seat]:
    """Who takes part now, in these roles or in any."""
    seats = Seat.objects.filter(
        case=entry.case_id, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    )
    # Who told of somebody else has no part in it.
    return seats.filter(role__in=roles) if roles else seats.exclude(role=Role.BRINGER)


def _ids(seats: QuerySet[Seat], entry: JournalEntry) -> Iterable[int]:
    actor = int(entry.by) if entry.by.isdigit() else 0
    return seats.exclude(number=actor).order_by("number").values_list("id", flat=True)


def everybody(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry), entry)


def everybody_invited(entry: JournalEntry) -> Iterable[int]:
    invited = Seat.objects.filter(case=entry.case_id, declined_at__isnull=True, erased_at__isnull=True)
    return _ids(invited.exclude(role=Role.BRINGER), entry)


def participants(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.PARTICIPANT), entry)


def who_look_back(entry: JournalEntry) -> Iterable[int]:
    """The people, and who promised something themselves."""
    promised = Task.objects.filter(
        case=entry.case_id, state__in=PROMISED, owner__role__in=[Role.AUTHORITY, Role.PROFESSIONAL]
    )
    here = _seats(entry).filter(Q(role=Role.PARTICIPANT) | Q(id__in=promised.values("owner")))
    return _ids(here, entry)


def circle(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.PARTICIPANT, Role.FACILITATOR), entry)


def facilitators(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.FACILITATOR), entry)


def deciders(entry: JournalEntry) -> Iterable[int]:
    return _ids(_voters(entry), entry)


def _voters(entry: JournalEntry) -> "QuerySet[Seat]":
    """Who is asked in the round that the entry is about."""
    return asked_in(Round.objects.get(case=entry.case_id, number=entry.data["round"]))


def beside_the_child(entry: JournalEntry) -> Iterable[int]:
    """Who stands beside the child that was answered; who guides where nobody does."""
    answer = ChildAnswer.objects.get(case=entry.case_id, number=entry.data["answer"])
    beside = _seats(entry, Role.ADVOCATE).filter(supports=answer.voice.seat_id)
    return _ids(beside if beside.exists() else _seats(entry, Role.FACILITATOR), entry)


def brought_view(entry: JournalEntry) -> Iterable[int]:
    """Who brought the view that was answered, and who spoke for them. What who does not come said asks nothing."""
    view = View.objects.get(case=entry.case_id, number=entry.data["view"])
    theirs = [] if view.is_absent else [view.brought_by_id, view.spoken_by_id]
    return _ids(_seats(entry).filter(id__in=[one for one in theirs if one is not None]), entry)


def same_side(entry: JournalEntry) -> Iterable[int]:
    """Who stands on the side of which somebody said something, but they themselves: the entry does not name them."""
    side = Side.objects.get(case=entry.case_id, number=entry.data["side"])
    return _ids(_seats(entry).filter(stands_on=side).exclude(id=side.nothing_else_by_id or 0), entry)


def with_whom_it_is_about(entry: JournalEntry) -> Iterable[int]:
    """Who stands beside the seat that the entry names, and whom the situation is about; not that seat itself."""
    beside = Q(supports__number=entry.data["seat"]) | Q(is_main_person=True)
    return _ids(_seats(entry).filter(beside).exclude(number=entry.data["seat"]), entry)


def who_brought(entry: JournalEntry) -> Iterable[int]:
    """Themselves: it brings the link of their own."""
    return Seat.objects.filter(case=entry.case_id, number=1, erased_at__isnull=True).values_list("id", flat=True)


def authority(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.AUTHORITY), entry)


def who_asked_about(entry: JournalEntry) -> Iterable[int]:
    asked = FrameQuestion.objects.filter(case=entry.case_id, number=entry.data["question"])
    return _ids(_seats(entry).filter(id__in=asked.values("by")), entry)


def mandate(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.AUTHORITY).filter(has_mandate=True), entry)


def main_person(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry).filter(is_main_person=True), entry)


def main_person_behind_a_door(entry: JournalEntry) -> Iterable[int]:
    """Where others cannot look along, it is for the person it is about to know who nearly came in."""
    return _ids(_seats(entry).filter(is_main_person=True), entry) if not entry.case.is_open else ()


def named(key: str) -> Whom:
    """The seat whose number stands in the entry under `key`."""

    def whom(entry: JournalEntry) -> Iterable[int]:
        return Seat.objects.filter(case=entry.case_id, number=entry.data.get(key) or 0).values_list("id", flat=True)

    return whom


def invited_together(entry: JournalEntry) -> Iterable[int]:
    """A part of a list: everybody with a number from the first to the last. Nobody, when all were in already."""
    if "first" not in entry.data:
        return ()
    numbers = (entry.data["first"], entry.data["last"])
    return Seat.objects.filter(case=entry.case_id, number__range=numbers).values_list("id", flat=True)


def when(key: str, value: object, whom: Whom) -> Whom:
    """Only when the entry says so."""
    return lambda entry: whom(entry) if entry.data.get(key) == value else ()


def asked(entry: JournalEntry) -> Iterable[int]:
    return named("to")(entry) if entry.data.get("to") else facilitators(entry)


def asker(entry: JournalEntry) -> Iterable[int]:
    asked = Question.objects.filter(case=entry.case_id, number=entry.data["question"])
    return _ids(_seats(entry).filter(id__in=asked.values("asked_by")), entry)


def written_down_for(entry: JournalEntry) -> Iterable[int]:
    """Whose answers were written down by this act. The entry says how many; their rows are of its moment."""
    round_ = Round.objects.get(case=entry.case_id, number=entry.data["round"])
    written = round_.answers.filter(on_behalf_by__isnull=False, confirmed_at__isnull=True, at=entry.at)
    return _ids(_seats(entry).filter(id__in=written.values("seat")), entry)


def waited_for(entry: JournalEntry) -> Iterable[int]:
    """Who has not answered, and who carries the item or is bound by it and has not said yes."""
    round_ = Round.objects.get(case=entry.case_id, number=entry.data["round"])
    answered = round_.answers.values("seat")
    said_yes = round_.answers.filter(answer=Answer.YES).values("seat")
    bound = round_.version.bound.values("id")
    return _ids(_voters(entry).filter(~Q(id__in=answered) | Q(id__in=bound) & ~Q(id__in=said_yes)), entry)


def whose_item_it_is(entry: JournalEntry) -> Iterable[int]:
    """Who wrote an earlier text of it, and who would carry one."""
    versions = ItemVersion.objects.filter(item__case=entry.case_id, item__number=entry.data["item"])
    if "version" in entry.data:
        versions = versions.filter(number__lt=entry.data["version"])
    theirs = Q(id__in=versions.values("by")) | Q(id__in=versions.values("bound"))
    return _ids(_seats(entry).filter(theirs), entry)


def who_asked_for_tasks(entry: JournalEntry) -> Iterable[int]:
    tasks = Task.objects.filter(case=entry.case_id, number__in=entry.data.get("tasks", ()))
    return _ids(_seats(entry).filter(id__in=tasks.values("offered_by")), entry)


def checker(entry: JournalEntry) -> Iterable[int]:
    task = Task.objects.filter(case=entry.case_id, number=entry.data["task"])
    return _ids(_seats(entry).filter(id__in=task.values("checker")), entry)


def keeper(entry: JournalEntry) -> Iterable[int]:
    """Whom the circle chose, once the call was made and they said yes."""
    found = keeps_after_the_call(entry.case)
    return _ids(_seats(entry).filter(id=found.pk), entry) if found is not None else ()


def with_the_follow_up(entry: JournalEntry) -> Iterable[int]:
    """The keeper, or as long as there is none, who guides."""
    return keeper(entry) if keeps_after_the_call(entry.case) is not None else facilitators(entry)


def who_choose_a_keeper(entry: JournalEntry) -> Iterable[int]:
    """Those who decide, where the circle chooses one of them and nobody was asked yet."""
    chooses = entry.case.approach.keeper_is_chosen and not asked_to_keep(entry.case).exists()
    return _ids(deciders_of(entry.case), entry) if chooses else ()


def named_by_another(entry: JournalEntry) -> Iterable[int]:
    return () if entry.data["is_own"] else named("keeper")(entry)


def who_signs(entry: JournalEntry) -> Iterable[int]:
    """Whose signature is asked under a paper in which nothing is empty any more."""
    waits = [seat.pk for seat in signatures_asked(entry.case, entry.data["document"])]
    return _ids(_seats(entry).filter(id__in=waits), entry)
