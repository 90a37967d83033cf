"""What the main person chooses where the approach says so: who guides, where people meet, and who decides."""

from datetime import datetime

from gedragen.access.doing import CAN_DECIDE, Action, Role
from gedragen.cases.engine.change import change_case
from gedragen.cases.store.journal import Kind
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.phases import Phase


def refuse_facilitator(case_id: int, *, by: int, at: datetime, once: str = "") -> None:
    """Ask for somebody else. Who guided leaves, and the question waits for another facilitator. Nobody says why."""
    with change_case(case_id, Action.REFUSE_FACILITATOR, by=by, at=at, once=once) as change:
        case = change.case
        refused = case.seats.filter(role=Role.FACILITATOR, declined_at__isnull=True).order_by("number")
        numbers = list(refused.values_list("number", flat=True))
        if not numbers:
            raise RuleBroken("no-facilitator-yet")
        refused.update(declined_at=at)
        case.opened_at = None
        case.save(update_fields=["opened_at"])
        change.record(Kind.FACILITATOR_REFUSED, seats=numbers)


def choose_place(case_id: int, text: str, *, read: int = 0, by: int, at: datetime, once: str = "") -> None:
    """Say where and when people meet, instead of the words that were `read`. The facilitator then leaves it so."""
    with change_case(case_id, Action.CHOOSE_PLACE, by=by, at=at, once=once) as change:
        check_is_newest(change.case.meeting_id, read)
        change.case.meeting = change.write("open", "meeting", require(text, "place-needs-text"))
        change.case.save(update_fields=["meeting"])
        change.record(Kind.PLACE_CHOSEN, meeting=change.case.meeting)


def change_who_decides(case_id: int, seat_id: int, *, decides: bool, by: int, at: datetime, once: str = "") -> None:
    """Give somebody a say, a professional too, or take it back: who decides belongs to the seat, not to the badge.

    Not while people are answering, and once they decide not from those whose plan it is: nobody's "no" is counted out.
    """
    with change_case(case_id, Action.CHANGE_WHO_DECIDES, by=by, at=at, once=once) as change:
        seat = row(change.case.seats, id=seat_id, erased_at__isnull=True)
        if seat.role not in CAN_DECIDE:
            raise RuleBroken("cannot-decide")
        if change.case.rounds.filter(closed_at__isnull=True).exists():
            raise RuleBroken("people-are-answering")
        if seat.decides == decides:
            raise RuleBroken("nothing-changed")
        is_theirs = seat.role in change.case.approach.decide_by_default
        if is_theirs and not decides and change.case.phase == Phase.DECIDING:
            raise RuleBroken("say-stays")
        seat.decides = decides
        seat.save(update_fields=["decides"])
        change.record(Kind.WHO_DECIDES_CHANGED, seat=seat, decides=decides)
