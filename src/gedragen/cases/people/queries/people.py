"""The people around the question: the circle, who is reached and prepared, and in which order they got involved."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from gedragen.access.doing import CAN_DECIDE, Action, Role
from gedragen.access.giving import can_be_given_a_say
from gedragen.access.seeing import Rows
from gedragen.cases.engine.seats import bring_together, people
from gedragen.cases.engine.sight import Eyes, eyes_inside, visible_nominations
from gedragen.cases.models import Acquaintance, Nomination, NominationState, Seat
from gedragen.cases.people.queries.cards import cards_to_hear
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.headcount import Involved, Reach, involved, named_in, names_in, order_told, reach
from gedragen.method.children.ages import Age
from gedragen.method.constitution.keys.sides import Side
from gedragen.method.stages.keeping_out import Ruling
from gedragen.method.stages.order import Order, ring_of

PAGE = 50
# How many of those who were named a page shows.
MOST_NAMED = 200


@dataclass(frozen=True)
class Person:
    """One seat as these eyes see it. Empty name: not for you. `talk_at` is None when there was none, or not for you.

    `advises`: it has a say, and whom it is about decides. `can_decide`: it can be given a say in everything.
    `is_child`, `depends`: for the facilitator alone.
    """

    seat_id: int
    number: int
    name: str
    contact: str
    role: Role
    circle: str
    decides: bool
    is_main_person: bool
    has_mandate: bool
    has_card: bool
    card_waits: bool
    was_entered: bool
    has_mail: bool
    wave: int
    named_by: str
    supports: str
    invited_at: datetime
    joined_at: datetime | None
    declined_at: datetime | None
    talk_at: datetime | None
    side: Side | None = None
    advises: bool = False
    can_decide: bool = False
    begins: bool = False
    is_child: bool = False
    depends: bool = False

    @property
    def has_joined(self) -> bool:
        return self.joined_at is not None and self.declined_at is None

    @property
    def takes_part(self) -> bool:
        return self.role is Role.PARTICIPANT

    @property
    def can_depend(self) -> bool:
        """Whether an answer of theirs can come to stand beside those of others."""
        return self.role in CAN_DECIDE


@dataclass(frozen=True)
class NominationCard:
    """Somebody named. Kept out for safety shows as "not now" to who may not know; `reason` is for two people only.

    So are the last three: whether it is a parent with authority, whether a judge ruled (None: not said), and whether
    who guides talked it over with a colleague.
    """

    number: int
    name: str
    contact: str
    concern: str
    named_by: str
    state: NominationState
    reason: str
    wave: int
    at: datetime
    is_mine: bool
    is_parent: bool = False
    ruling: Ruling | None = None
    with_colleague: bool = False


@dataclass(frozen=True)
class PeopleSheet:
    """`people`: those these eyes may see, a page of them. `involved`: the order of involvement.

    `hears_cards`: a new card of somebody waits, and this person may write down that its owner said yes.
    `may_know`: of these people, of whom one may say "I know this person"; `known`: of whom one said so.
    """

    head: CaseHead
    people: tuple[Person, ...]
    nominations: tuple[NominationCard, ...]
    reach: Reach
    involved: tuple[Involved, ...]
    hears_cards: bool
    may_know: frozenset[int]
    known: frozenset[int]
    page: int
    pages: int
    order: Order | None


def people_sheet(case_id: int, *, viewer: int | None, page: int = 1) -> PeopleSheet:
    """The circle. Participants see who takes part; the facilitator everyone; others counts only."""
    eyes = eyes_inside(case_id, viewer)
    total = how_many(eyes)
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    seats, head = _on_page(eyes, page), head_of(eyes)
    may_know = _may_know(eyes, seats) if Action.KNOW_PERSON in head.can else frozenset()
    return PeopleSheet(
        head=head,
        people=tuple(person(eyes, seat) for seat in seats),
        nominations=nominations(eyes),
        reach=reach(eyes.seen),
        involved=involved(eyes.seen),
        hears_cards=bool(cards_to_hear(eyes)),
        may_know=may_know,
        known=_known(eyes, may_know),
        page=page,
        pages=pages,
        order=order_told(eyes.seen),
    )


def _may_know(eyes: Eyes, seats: Iterable[Seat]) -> frozenset[int]:
    others = (seat for seat in seats if seat.decides and seat.standing.has_joined and seat.pk != eyes.sight.seat)
    return frozenset(seat.pk for seat in others if eyes.name(seat))


def _known(eyes: Eyes, seats: frozenset[int]) -> frozenset[int]:
    """Everybody's own, which changes by an own act: so the tables are asked."""
    if not seats:
        return frozenset()
    found = Acquaintance.objects.filter(by=eyes.sight.seat, about__in=seats)
    return frozenset(found.values_list("about", flat=True))


