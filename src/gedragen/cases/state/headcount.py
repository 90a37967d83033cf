"""How far the invitation reached, and in which order people got involved: counts over a whole case, never content."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, Max, Min, Q

from gedragen.access.doing import Role
from gedragen.cases.engine.seats import ROOM_OF_NAME, UNTIL_JOINING
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Circle, Nomination, Seat
from gedragen.cases.models.nomination import WAITING
from gedragen.cases.store.entries import Topic
from gedragen.method.constitution.approach import Approach
from gedragen.method.stages.order import Order, order_of, ring_of


@dataclass(frozen=True)
class Reach:
    """Counts only: what anyone may know of how far the invitation reached.

    `deciders`: who has a say. `advisers`: those of them who advise, where whom it is about decides.
    """

    invited: int
    joined: int
    declined: int
    deciders: int
    prepared: int
    named: int
    waves: int
    professionals: int
    advisers: int = 0


@dataclass(frozen=True)
class Involved:
    """When a group got involved for the first time, and how many by now."""

    role: Role
    circle: str
    first_at: datetime
    people: int

    @property
    def takes_part(self) -> bool:
        return self.role is Role.PARTICIPANT

    @property
    def informs(self) -> bool:
        return self.role is Role.PROFESSIONAL


@dataclass(frozen=True)
class Group:
    """People of one role and circle who are alike in whether they decide, and whether they belong to who begins.

    `came`: who ever joined, also if they left. `joined`: who takes part; `prepared`: of those, with whom was talked.
    `silent`: who said neither yes nor no. `first_at`, `lowest`: the first to come, and the lowest number of who came.
    """

    role: Role
    circle: str
    decides: bool
    is_main_person: bool
    begins: bool
    invited: int
    came: int
    joined: int
    declined: int
    prepared: int
    silent: int
    first_at: datetime | None
    lowest: int | None


@part(Topic.PEOPLE)
def groups(seen: Snapshot) -> tuple[Group, ...]:
    """Everybody but who was erased, counted in one walk along an index."""
    came, declined = Q(joined_at__isnull=False), Q(declined_at__isnull=False)
    rows = (
        Seat.objects.filter(case=seen.case_id, erased_at__isnull=True)
        .values("role", "circle", "decides", "is_main_person", "begins")
        .annotate(
            invited=Count("number"),
            came=Count("number", filter=came),
            joined=Count("number", filter=came & ~declined),
            declined=Count("number", filter=declined),
            prepared=Count("number", filter=came & ~declined & Q(talked_at__isnull=False)),
            silent=Count("number", filter=~came & ~declined),
            first_at=Min("joined_at"),
            lowest=Min("number", filter=came),
        )
    )
    counted = cast("Iterable[dict[str, Any]]", rows.order_by("role", "circle", "decides", "is_main_person", "begins"))
    return tuple(Group(**{**row, "role": Role(row["role"])}) for row in counted)


@dataclass(frozen=True)
class Named:
    """How many people were named, how many of them wait for an answer, and in how many waves."""

    people: int
    waiting: int
    waves: int


@part(Topic.NOMINATIONS)
def nominated(seen: Snapshot) -> Named:
    found = Nomination.objects.filter(case=seen.case_id)
    row = found.aggregate(
        people=Count("id"), waiting=Count("id", filter=Q(state__in=WAITING)), waves=Max("wave", default=0)
    )
    return Named(**row)


def reach(seen: Snapshot) -> Reach:
    everybody = [one for one in groups(seen) if one.role is not Role.BRINGER]
    nominations = nominated(seen)
    advise = bool(seen.case.approach_key) and seen.case.approach.advises
    return Reach(
        invited=sum(one.invited for one in everybody),
        joined=sum(one.joined for one in everybody),
        declined=sum(one.declined for one in everybody),
        deciders=sum(one.joined for one in everybody if one.decides),
        prepared=sum(one.prepared for one in everybody if one.decides),
        named=nominations.people,
        waves=nominations.waves,
        professionals=sum(one.joined for one in everybody if one.role is Role.PROFESSIONAL),
        advisers=sum(one.joined for one in everybody if one.decides and not one.is_main_person) if advise else 0,
    )


def unanswered_invitations(seen: Snapshot) -> int:
    """How many participants were asked and said neither yes nor no."""
    return sum(one.silent for one in groups(seen) if one.role is Role.PARTICIPANT)


def involved(seen: Snapshot) -> tuple[Involved, ...]:
    """Roles and rings by the moment somebody of them first took part."""
    came: dict[tuple[Role, str], list[Group]] = {}
    approach = _approach(seen)
    for one in groups(seen):
        if one.came and one.role is not Role.BRINGER:
            ring = ring_of(one.circle, takes_part=one.role is Role.PARTICIPANT, approach=approach)
            came.setdefault((one.role, ring), []).append(one)
    first = sorted((min((g.first_at, g.lowest) for g in alike if g.first_at), key) for key, alike in came.items())
    return tuple(Involved(*key, at, sum(one.came for one in came[key])) for (at, _), key in first)


def order_told(seen: Snapshot) -> Order | None:
    """What is true of the order in which people came."""
    approach = _approach(seen)
    if approach is None:
        return None
    first = [(one, one.first_at) for one in groups(seen) if one.first_at is not None]
    people = [(one, at) for one, at in first if one.role is Role.PARTICIPANT]
    return order_of(
        approach,
        network=[at for one, at in people if one.circle == Circle.NETWORK],
        helpers=[at for one, at in first if one.role in (Role.AUTHORITY, Role.PROFESSIONAL)],
        begun_by=[at for one, at in people if one.begins],
        others=[at for one, at in people if not one.begins and not one.is_main_person],
        frozen_at=seen.case.frozen_at,
    )


def _approach(seen: Snapshot) -> Approach | None:
    return seen.case.approach if seen.case.approach_key else None


def names_in(seen: Snapshot) -> Counter[str]:
    """How many people have their name in each room: those who came have it where their role says."""
    counts: Counter[str] = Counter()
    for one in groups(seen):
        counts[UNTIL_JOINING] += one.invited - one.came
        counts[ROOM_OF_NAME[one.role]] += one.came
    return counts


@part(Topic.PEOPLE)
def named_in(seen: Snapshot, rooms: frozenset[str], start: int, end: int) -> list[int]:
    """Some of those who have their name in one of these rooms, by number."""
    stand_there = Q(joined_at__isnull=False, role__in=[role for role, room in ROOM_OF_NAME.items() if room in rooms])
    if UNTIL_JOINING in rooms:
        stand_there |= Q(joined_at__isnull=True)
    here = Seat.objects.filter(stand_there, case=seen.case_id, erased_at__isnull=True)
    return list(here.order_by("number").values_list("id", flat=True)[start:end])
