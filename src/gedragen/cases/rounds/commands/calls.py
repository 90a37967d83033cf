"""Calling on who is silent, by others than who guides."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.rounds.calling import to_reach
from gedragen.cases.rounds.commands.rounds import write_contact
from gedragen.cases.store.rows import row
from gedragen.method.consent import check_try
from gedragen.method.rounds import check_open
from gedragen.method.terms import local_day


@dataclass(frozen=True)
class TryToReach:
    """Somebody who decides called on somebody who is silent, in vain: one try of that day."""

    round_number: int
    seat_id: int


@act(Action.TRY_TO_REACH)
def try_to_reach(change: Change, asked: TryToReach) -> None:
    round_ = row(change.case.rounds, number=asked.round_number)
    check_open(round_.clock, at=change.at)
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    tries = to_reach(change.seen, round_, writer=change.actor.pk)
    check_try({one.pk: days for one, days in tries.items()}, seat.pk, today=local_day(change.at))
    write_contact(change, round_, seat, reached=False)
