"""Who keeps an eye on the plan after the call: chosen by who decides, and only with their own yes."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.doing.entries import KEEPER_ANSWERED, KEEPER_NAMED
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Keeper
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.state.tasks import asked_to_keep
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken


@dataclass(frozen=True)
class NameKeeper:
    """Whom those who decide choose among them. `was`: the seat that the page showed, or 0."""

    seat: int
    was: int = 0


@act(Action.NAME_KEEPER)
def name_keeper(change: Change, asked: NameKeeper) -> None:
    """Ask somebody to keep an eye on the plan. Who names themselves has said yes with it."""
    seat = row(deciders_of(change.case), id=asked.seat)
    now = asked_to_keep(change.case).first()
    if asked.was != (now.seat_id if now is not None else 0):
        raise RuleBroken("keeper-has-changed")
    if now is not None and now.seat_id == seat.pk:
        raise RuleBroken("nothing-changed")
    if now is not None and now.said_yes_at is not None and now.seat_id != change.actor.pk:
        # Who said yes gives it back themselves: nobody else takes it away.
        raise RuleBroken("keeper-said-yes")
    change.case.keepers.filter(ended_at__isnull=True).update(ended_at=change.at)
    is_own = seat.pk == change.actor.pk
    Keeper.objects.create(case=change.case, seat=seat, named_at=change.at, said_yes_at=change.at if is_own else None)
    change.record(KEEPER_NAMED, keeper=seat, is_own=is_own)


@dataclass(frozen=True)
class AnswerKeeping:
    """One's own yes or no. A no is possible at any time: then the follow-up is with the facilitator again."""

    accepts: bool


@act(Action.ANSWER_KEEPING)
def answer_keeping(change: Change, asked: AnswerKeeping) -> None:
    now = asked_to_keep(change.case).filter(seat=change.actor).first()
    if now is None:
        raise RuleBroken("not-asked-to-keep")
    if asked.accepts and now.said_yes_at is not None:
        raise RuleBroken("nothing-changed")
    if asked.accepts:
        now.said_yes_at = change.at
    else:
        now.ended_at = change.at
    now.save(update_fields=["said_yes_at", "ended_at"])
    change.record(KEEPER_ANSWERED, accepts=asked.accepts)
