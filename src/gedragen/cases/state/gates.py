"""Where a case is in its phase, what the gates may look at, and what is still missing before the next step."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from gedragen.access.doing import Role
from gedragen.cases.engine.seats import NEAR, people, put_at_hand
from gedragen.cases.engine.snapshot import Snapshot, fresh, part
from gedragen.cases.models import WAITING, Case, Declaration, Nomination, Question, Seat, Words
from gedragen.cases.state.declared import declared, declared_about, lacking, taking_part
from gedragen.cases.state.frames import frames_now, promise
from gedragen.cases.state.headcount import groups, nominated, reach
from gedragen.cases.state.plan_state import deciders_of, plan
from gedragen.cases.state.tasks import asked_and_reads_nothing
from gedragen.cases.state.views import are_sides_asked, count_questions, count_views, side_facts
from gedragen.cases.store.entries import Topic
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.gates import Facts, Missing, asked_gates, missing, missing_before
from gedragen.method.constitution.keys.asked_from import AskedFrom
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.levels import Level
from gedragen.method.frames import NEVER_BY_SILENCE
from gedragen.method.opposition.sides import Lack
from gedragen.method.phases import ROAD, Phase
from gedragen.method.promise import Rung, people_decide
from gedragen.method.stages.whereabouts import Whereabouts

# Whatever a gate may look at.
GATED = (
    Topic.CASE,
    Topic.SEATS,
    Topic.PEOPLE,
    Topic.NOMINATIONS,
    Topic.FRAMES,
    Topic.DECLARATIONS,
    Topic.VIEWS,
    Topic.QUESTIONS,
    Topic.ITEMS,
    Topic.ROUNDS,
    Topic.TASKS,
)


def missing_gates(case: Case) -> tuple[Missing, ...]:
    """What this case still needs before its next step, as the tables are at this moment."""
    return gates(fresh(case.pk))


@part(*GATED)
def gates(seen: Snapshot) -> tuple[Missing, ...]:
    """What the next step still needs."""
    return missing(Phase(seen.case.phase), gate_facts(seen), _approach(seen))


@part(*GATED)
def stage_gates(seen: Snapshot, key: str) -> tuple[Missing, ...]:
    """What this stage still needs before it may begin."""
    return missing_before(key, gate_facts(seen), seen.case.approach)


def whereabouts(seen: Snapshot) -> Whereabouts | None:
    """None as long as nobody took up the question."""
    case = seen.case
    if not case.approach_key:
        return None
    return Whereabouts(
        approach=case.approach,
        phase=Phase(case.phase),
        key=case.stage,
        level=Level(case.level) if case.level else None,
        people=sum(group.joined for group in groups(seen) if group.decides),
    )


def is_asked_here(seen: Snapshot, asked: AskedFrom) -> bool:
    """Whether this situation is one in which something is asked, and not only offered."""
    here = whereabouts(seen)
    return here is not None and here.has_reached(asked)


def _approach(seen: Snapshot) -> Approach | None:
    return seen.case.approach if seen.case.approach_key else None


def gate_facts(seen: Snapshot) -> Facts:
    case, frames, promised = seen.case, frames_now(seen), promise(seen)
    some, questions = _in_role(seen), count_questions(seen)
    declarations, has_sides = _declarations(seen, some), case.approach_key and case.approach.sides
    return Facts(
        level=Level(case.level) if case.level else None,
        footing=Footing(case.footing) if case.footing else None,
        frames=len(frames),
        only_the_law=(DeclarationKind.ONLY_THE_LAW, None) in declarations,
        people=reach(seen).deciders,
        people_decide=promised is None or people_decide(Rung(promised.rung)),
        promise_written=promised is not None,
        promise_needs_name_for_silence=promised is not None
        and promised.silence_to_id is None
        and any(frame.kind in NEVER_BY_SILENCE for frame in frames),
        declared=declarations,
        facilitators=frozenset(seat.number for seat in some if seat.role == Role.FACILITATOR),
        authorities=frozenset(seat.number for seat in some if seat.role == Role.AUTHORITY),
        main_persons=frozenset(seat.number for seat in some if seat.is_main_person),
        deciders=reach(seen).deciders,
        sides=_sides(seen) if has_sides else {},
        without_side=_without_side(seen) if has_sides else frozenset(),
        not_declared=_not_declared(seen),
        lacking={gate.kind: lacking(seen, gate.kind) for gate in asked_now(seen) if gate.kind in own_keys(seen)},
        open_nominations=_open_nominations(seen) if nominated(seen).waiting else frozenset(),
        open_questions=frozenset(questions.open),
        opposing_views=count_views(seen).opposing,
        views_unanswered=count_views(seen).unanswered,
        views_unheard=count_views(seen).unheard,
        own_sides=side_facts(seen) if are_sides_asked(seen) else None,
        items={stand.item.number: stand.state for stand in plan(seen)},
        stages_to_come=_stages_to_come(seen),
        not_shared=asked_and_reads_nothing(seen),
    )


def _stages_to_come(seen: Snapshot) -> tuple[int, ...]:
    """By their place in the text. After carrying out there is no phase that they could keep shut."""
    here = whereabouts(seen)
    if here is None or here.phase is Phase.CARRYING_OUT:
        return ()
    return tuple(here.approach.stages.index(stage) for stage in here.to_come)


def _in_role(seen: Snapshot) -> list[Seat]:
    """Those few a gate may be about one by one."""
    return [seat for seat in people(seen, _few(seen)) if seat.declined_at is None]


def _declarations(seen: Snapshot, some: Collection[Seat]) -> frozenset[tuple[str, int | None]]:
    """What stands about the case, and about each of these by their number."""
    numbers = {seat.pk: seat.number for seat in some}
    about = declared_about(seen)
    return frozenset(
        [
            *((kind, None) for kind in declared(seen)),
            *((kind, numbers[seat]) for kind, seat in about if seat in numbers),
        ]
    )


@part(Topic.SEATS)
def _few(seen: Snapshot) -> list[int]:
    few = Q(role__in=(Role.FACILITATOR, Role.AUTHORITY)) | Q(is_main_person=True)
    here = Seat.objects.filter(few, case=seen.case_id, erased_at__isnull=True).order_by("number")
    seats = list(here.select_related(*NEAR))
    put_at_hand(seen, seats)
    return [seat.pk for seat in seats]


def _not_declared(seen: Snapshot) -> dict[str, tuple[int, ...]]:
    """Of what is to be declared about everybody who decides before the next phase: about whom it is not yet."""
    asked = [gate.kind for gate in asked_now(seen) if gate.about == "every-decider" and gate.kind not in own_keys(seen)]
    return {kind: _deciders_without(seen, kind) for kind in asked}


@part(Topic.SEATS, Topic.PEOPLE)
def _sides(seen: Snapshot) -> dict[str, int]:
    """How many take part of each side."""
    here = taking_part(seen.case_id).filter(role=Role.PARTICIPANT).values("side").annotate(people=Count("id"))
    return {row["side"]: row["people"] for row in here}


@part(Topic.SEATS, Topic.PEOPLE)
def _without_side(seen: Snapshot) -> frozenset[int]:
    """The participants who decide and are on no side."""
    without = deciders_of(seen.case_id).filter(side="", role=Role.PARTICIPANT)
    return frozenset(without.values_list("number", flat=True))


def asked_now(seen: Snapshot) -> tuple[DeclaredGate, ...]:
    """What must be declared before a stage that comes in this phase, and before the next phase."""
    here = whereabouts(seen)
    if here is None:
        return ()
    ahead = (*(stage.key for stage in here.later), *ROAD[ROAD.index(here.phase) + 1 :][:1])
    found = [gate for one in ahead for gate in asked_gates(one, here.approach, level=here.level, people=here.people)]
    return tuple(dict.fromkeys(found))


def own_keys(seen: Snapshot) -> AbstractSet[str]:
    """What the approach asks for of its own."""
    approach = _approach(seen)
    return approach.declarations.keys() if approach is not None else set()


@part(Topic.SEATS, Topic.PEOPLE, Topic.DECLARATIONS)
def _deciders_without(seen: Snapshot, kind: str) -> tuple[int, ...]:
    said = Declaration.objects.filter(about=OuterRef("pk"), kind=kind, withdrawn_at__isnull=True)
    lacks = Q(talked_at__isnull=True) if kind == DeclarationKind.PREPARATION else ~Exists(said)
    return tuple(deciders_of(seen.case_id).filter(lacks).values_list("number", flat=True))


@part(Topic.NOMINATIONS)
def _open_nominations(seen: Snapshot) -> frozenset[int]:
    return frozenset(Nomination.objects.filter(case=seen.case_id, state__in=WAITING).values_list("number", flat=True))


@dataclass(frozen=True)
class Gated:
    """Whom and what the first gates are about, by number."""

    seats: dict[int, Seat]
    nominations: dict[int, Words]
    questions: dict[int, Words]


def gated(seen: Snapshot, shown: tuple[Missing, ...]) -> Gated:
    about: dict[str, set[int]] = {}
    for gate in shown:
        if gate.about is not None:
            about.setdefault(gate.code, set()).add(gate.about)
    nominations, asked = about.pop("nomination", set()), about.pop("question", set())
    numbers = {number for code, some in about.items() for number in some if not is_about_no_seat(code)}
    return Gated(
        {seat.number: seat for seat in people(seen, _seats(seen, frozenset(numbers)))} if numbers else {},
        _nominations(seen, frozenset(nominations)) if nominations else {},
        _questions(seen, frozenset(asked)) if asked else {},
    )


def is_about_a_side(code: str) -> bool:
    """One of the situation, by its number."""
    return code in tuple(Lack)


def is_about_no_seat(code: str) -> bool:
    return code in ("deciders", "side-missing", "stage") or code.startswith(("item-", "side-"))


@part(Topic.SEATS)
def _seats(seen: Snapshot, numbers: frozenset[int]) -> list[int]:
    here = Seat.objects.filter(case=seen.case_id, number__in=numbers)
    return list(here.order_by("number").values_list("id", flat=True))


@part(Topic.NOMINATIONS)
def _nominations(seen: Snapshot, numbers: frozenset[int]) -> dict[int, Words]:
    found = Nomination.objects.filter(case=seen.case_id, number__in=numbers).select_related("name")
    return {one.number: one.name for one in found}


@part(Topic.QUESTIONS)
def _questions(seen: Snapshot, numbers: frozenset[int]) -> dict[int, Words]:
    found = Question.objects.filter(case=seen.case_id, number__in=numbers).select_related("words")
    return {one.number: one.words for one in found}
