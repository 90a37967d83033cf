"""How rounds came out, and who decided. What people answered in a round is read when it has closed, never before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import JournalEntry, LateYes, Objection, Round, RoundAnswer, Seat
from gedragen.cases.state.plan_state import ItemStand, plan
from gedragen.cases.state.tasks import task_owners
from gedragen.cases.store.entries import Topic
from gedragen.method.consent import Answer
from gedragen.method.constitution.levels import Level
from gedragen.method.items import ItemState
from gedragen.method.stages.names import names_shown

# How many answers of a closed round a page shows.
SHOWN = 200


@part(Topic.CASE)
def levels_so_far(seen: Snapshot) -> frozenset[Level]:
    """Every level that this situation was ever at."""
    told = JournalEntry.objects.filter(case=seen.case_id, data__has_key="level").values_list("data__level", flat=True)
    return frozenset(Level(level) for level in (seen.case.level, *told) if level in list(Level))


@part(Topic.CASE)
def _depends(seen: Snapshot) -> bool:
    return Seat.objects.filter(case=seen.case_id, depends=True).exists()


def shows_name(seen: Snapshot, *, ticked: bool = False) -> bool:
    """Whether others read who gave an answer: `ticked`, when its writer wants that."""
    case = seen.case
    in_organisation = bool(case.approach_key) and case.approach.in_organisation
    return names_shown(levels_so_far(seen), in_organisation=in_organisation, depends=_depends(seen), ticked=ticked)


@part(Topic.OUTCOMES)
def objections(seen: Snapshot) -> tuple[Objection, ...]:
    """Those without a name, of closed rounds."""
    found = Objection.objects.filter(round__case=seen.case_id, round__closed_at__isnull=False)
    return tuple(found.select_related("reason").order_by("id"))


@part(Topic.OUTCOMES)
def _given(seen: Snapshot, rounds: tuple[int, ...]) -> dict[int, list[RoundAnswer]]:
    first = Choose(When(answer=Answer.OBJECTION, then=Value(0)), default=Value(1))
    place = Window(RowNumber(), partition_by="round", order_by=[first, "seat__number"])
    answers = (
        RoundAnswer.objects.filter(round__case=seen.case_id, round__in=rounds)
        .annotate(place=place)
        .filter(place__lte=SHOWN)
    )
    found: dict[int, list[RoundAnswer]] = {pk: [] for pk in rounds}
    for answer in answers.select_related("seat__name", "reason", "taken_back_because").order_by("seat__number"):
        found[answer.round_id].append(answer)
    return found


def given(seen: Snapshot, rounds: Sequence[Round]) -> dict[int, list[RoundAnswer]]:
    """The answers of closed rounds, by id: of a very large one not all, but every "no" comes first.

    Whether one that was written down is confirmed by now is not in here: that is its owner's own act.
    """
    return _given(seen, tuple(sorted(round_.pk for round_ in rounds))) if rounds else {}


@part(Topic.OUTCOMES)
def _advised(seen: Snapshot, rounds: tuple[int, ...]) -> frozenset[int]:
    decided = Round.objects.filter(id=OuterRef("round"), decided_by=OuterRef("seat"))
    answers = RoundAnswer.objects.filter(~Exists(decided), round__case=seen.case_id, round__in=rounds)
    return frozenset(answers.values_list("id", flat=True))


def advised(seen: Snapshot, rounds: Sequence[Round]) -> frozenset[int]:
    """Which answers of these closed rounds were advice, where whom it is about decides."""
    if not rounds or not seen.case.approach.advises:
        return frozenset()
    return _advised(seen, tuple(sorted(round_.pk for round_ in rounds)))


def advised_against(seen: Snapshot, rounds: Sequence[Round]) -> int:
    """How many said that something must change first, of those who advise."""
    answers = advised(seen, rounds)
    return _objecting(seen, answers) if answers else 0


@part(Topic.OUTCOMES)
def _objecting(seen: Snapshot, answers: frozenset[int]) -> int:
    given = RoundAnswer.objects.filter(round__case=seen.case_id, id__in=answers)
    return given.filter(answer=Answer.OBJECTION).count()


@dataclass(frozen=True)
class Deciding:
    """`answers`: how many said yes, by item. `people`: how many over all items, each counted once.

    `left`: how many left it to the group, and said yes to no item. `carriers`: by item, those who carry it or were ever
    asked a task for it, and said yes to it. Leaving it to the group is no deciding, and neither is silence.
    """

    passed: tuple[ItemStand, ...]
    answers: dict[int, int]
    people: int
    left: int
    carriers: frozenset[tuple[int, int]]


def deciding(seen: Snapshot) -> Deciding:
    """Who decided on the items that have passed, among all those who could come to carry one."""
    passed = tuple(stand for stand in plan(seen) if stand.state is ItemState.PASSED and stand.round is not None)
    rounds = {stand.round.pk: stand.round for stand in passed if stand.round is not None}
    late = Counter(round_ for round_, _ in late_yes(seen))
    asked = {owner for item, owner in task_owners(seen) if item in {stand.item.pk for stand in passed}}
    carriers = asked | {seat.pk for stand in passed for seat in stand.version.bound.all()}
    return Deciding(
        passed=passed,
        answers={round_.item_id: (round_.yes or 0) + late[round_.pk] for round_ in rounds.values()},
        people=_people(seen, tuple(sorted(rounds))) if rounds else 0,
        left=_left_it(seen, tuple(sorted(rounds))) if rounds else 0,
        carriers=_carriers(seen, tuple(sorted(rounds)), frozenset(carriers)) if rounds and carriers else frozenset(),
    )


@part(Topic.OUTCOMES)
def late_yes(seen: Snapshot) -> tuple[tuple[int, int], ...]:
    """By round and seat: who said yes to what had passed, because they wanted to do it."""
    return tuple(LateYes.objects.filter(round__case=seen.case_id).values_list("round", "seat").order_by("id"))


@part(Topic.OUTCOMES)
def _people(seen: Snapshot, rounds: tuple[int, ...]) -> int:
    yes = _said(seen, rounds, Answer.YES)
    late = {seat for round_, seat in late_yes(seen) if round_ in rounds}
    before = set(yes.filter(seat__in=late).values_list("seat", flat=True)) if late else set()
    return yes.values("seat").distinct().count() + len(late - before)


@part(Topic.OUTCOMES)
def _left_it(seen: Snapshot, rounds: tuple[int, ...]) -> int:
    late = [seat for _, seat in late_yes(seen)]
    left = _said(seen, rounds, Answer.ABSTENTION).exclude(seat__in=late)
    return left.exclude(seat__in=_said(seen, rounds, Answer.YES).values("seat")).values("seat").distinct().count()


@part(Topic.OUTCOMES)
def _carriers(seen: Snapshot, rounds: tuple[int, ...], seats: frozenset[int]) -> frozenset[tuple[int, int]]:
    yes = _said(seen, rounds, Answer.YES).filter(seat__in=seats)
    late = LateYes.objects.filter(round__in=rounds, seat__in=seats)
    return frozenset(yes.values_list("round__item", "seat")) | frozenset(late.values_list("round__item", "seat"))


def _said(seen: Snapshot, rounds: tuple[int, ...], answer: Answer) -> QuerySet[RoundAnswer]:
    """Who answered and left before the round closed did not decide."""
    answers = RoundAnswer.objects.filter(round__case=seen.case_id, round__in=rounds, round__decided_by=F("seat"))
    return answers.filter(answer=answer)
