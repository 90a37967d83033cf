"""Who would rather talk about an item first: for who guides, and for each their own."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.engine.sight import Eyes
from gedragen.cases.models import Round, TalkRequest
from gedragen.cases.state.plan_state import stands
from gedragen.method.rounds import ASKING_DAYS
from gedragen.method.terms import term

# How many the overview names at once.
SHOWN = 20


@dataclass(frozen=True)
class TalkAsked:
    """Somebody to call, and about which item. `until`: within so many days she asks."""

    round_number: int
    seat_id: int
    name: str
    contact: str
    item_number: int
    title: str
    until: datetime


def talks_asked(eyes: Eyes) -> tuple[TalkAsked, ...]:
    """Those that wait for the facilitator, oldest first. Not whether somebody said no: only that they want to talk."""
    waiting = TalkRequest.objects.filter(round__case=eyes.case, talked_at__isnull=True, seat__declined_at__isnull=True)
    first = waiting.select_related("seat__name", "seat__contact", "round__item").order_by("at", "id")[:SHOWN]
    items = stands(eyes.seen)
    return tuple(
        TalkAsked(
            round_number=one.round.number,
            seat_id=one.seat_id,
            name=eyes.name(one.seat),
            contact=eyes.text(one.seat.contact),
            item_number=one.round.item.number,
            title=eyes.text(items[one.round.item.number].on_the_table.version.title),
            until=term(one.at, ASKING_DAYS),
        )
        for one in first
    )


def my_talk(eyes: Eyes, round_: Round | None) -> datetime | None:
    """When this seat asked to talk about it, as long as nobody called."""
    if eyes.seat is None or round_ is None or round_.closed_at is not None:
        return None
    mine = TalkRequest.objects.filter(round=round_, seat=eyes.seat, talked_at__isnull=True)
    return mine.values_list("at", flat=True).first()
