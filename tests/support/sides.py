"""A conflict with two sides of its own: Anna and Bram sit there in the evening, Fatima and Jan live next door."""

from gedragen.cases.models import Seat
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.cases.preparing.commands.sides import NameSide, PutOnSides, name_side, put_on_sides
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.method.constitution.levels import Level
from tests.support.cast import Cast, as_example, spoken_in

EVENING, NEXT_DOOR = 1, 2


def with_sides(cast: Cast) -> Cast:
    """Each of them had a talk, and nobody has said anything yet."""
    as_example(cast.case)
    set_level(cast.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=cast.ria, at=cast.at)
    for name in ("wie er 's avonds zitten", "wie er naast wonen"):
        name_side(cast.case, NameSide(name), by=cast.ria, at=cast.at)
    for seat, side in ((cast.anna, EVENING), (cast.bram, EVENING), (cast.fatima, NEXT_DOOR), (cast.jan, NEXT_DOOR)):
        if Seat.objects.filter(id=seat, talked_at=None).exists():
            record_preparation(cast.case, RecordPreparation(seat, spoken=spoken_in(cast.case)), by=cast.ria, at=cast.at)
        put_on_sides(cast.case, PutOnSides(seat, (side,)), by=cast.ria, at=cast.at)
    return cast
