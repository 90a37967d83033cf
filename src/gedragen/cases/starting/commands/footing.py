"""On which footing people are here, and the state in which no authority is over them: only the law is the limit."""

from datetime import datetime

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.change import Change, change_case
from gedragen.cases.engine.declare import declare, withdraw_all
from gedragen.cases.state.declared import declared, declared_words
from gedragen.cases.store.journal import Kind
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.asked_footing import check_footing
from gedragen.method.phases import Phase

LAW = DeclarationKind.ONLY_THE_LAW


def set_footing(case_id: int, footing: Footing, *, was: str = "", by: int, at: datetime, once: str = "") -> None:
    """Record that people come of their own will, under pressure, or by order of a court.

    `was` is the footing that the page showed; empty when none was recorded yet.
    """
    with change_case(case_id, Action.SET_FOOTING, by=by, at=at, once=once) as change:
        if was != change.case.footing:
            raise RuleBroken("footing-has-changed")
        check_footing(footing, change.case.approach.footing)
        if change.case.footing == footing:
            raise RuleBroken("nothing-changed")
        if footing is not Footing.VOLUNTARY and LAW in declared(change.seen):
            end_only_the_law(change)
        change.case.footing = footing
        change.case.save(update_fields=["footing"])
        change.record(Kind.FOOTING_SET, footing=footing.value)


def declare_only_the_law(case_id: int, fallback: str, *, read: int = 0, by: int, at: datetime, once: str = "") -> None:
    """No authority is over these people, so nobody sets frames. `fallback`: what happens if there is no plan.

    It replaces the words that were `read`, and asks for a new yes.
    """
    with change_case(case_id, Action.DECLARE_ONLY_THE_LAW, by=by, at=at, once=once) as change:
        require(fallback, "promise-needs-fallback")
        _check_nobody_is_over_them(change)
        check_is_newest(declared_words(change.seen, LAW), read)
        withdraw_all(change, LAW)
        declare(change, LAW, text=fallback)


def agree_to_only_the_law(case_id: int, *, read: int, by: int, at: datetime, once: str = "") -> None:
    """The main person says yes to that, in the words that were `read`."""
    with change_case(case_id, Action.AGREE_TO_ONLY_THE_LAW, by=by, at=at, once=once) as change:
        if LAW not in declared(change.seen):
            raise RuleBroken("not-declared-yet")
        check_is_newest(declared_words(change.seen, LAW), read)
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
