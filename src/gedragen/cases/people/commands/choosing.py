"""What the main person chooses where the approach says so: who guides, where people meet, and who decides."""

from dataclasses import dataclass

from gedragen.access.doing import Action, Role
from gedragen.access.giving import can_be_given_a_say
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.people.entries import FACILITATOR_REFUSED, PLACE_CHOSEN, WHO_DECIDES_CHANGED
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.children.ages import Age, check_may_be_given_a_say
from gedragen.method.phases import Phase


@act(Action.REFUSE_FACILITATOR)
def refuse_facilitator(change: Change) -> None:
    """Ask for somebody else. Who guided leaves, and the question waits for another facilitator. Nobody says why."""
    case = change.case
    refused = case.seats.filter(role=Role.FACILITATOR, declined_at__isnull=True).order_by("number")
    numbers = list(refused.values_list("number", flat=True))
    if not numbers:
        raise RuleBroken("no-facilitator-yet")
    refused.update(declined_at=change.at)
    case.opened_at = None
    case.save(update_fields=["opened_at"])
    change.record(FACILITATOR_REFUSED, seats=numbers)


@dataclass(frozen=True)
class ChoosePlace:
    """Say where and when people meet, instead of the words that were `read`. The facilitator then leaves it so."""

    text: str
    read: int = 0


@act(Action.CHOOSE_PLACE)
def choose_place(change: Change, asked: ChoosePlace) -> None:
    check_is_newest(change.case.meeting_id, asked.read)
    change.case.meeting = change.write("open", "meeting", require(asked.text, "place-needs-text"))
    change.case.save(update_fields=["meeting"])
    change.record(PLACE_CHOSEN, meeting=change.case.meeting)


@dataclass(frozen=True)
class ChangeWhoDecides:
    """Give somebody a say, a professional too, or take it back: who decides belongs to the seat, not to the badge.

    Not while people are answering, and once they decide not from those whose plan it is: nobody's "no" is counted out.
    """

    seat_id: int
    decides: bool


@act(Action.CHANGE_WHO_DECIDES)
def change_who_decides(change: Change, asked: ChangeWhoDecides) -> None:
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    if not can_be_given_a_say(Role(seat.role), change.case.approach):
        raise RuleBroken("cannot-decide")
    check_may_be_given_a_say(Age(seat.age))
    if change.case.approach.advises and seat.is_main_person and not asked.decides:
        raise RuleBroken("main-person-decides")
    _check_nobody_answers(change)
    if seat.decides == asked.decides:
        raise RuleBroken("nothing-changed")
    is_theirs = seat.role in change.case.approach.decide_by_default
    if is_theirs and not asked.decides and change.case.phase == Phase.DECIDING:
        raise RuleBroken("say-stays")
    seat.decides = asked.decides
    seat.save(update_fields=["decides"])
    change.record(WHO_DECIDES_CHANGED, seat=seat, decides=asked.decides)


@dataclass(frozen=True)
class ChooseSay:
    """To decide along, or to say what one thinks: who is twelve to fifteen chooses, and can choose anew."""

    decides: bool


@act(Action.CHOOSE_SAY)
def choose_say(change: Change, asked: ChooseSay) -> None:
    seat = change.actor
    _check_nobody_answers(change)
    if seat.chose_say_at is not None and seat.decides == asked.decides:
        raise RuleBroken("nothing-changed")
    seat.decides, seat.chose_say_at = asked.decides, change.at
    seat.save(update_fields=["decides", "chose_say_at"])
    change.record(WHO_DECIDES_CHANGED, seat=seat, decides=asked.decides)


def _check_nobody_answers(change: Change) -> None:
    if change.case.rounds.filter(closed_at__isnull=True).exists():
        raise RuleBroken("people-are-answering")
