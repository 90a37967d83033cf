"""More people in a case than a test can wait for: rows beside those who came in by acts, as `bench.town` makes them."""

from datetime import datetime

from gedragen.access.doing import Role
from gedragen.cases.models import Case, Declaration, Room, Seat, Words
from gedragen.cases.store.evidence.chain import new_salt
from gedragen.method.constitution.declarations import DeclarationKind
from tests.support.cast import Cast


def fill(cast: Cast, seats: int, at: datetime) -> None:
    """More people who decide: joined, named, prepared."""
    case, room = Case.objects.get(id=cast.case), Room.objects.get(case=cast.case, key="circle")
    first = case.seats.count() + 1
    names = [
        Words(case=case, room=room, kind="name", text=f"Buur {number}", salt=new_salt(), written_at=at)
        for number in range(first, seats + 1)
    ]
    Words.objects.bulk_create(names, batch_size=2000)
    people = [
        Seat(
            case=case,
            number=first + at_,
            role=Role.PARTICIPANT,
            decides=True,
            name=name,
            invited_at=at,
            joined_at=at,
            talked_at=at,
        )
        for at_, name in enumerate(names)
    ]
    Seat.objects.bulk_create(people, batch_size=2000)
    ria = Seat.objects.get(id=cast.ria)
    talks = [Declaration(case=case, kind=DeclarationKind.PREPARATION, by=ria, about=person, at=at) for person in people]
    Declaration.objects.bulk_create(talks, batch_size=2000)
