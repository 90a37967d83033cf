"""How the entries of closed time belong to its rooms. What is in them is told by nothing, not even by a digest."""

from gedragen.cases.closed_time.entries import CLOSED_TIME_OPENED
from gedragen.cases.models import Room
from gedragen.cases.store.bindings import Binding, Says, telling
from gedragen.cases.store.entries import CLOSED_TIME_ENDED
from gedragen.cases.store.journal import stamp

BINDINGS = (
    Binding(
        what="Closed time {}",
        kinds=(CLOSED_TIME_OPENED, CLOSED_TIME_ENDED),
        tell=telling(
            ("room",),
            {
                CLOSED_TIME_OPENED: Says(values=("until",), sets={"has_ended": False}),
                CLOSED_TIME_ENDED: Says(sets={"has_ended": True}),
            },
        ),
        rows=lambda case_id: Room.objects.filter(case=case_id, is_closed=True).order_by("number"),
        key=lambda room: (room.number,),
        values={
            "until": lambda room: stamp(room.until),
            "has_ended": lambda room: room.ended_at is not None,
        },
    ),
)
