"""Whom or what somebody says something about, as the address of a page tells it."""

from dataclasses import dataclass

from gedragen.access.doing import Denied, NotFound
from gedragen.access.giving import may_declare
from gedragen.cases.engine.snapshot import Snapshot
from gedragen.cases.models import Case, Seat
from gedragen.cases.state.declared import lacking, seats_meant
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.gates import Subject
from gedragen.method.constitution.keys.declarations import DeclarationRule
from gedragen.method.constitution.keys.rooms import room_of_side


@dataclass(frozen=True)
class About:
    """A seat, a side, or neither: the whole case. `told`: how an address says it, where it must."""

    seat: Seat | None = None
    side: str = ""
    told: str = ""


def room_of(case: Case, rule: DeclarationRule, subject: About, seat: Seat) -> str:
    """Where its words are kept: where each side has a room, in that of whom it is about, or of who says it."""
    if not case.approach.rooms[rule.room].per_side:
        return rule.room
    side = subject.side or (subject.seat.side if subject.seat is not None else seat.side)
    if not side:
        raise RuleBroken("choose-a-side")
    return room_of_side(rule.room, side)


def rule_of(case: Case, key: str) -> DeclarationRule:
    """One of the declarations of this approach. Raises NotFound."""
    rule = case.approach.declarations.get(key) if case.approach_key else None
    if rule is None:
        raise NotFound
    return rule


def about_of(case: Case, rule: DeclarationRule, seat: Seat, subject: str) -> About:
    """What `seat` means by it. Raises Denied for who does not say this, NotFound for what it is not about."""
    if not may_declare(rule, seat.place):
        raise Denied("not-yours-to-declare")
    own = own_subject(rule, seat)
    if own is not None and not subject:
        return own
    if own is not None or not subject:
        raise NotFound
    if rule.about == "every-side":
        return _side(case, rule, subject)
    seats = seats_meant(case.pk, rule).select_related("name")
    about = seats.filter(pk=int(subject)).first() if subject.isdecimal() else None
    if about is None:
        raise NotFound
    return About(seat=about, told=subject)


def own_subject(rule: DeclarationRule, seat: Seat) -> About | None:
    """The one thing about which this seat says it; none where it says it about several."""
    if rule.about == "case":
        return About()
    if rule.by == "self":
        return About(side=seat.side) if rule.about == "every-side" else About(seat=seat)
    if rule.by == "advocate" and rule.about == "every-child":
        return About(seat=seat.speaks_for)
    return None


def lacking_for(seen: Snapshot, rule: DeclarationRule, seat: Seat) -> list[About]:
    """Of what is for this seat to say, what was not said yet; of several seats or sides the first."""
    waits, own = lacking(seen, rule.key), own_subject(rule, seat)
    if own is not None:
        number = own.seat.number if own.seat is not None else None
        return [own] if Subject(number, own.side) in waits else []
    first = next(iter(waits), None)
    if first is None:
        return []
    if first.seat is None:
        return [About(side=first.side, told=first.side)]
    found = Seat.objects.get(case=seen.case_id, number=first.seat)
    return [About(seat=found, told=str(found.pk))]


def _side(case: Case, rule: DeclarationRule, told: str) -> About:
    if case.approach.side(told) is None or rule.side not in ("", told):
        raise NotFound
    return About(side=told, told=told)
