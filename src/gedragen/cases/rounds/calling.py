"""Whose answer decides, and on whom of the silent somebody still has to call."""

from collections.abc import Sequence
from datetime import date

from gedragen.cases.engine.snapshot import Snapshot
from gedragen.cases.models import ItemVersion, Round, Seat
from gedragen.cases.state.outcomes import shows_name
from gedragen.cases.state.plan_state import asked_in
from gedragen.cases.state.silence import calls_in
from gedragen.method.consent import to_be_called, to_try, who_counts
from gedragen.method.constitution.approach import Approach


def bound(version: ItemVersion) -> list[int]:
    """Who will carry it. Leaving an item out binds nobody."""
    return [] if version.drops else [seat.pk for seat in version.bound.all()]


def main_persons(approach: Approach, deciders: Sequence[Seat]) -> list[int] | None:
    """Whom it is about, where they decide and others advise."""
    return [seat.pk for seat in deciders if seat.is_main_person] if approach.advises else None


def whose_answer_decides(round_: Round, asked: Sequence[Seat]) -> tuple[int, ...]:
    return who_counts(
        [seat.pk for seat in asked],
        bound=bound(round_.version),
        main_persons=main_persons(round_.case.approach, asked),
    )


def waited_for(round_: Round, asked: Sequence[Seat]) -> frozenset[int]:
    """Who of those whose answer decides is silent, and was not really called on yet. By seat."""
    whose = whose_answer_decides(round_, asked)
    silent = set(whose) - set(round_.answers.values_list("seat", flat=True))
    return to_be_called(silent, calls_in(round_), deciders=len(whose))


def to_reach(seen: Snapshot, round_: Round, *, writer: int) -> dict[Seat, frozenset[date]]:
    """Whom somebody who decides can call, and on which days that was tried: nobody until the round waits for calls."""
    waits = round_.waits_for_calls and round_.clock.gives_extra(seen.case.approach.extra_days)
    if not waits:
        return {}
    asked = list(asked_in(round_))
    tries = to_try(waited_for(round_, asked), calls_in(round_), writer=writer, names=shows_name(seen))
    return {seat: tries[seat.pk] for seat in asked if seat.pk in tries}
