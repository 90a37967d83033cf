"""The counts under the six lights, in a number of queries that does not grow with the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from gedragen.access.doing import Role
from gedragen.cases.models import Case, Declaration, Frame, FrameTest, Objection, Round, RoundAnswer, Seat, View
from gedragen.cases.state.plan_state import ItemStand, measures
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.items import ItemState
from gedragen.method.lights import PlanFacts


@dataclass(frozen=True)
class RoundCount:
    """How the deciders of a closed round answered; `objections` counts the unnamed ones too."""

    yes: int
    abstained: int
    objections: int
    not_reached: int


def count_rounds(rounds: Sequence[Round]) -> dict[int, RoundCount]:
    """Counts per closed round, by id, over those who could decide when it closed."""
    ids = [round_.pk for round_ in rounds]
    given: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    counted = RoundAnswer.objects.filter(round__in=ids, round__decided_by=F("seat"))
    for pk, answer, number in counted.values_list("round", "answer").annotate(number=Count("id")):
        given[pk][answer] = number
    unnamed = dict(Objection.objects.filter(round__in=ids).values_list("round").annotate(number=Count("id")))
    decided = Round.objects.filter(id__in=ids).annotate(
        silent=Count(
            "decided_by",
            filter=~Q(decided_by__in=RoundAnswer.objects.filter(round=OuterRef("pk")).values("seat")),
        )
    )
    silent = dict(decided.values_list("id", "silent"))
    return {
        pk: RoundCount(
            yes=given[pk].get(Answer.YES, 0),
            abstained=given[pk].get(Answer.ABSTENTION, 0),
            objections=given[pk].get(Answer.OBJECTION, 0) + unnamed.get(pk, 0),
            not_reached=silent.get(pk, 0),
        )
        for pk in ids
    }


def plan_facts(case: Case, stands: dict[int, ItemStand], counted: Mapping[int, RoundCount]) -> PlanFacts:
    """What the six lights look at. The tasks are not counted: they come to life by their owner's own act."""
    plan = measures(stands)
    passed = [stand.round for stand in plan if stand.state is ItemState.PASSED and stand.round is not None]
    counts = [counted[round_.pk] for round_ in passed]
    talked = Declaration.objects.filter(
        about=OuterRef("pk"), kind=DeclarationKind.PREPARATION, withdrawn_at__isnull=True
    )
    people = Seat.objects.filter(case=case, erased_at__isnull=True, declined_at__isnull=True)
    deciding = Q(decides=True, joined_at__isnull=False)
    asked = people.annotate(talked=Exists(talked)).aggregate(
        deciders=Count("id", filter=deciding),
        unprepared=Count("id", filter=deciding & Q(talked=False)),
        unanswered_invitations=Count("id", filter=Q(role=Role.PARTICIPANT, joined_at__isnull=True)),
    )
    # What was erased can be read by nobody, and answered by nobody.
    seen = View.objects.filter(case=case, words__erased_at__isnull=True).aggregate(
        views=Count("id"), views_unanswered=Count("id", filter=Q(answer__isnull=True))
    )
    return PlanFacts(
        items=len(plan),
        items_passed=len(passed),
        open_objections=sum(stand.state is ItemState.OBJECTED for stand in plan),
        yes=sum(count.yes for count in counts),
        abstained=sum(count.abstained for count in counts),
        not_reached=max((count.not_reached for count in counts), default=0),
        frames=Frame.objects.filter(case=case, superseded_at__isnull=True).count(),
        frames_met=_frames_met(case, {stand.version.pk for stand in plan}),
        safety_net=Declaration.objects.filter(
            case=case, kind=DeclarationKind.SAFETY_NET, withdrawn_at__isnull=True
        ).exists(),
        review_planned=bool(case.approach.review_months),
        tasks=0,
        tasks_without_yes=0,
        **asked,
        **seen,
    )


def _frames_met(case: Case, plan: set[int]) -> int | None:
    """How many frames this very plan was found to meet; None when it was not tested as it is now."""
    test = FrameTest.objects.filter(case=case).exclude(result=TestResult.VOID).order_by("-number").first()
    if test is None or set(test.versions.values_list("id", flat=True)) != plan:
        return None
    met = test.verdicts.filter(frame__superseded_at__isnull=True, verdict__in=[Verdict.MET, Verdict.MET_BY_SILENCE])
    return met.count()
