"""How far the invitation reached, and in which order people got involved: counts over a whole case, never content."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from gedragen.access.doing import Role
from gedragen.cases.models import Case, Declaration, Nomination, Seat
from gedragen.method.constitution.declarations import DeclarationKind


@dataclass(frozen=True)
class Reach:
    """Counts only: what anyone may know of how far the invitation reached."""

    invited: int
    joined: int
    declined: int
    deciders: int
    prepared: int
    named: int
    waves: int
    professionals: int


@dataclass(frozen=True)
class Involved:
    """When a group got involved for the first time, and how many by now."""

    role: Role
    circle: str
    first_at: datetime
    people: int


def reach_of(case: Case) -> Reach:
    """Counts over the whole case in two queries."""
    talked = Exists(
        Declaration.objects.filter(about=OuterRef("pk"), kind=DeclarationKind.PREPARATION, withdrawn_at__isnull=True)
    )
    joined = Q(joined_at__isnull=False, declined_at__isnull=True)
    seats = Seat.objects.filter(case=case, erased_at__isnull=True).annotate(talked=talked)
    counted = seats.aggregate(
        invited=Count("id"),
        joined=Count("id", filter=joined),
        declined=Count("id", filter=Q(declined_at__isnull=False)),
        deciders=Count("id", filter=joined & Q(decides=True)),
        prepared=Count("id", filter=joined & Q(decides=True, talked=True)),
        professionals=Count("id", filter=joined & Q(role=Role.PROFESSIONAL)),
    )
    named = Nomination.objects.filter(case=case).aggregate(named=Count("id"), last=Max("wave"))
    return Reach(named=named["named"], waves=named["last"] or 0, **counted)


def involved_in(case: Case) -> tuple[Involved, ...]:
    """Roles and circles by the moment somebody of them first took part."""
    seats = Seat.objects.filter(case=case, joined_at__isnull=False, erased_at__isnull=True)
    groups = seats.values("role", "circle").annotate(first=Min("joined_at"), lowest=Min("number"), people=Count("id"))
    return tuple(
        Involved(Role(group["role"]), group["circle"], group["first"], group["people"])
        for group in groups.order_by("first", "lowest")
    )
