"""The facilitator's list of people: how it stands with each of them, and in which waves they were found."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Case as Choose
from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from gedragen.access.doing import NotFound
from gedragen.cases.engine.sight import Eyes, eyes_of_facilitator
from gedragen.cases.models import WAITING, NominationState, Round, RoundAnswer, Seat, TalkPoint
from gedragen.cases.people.queries.invitations import Inviting, inviting_now
from gedragen.cases.people.queries.people import (
    PAGE,
    NominationCard,
    Person,
    nominations,
    person,
    visible_seats,
)
from gedragen.cases.state.gates import is_asked_here
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.headcount import Involved, Reach, involved, order_told, reach
from gedragen.method.constitution.keys.talk import Asked
from gedragen.method.stages.order import Order

# The main person said of these: not now, or not, because it is not safe.
REFUSED = (NominationState.NOT_NOW, NominationState.EXCLUDED)


class Stands(StrEnum):
    """How it stands with one person: the furthest they have come, or what is waited for."""

    INVITED = "invited"
    JOINED = "joined"
    PREPARED = "prepared"
    SILENT = "silent"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True)
class SeatRow:
    """One person, and how it stands."""

    person: Person
    stands: Stands


@dataclass(frozen=True)
class Wave:
    """Everyone found in one wave. Wave 0 was there from the start; wave 1 was named by them, and so on."""

    number: int
    people: int


@dataclass(frozen=True)
class SeatsSheet:
    """`waiting`: who was named and not settled; `not_now`: the main person said no to them.

    `counts`: over the whole case, whatever is shown. `inviting`: a list that is under way.
    """

    head: CaseHead
    rows: tuple[SeatRow, ...]
    show: Stands | None
    counts: dict[Stands, int]
    waiting: tuple[NominationCard, ...]
    not_now: tuple[NominationCard, ...]
    reach: Reach
    waves: tuple[Wave, ...]
    involved: tuple[Involved, ...]
    order: Order | None
    page: int
    pages: int
    inviting: Inviting | None


@dataclass(frozen=True)
class TalkLine:
    """A question that the approach asks in a talk, and what became of it.

    `is_asked`: otherwise it is offered. Once it was asked of somebody here, it is asked of everybody.
    """

    asked: Asked
    is_asked: bool
    is_ticked: bool
    note: str


@dataclass(frozen=True)
class SeatSheet:
    """One person, for the pages about them. `talk`: what is asked in the talk with them, in order."""

    head: CaseHead
    person: Person
    stands: Stands
    talk: tuple[TalkLine, ...]


def seats_sheet(case_id: int, *, viewer: int, show: Stands | None = None, page: int = 1) -> SeatsSheet:
    """Raises Denied for anyone but the facilitator."""
    eyes = eyes_of_facilitator(case_id, viewer)
    everyone = _with_stands(eyes)
    rows = everyone.filter(Q(stands=show)) if show else everyone
    counted = everyone.order_by().aggregate(**{one.value: Count("pk", filter=Q(stands=one)) for one in Stands})
    counts = {one: counted[one.value] for one in Stands}
    cards = nominations(eyes, (*WAITING, *REFUSED))
    total = counts[show] if show else sum(counts.values())
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    return SeatsSheet(
        head=head_of(eyes),
        rows=tuple(_row(eyes, seat) for seat in rows[(page - 1) * PAGE : page * PAGE]),
        show=show,
        counts=counts,
        waiting=tuple(one for one in cards if one.state in WAITING),
        not_now=tuple(one for one in cards if one.state in REFUSED),
        reach=reach(eyes.seen),
        waves=_waves(eyes),
        involved=involved(eyes.seen),
        order=order_told(eyes.seen),
        page=page,
        pages=pages,
        inviting=inviting_now(eyes.case),
    )


def seat_sheet(case_id: int, seat_id: int, *, viewer: int) -> SeatSheet:
    """Raises Denied for anyone but the facilitator, NotFound for a seat that is not in this case."""
    eyes = eyes_of_facilitator(case_id, viewer)
    seat = _with_stands(eyes).filter(id=seat_id).first()
    if seat is None:
        raise NotFound
    row = _row(eyes, seat)
    return SeatSheet(head_of(eyes), row.person, row.stands, _talk(eyes, seat))


def _talk(eyes: Eyes, seat: Seat) -> tuple[TalkLine, ...]:
    asked = eyes.case.approach.talk
    points = {one.key: one for one in seat.talk_points.select_related("note")} if asked else {}
    offered = [one.key for one in asked if not is_asked_here(eyes.seen, one.asked_from)]
    here = TalkPoint.objects.filter(seat__case=eyes.case, key__in=offered)
    offered = [key for key in offered if key not in set(here.values_list("key", flat=True))] if offered else []
    return tuple(_talk_line(eyes, one, points.get(one.key), is_asked=one.key not in offered) for one in asked)


def _talk_line(eyes: Eyes, asked: Asked, point: TalkPoint | None, *, is_asked: bool) -> TalkLine:
    if point is None:
        return TalkLine(asked, is_asked, is_ticked=False, note="")
    return TalkLine(asked, is_asked, point.is_ticked, eyes.text(point.note))


def _row(eyes: Eyes, seat: Seat) -> SeatRow:
    stands: str = getattr(seat, "stands", Stands.INVITED)
    return SeatRow(person(eyes, seat), Stands(stands))


def _with_stands(eyes: Eyes) -> QuerySet[Seat]:
    """In SQL, so that a list can be filtered and paged by it."""
    running = Round.objects.filter(case=eyes.case, closed_at__isnull=True).count()
    given = RoundAnswer.objects.filter(seat=OuterRef("pk"), round__closed_at__isnull=True).order_by()
    seats = visible_seats(eyes).annotate(
        given=Coalesce(Subquery(given.values("seat").annotate(number=Count("pk")).values("number")), 0)
    )
    decided = [
        When(decides=True, given__lt=running, then=Value(Stands.SILENT.value)),
        When(decides=True, then=Value(Stands.ANSWERED.value)),
    ]
    return seats.annotate(
        stands=Choose(
            When(declined_at__isnull=False, then=Value(Stands.DECLINED.value)),
            When(joined_at__isnull=True, then=Value(Stands.INVITED.value)),
            *(decided if running else []),
            When(talked_at__isnull=False, then=Value(Stands.PREPARED.value)),
            default=Value(Stands.JOINED.value),
            output_field=CharField(),
        )
    )


def _waves(eyes: Eyes) -> tuple[Wave, ...]:
    seats = Seat.objects.filter(case=eyes.case, erased_at__isnull=True)
    counted = seats.order_by("wave").values_list("wave").annotate(Count("pk"))
    return tuple(Wave(number, people) for number, people in counted)
