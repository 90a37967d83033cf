"""On which footing people are here, and the state in which no authority is over them: only the law is the limit."""

from dataclasses import dataclass

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import declare, withdraw_all
from gedragen.cases.starting.entries import FOOTING_SET
from gedragen.cases.state.declared import declared, declared_words
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.asked_footing import check_footing
from gedragen.method.phases import Phase

LAW = DeclarationKind.ONLY_THE_LAW


@dataclass(frozen=True)
class SetFooting:
    """Record that people come of their own will, under pressure, or by order of a court.

    `was` is the footing that the page showed; empty when none was recorded yet.
    """

    footing: Footing
    was: str = ""


@act(Action.SET_FOOTING)
def set_footing(change: Change, asked: SetFooting) -> None:
    if asked.was != change.case.footing:
        raise RuleBroken("footing-has-changed")
    check_footing(asked.footing, change.case.approach.footing)
    if change.case.footing == asked.footing:
        raise RuleBroken("nothing-changed")
    if asked.footing is not Footing.VOLUNTARY and LAW in declared(change.seen):
        end_only_the_law(change)
    change.case.footing = asked.footing
    change.case.save(update_fields=["footing"])
    change.record(FOOTING_SET, footing=asked.footing.value)


@dataclass(frozen=True)
class DeclareOnlyTheLaw:
    """No authority is over these people, so nobody sets frames. `fallback`: what happens if there is no plan.

    It replaces the words that were `read`, and asks for a new yes.
    """

    fallback: str
    read: int = 0


@act(Action.DECLARE_ONLY_THE_LAW)
def declare_only_the_law(change: Change, asked: DeclareOnlyTheLaw) -> None:
    require(asked.fallback, "promise-needs-fallback")
    _check_nobody_is_over_them(change)
    check_is_newest(declared_words(change.seen, LAW), asked.read)
    withdraw_all(change, LAW)
    declare(change, LAW, text=asked.fallback)


@dataclass(frozen=True)
class AgreeToOnlyTheLaw:
    """The main person says yes to that, in the words that were `read`."""

    read: int


@act(Action.AGREE_TO_ONLY_THE_LAW)
def agree_to_only_the_law(change: Change, asked: AgreeToOnlyTheLaw) -> None:
    if LAW not in declared(change.seen):
        raise RuleBroken("not-declared-yet")
    check_is_newest(declared_words(change.seen, LAW), asked.read)
    declare(change, LAW, about=change.actor)


def end_only_the_law(change: Change) -> None:
    """An authority has come over these people. After the freeze that would change the rules under their feet."""
    if change.case.phase != Phase.STARTING:
        raise RuleBroken("only-the-law-holds")
    withdraw_all(change, LAW)


def _check_nobody_is_over_them(change: Change) -> None:
    case = change.case
    over = case.seats.filter(role=Role.AUTHORITY, erased_at__isnull=True, declined_at__isnull=True)
    frames = case.frames.filter(superseded_at__isnull=True)
    if case.footing != Footing.VOLUNTARY or over.exists() or frames.exists():
        raise RuleBroken("authority-is-over-them")
