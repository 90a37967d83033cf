"""What the gates may look at, read from the tables."""

from django.db.models import QuerySet

from gedragen.access.doing import Role
from gedragen.cases.models import WAITING, Case, Declaration, Frame, Nomination, Promise, Question, Seat
from gedragen.cases.state.plan_state import deciders_of, item_stands, measures
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.gates import Facts, Missing, missing
from gedragen.method.constitution.levels import Level
from gedragen.method.frames import NEVER_BY_SILENCE
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung, people_decide


def missing_gates(case: Case) -> tuple[Missing, ...]:
    """What this case still needs before its next step."""
    approach: Approach | None = case.approach if case.approach_key else None
    return missing(Phase(case.phase), gate_facts(case), approach)


def gate_facts(case: Case) -> Facts:
    seats = Seat.objects.filter(case=case, erased_at__isnull=True, declined_at__isnull=True)
    frames = list(Frame.objects.filter(case=case, superseded_at__isnull=True))
    promise = Promise.objects.filter(case=case).order_by("-version").first()
    standing = Declaration.objects.filter(case=case, withdrawn_at__isnull=True)
    said: QuerySet[Declaration, tuple[str, int | None]] = standing.values_list("kind", "about__number")
    declared = [(DeclarationKind(kind), about) for kind, about in said]
    in_role = seats.values_list("role", "number", "is_main_person")
    stands = item_stands(case)
    return Facts(
        level=Level(case.level) if case.level else None,
        footing=Footing(case.footing) if case.footing else None,
        frames=len(frames),
        only_the_law=(DeclarationKind.ONLY_THE_LAW, None) in declared,
        people_decide=promise is None or people_decide(Rung(promise.rung)),
        promise_written=promise is not None,
        promise_needs_name_for_silence=promise is not None
        and promise.silence_to_id is None
        and any(frame.kind in NEVER_BY_SILENCE for frame in frames),
        declared=frozenset(declared),
        facilitators=frozenset(number for role, number, _ in in_role if role == Role.FACILITATOR),
        authorities=frozenset(number for role, number, _ in in_role if role == Role.AUTHORITY),
        main_persons=frozenset(number for _, number, is_main in in_role if is_main),
        deciders=frozenset(deciders_of(case).values_list("number", flat=True)),
        open_nominations=frozenset(
            Nomination.objects.filter(case=case, state__in=WAITING).values_list("number", flat=True)
        ),
        open_questions=frozenset(
            Question.objects.filter(case=case, answers__isnull=True).values_list("number", flat=True)
        ),
        opposing_views=case.views.filter(brought_by__decides=True).count(),
        items={stand.item.number: stand.state for stand in measures(stands)},
    )