def _on_page(eyes: Eyes, page: int) -> list[Seat]:
    """A page of `visible_seats`. Who reads the same names as others reads the same pages as they do.

    Not so the facilitator, who is shown whether mail goes somewhere: that is everybody's own act.
    """
    start, end = (page - 1) * PAGE, page * PAGE
    if eyes.sight.nominations is Rows.ALL or not _is_among_those_it_reads(eyes):
        return list(visible_seats(eyes)[start:end])
    rooms = frozenset(room for room in eyes.room_keys.values() if eyes.reads_whole(room))
    return people(eyes.seen, named_in(eyes.seen, rooms, start, end))


def _is_among_those_it_reads(eyes: Eyes) -> bool:
    own = eyes.seat
    return own is None or (own.name is not None and eyes.reads_whole(eyes.room_keys[own.name.room_id]))


def how_many(eyes: Eyes) -> int:
    """How many `visible_seats` there are."""
    seen = eyes.seen
    if eyes.sight.nominations is Rows.ALL:
        return reach(seen).invited
    known = sum(number for room, number in names_in(seen).items() if eyes.reads_whole(room))
    return known if _is_among_those_it_reads(eyes) else known + 1


def visible_seats(eyes: Eyes) -> QuerySet[Seat]:
    """The seats whose person these eyes may know of, with what a `Person` needs."""
    seats = Seat.objects.filter(case=eyes.case, erased_at__isnull=True)
    if eyes.sight.nominations is not Rows.ALL:
        known = [room for room, key in eyes.room_keys.items() if eyes.sight.words.get(key) is Rows.ALL]
        return seats.filter(Q(name__room__in=known) | Q(id=eyes.sight.seat)).select_related("name").order_by("number")
    return seats.select_related("name", "contact", "nomination__by__name").order_by("number")


def person(eyes: Eyes, seat: Seat) -> Person:
    """One seat, cut to these eyes. Who named it, its ways in, where it is reached and the talk: for the facilitator."""
    tells_all, prepares = eyes.sight.nominations is Rows.ALL, eyes.sight.talks is Rows.ALL
    approach = eyes.case.approach if eyes.case.approach_key else None
    bring_together(eyes.seen, [seat])
    return Person(
        seat_id=seat.pk,
        number=seat.number,
        name=eyes.name(seat),
        contact=eyes.text(seat.contact) if tells_all else "",
        role=Role(seat.role),
        circle=ring_of(seat.circle, takes_part=seat.role == Role.PARTICIPANT, approach=approach),
        decides=seat.decides,
        is_main_person=seat.is_main_person,
        has_mandate=seat.has_mandate,
        has_card=prepares and seat.card_id is not None,
        card_waits=prepares and seat.waiting_card_id is not None,
        was_entered=prepares and seat.was_entered,
        has_mail=prepares and bool(seat.mail_digest),
        wave=seat.wave,
        named_by=eyes.name(seat.nomination.by) if tells_all and seat.nomination is not None else "",
        supports=eyes.name(seat.speaks_for),
        invited_at=seat.invited_at,
        joined_at=seat.joined_at,
        declined_at=seat.declined_at,
        talk_at=seat.talked_at if prepares else None,
        side=approach.side(seat.side) if approach is not None and seat.side else None,
        advises=seat.decides and not seat.is_main_person and approach is not None and approach.advises,
        begins=seat.begins,
        can_decide=approach is not None
        and can_be_given_a_say(Role(seat.role), approach)
        and Age(seat.age).can_be_bound,
        is_child=prepares and Age(seat.age).is_child,
        depends=prepares and seat.depends,
    )


def nominations(eyes: Eyes, states: Collection[NominationState] = tuple(NominationState)) -> tuple[NominationCard, ...]:
    """Who was named, as far as it stands like this with them: the first to be named first."""
    if not reach(eyes.seen).named:
        return ()
    found = visible_nominations(eyes).filter(state__in=states)
    found = found.select_related("name", "contact", "concern", "reason", "by__name")
    return tuple(nomination_card(eyes, one) for one in found.order_by("number")[:MOST_NAMED])


def nomination_card(eyes: Eyes, one: Nomination) -> NominationCard:
    chooses = _chooses(eyes)
    return NominationCard(
        number=one.number,
        name=eyes.text(one.name),
        contact=eyes.text(one.contact),
        concern=eyes.text(one.concern),
        named_by=eyes.name(one.by),
        state=_shown(eyes, one),
        reason=eyes.text(one.reason),
        wave=one.wave,
        at=one.at,
        is_mine=one.by_id == eyes.sight.seat,
        is_parent=chooses and one.is_parent,
        ruling=Ruling(one.ruling) if chooses and one.ruling else None,
        with_colleague=chooses and one.with_colleague,
    )


def _shown(eyes: Eyes, one: Nomination) -> NominationState:
    if one.state == NominationState.EXCLUDED and not _chooses(eyes):
        return NominationState.NOT_NOW
    return NominationState(one.state)


def _chooses(eyes: Eyes) -> bool:
    """Who guides, and the main person."""
    return eyes.sight.nominations is Rows.ALL or (eyes.seat is not None and eyes.seat.is_main_person)
