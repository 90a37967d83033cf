"""How the entries of people belong to their seats and to who was named. Of names and addresses no entry tells."""

from collections.abc import Iterable

from gedragen.access.doing import Role
from gedragen.cases.models import InvitationList, JournalEntry, Nomination, Seat
from gedragen.cases.people.entries import (
    FACILITATOR_REFUSED,
    INVITATIONS_BEGUN,
    SEAT_INVITED,
    SEATS_INVITED,
    SIDE_SET,
    SOMEBODY_NAMED,
    WHO_DECIDES_CHANGED,
)
from gedragen.cases.starting.entries import QUESTION_BROUGHT
from gedragen.cases.store.bindings import Binding, Key, Record, Says, telling
from gedragen.cases.store.entries import CASE_OPENED, KINDS, SEAT_ERASED

ABOUT_A_SEAT = {
    SEAT_INVITED: Says(values=("role", "circle", "wave")),
    SIDE_SET: Says(values=("side",)),
    WHO_DECIDES_CHANGED: Says(values=("decides",)),
    SEAT_ERASED: Says(sets={"is_erased": True}),
}


def _seats(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """Who brought the question has the first seat; who took it up, those who were invited, alone or in a list."""
    records: dict[Key, Record] = {}
    for entry in entries:
        data = entry.data
        if entry.kind == QUESTION_BROUGHT:
            records[1,] = Record(entry.number, values={"role": Role.PARTICIPANT})
        elif entry.kind == CASE_OPENED:
            records[data["facilitator"],] = Record(entry.number, values={"role": Role.FACILITATOR})
        elif entry.kind == SEATS_INVITED:
            values = {"role": data["role"], "circle": data["circle"]}
            numbers = range(data["first"], data["last"] + 1) if data["people"] else ()
            records |= {(number,): Record(entry.number, values=values) for number in numbers}
        elif entry.kind == FACILITATOR_REFUSED:
            for number in data["seats"]:
                records.setdefault((number,), Record(entry.number)).values |= {"has_left": True}
        elif "seat" in data:
            record = records.setdefault((data["seat"],), Record(entry.number))
            # Those of one list share what was told of them.
            record.values = {**record.values}
            record.add(entry, ABOUT_A_SEAT[KINDS[entry.kind]])
    return records


BINDINGS = (
    Binding(
        what="Seat {}",
        kinds=(QUESTION_BROUGHT, CASE_OPENED, SEATS_INVITED, FACILITATOR_REFUSED, *ABOUT_A_SEAT),
        tell=_seats,
        rows=lambda case_id: Seat.objects.filter(case=case_id).order_by("number"),
        key=lambda seat: (seat.number,),
        values={
            "role": lambda seat: seat.role,
            "circle": lambda seat: seat.circle,
            "wave": lambda seat: seat.wave,
            "side": lambda seat: seat.side,
            "decides": lambda seat: seat.decides,
            "is_erased": lambda seat: seat.erased_at is not None,
            "has_left": lambda seat: seat.declined_at is not None,
        },
    ),
    Binding(
        what="Nomination {}",
        kinds=(SOMEBODY_NAMED,),
        tell=telling(("nomination",), {SOMEBODY_NAMED: Says(values=("wave",))}),
        rows=lambda case_id: Nomination.objects.filter(case=case_id).order_by("number"),
        key=lambda nomination: (nomination.number,),
        values={"wave": lambda nomination: nomination.wave},
    ),
    Binding(
        what="List {} of people to invite",
        kinds=(INVITATIONS_BEGUN,),
        tell=telling(("list",), {INVITATIONS_BEGUN: Says(values=("people",))}),
        rows=lambda case_id: InvitationList.objects.filter(case=case_id).order_by("number"),
        key=lambda one: (one.number,),
        values={"people": lambda one: one.people},
    ),
)
