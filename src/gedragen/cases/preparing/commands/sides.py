"""The sides of a situation: who guides keeps them, and who stands on one speaks for it and says what came of it."""

from dataclasses import dataclass

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Side, View
from gedragen.cases.preparing.entries import (
    NOTHING_ELSE_SAID,
    PUT_ON_SIDES,
    SIDE_EXCEPTED,
    SIDE_NAMED,
    VIEW_BROUGHT,
    VIEW_HEARD,
)
from gedragen.cases.state.views import stands_on
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.opposition.sides import Heard, check_heard, check_was_asked


@dataclass(frozen=True)
class NameSide:
    """A side in people's words: "wie er 's avonds zitten". It keeps its name."""

    name: str


@act(Action.NAME_SIDE)
def name_side(change: Change, asked: NameSide) -> int:
    """Returns its number."""
    name = change.write("open", "side-name", require(asked.name, "needs-name"))
    number = change.case.sides.count() + 1
    Side.objects.create(case=change.case, number=number, name=name, at=change.at)
    change.record(SIDE_NAMED, side=number, name=name)
    return number


@dataclass(frozen=True)
class PutOnSides:
    """On which sides somebody stands who decides, by number. `was`: what the page showed."""

    seat: int
    sides: tuple[int, ...]
    was: tuple[int, ...] = ()


@act(Action.PUT_ON_SIDES)
def put_on_sides(change: Change, asked: PutOnSides) -> None:
    seat = row(change.case.seats, id=asked.seat, decides=True, erased_at__isnull=True)
    stands, wanted = stands_on(change.seen, seat.pk), set(asked.sides)
    if stands != set(asked.was):
        raise RuleBroken("side-has-changed")
    if stands == wanted:
        raise RuleBroken("nothing-changed")
    for number in sorted(stands ^ wanted):
        people = row(change.case.sides, number=number).people
        people.add(seat) if number in wanted else people.remove(seat)
    change.record(PUT_ON_SIDES, seat=seat, sides=sorted(wanted))


@dataclass(frozen=True)
class ExceptSide:
    """Why nobody of this side is here. Everyone can read it. It replaces the words that were `read`, if any."""

    number: int
    text: str
    read: int = 0


@act(Action.EXCEPT_SIDE)
def except_side(change: Change, asked: ExceptSide) -> None:
    side = row(change.case.sides, number=asked.number)
    require(asked.text, "side-exception-needs-text")
    check_is_newest(side.exception_id, asked.read)
    side.exception = change.write("open", "side-exception", asked.text)
    side.save(update_fields=["exception"])
    change.record(SIDE_EXCEPTED, side=side.number, exception=side.exception)


@dataclass(frozen=True)
class BringAbsentView:
    """What somebody said who does not want to be here, and of which side they are, if there are sides."""

    text: str
    side: int | None = None


@act(Action.BRING_ABSENT_VIEW)
def bring_absent_view(change: Change, asked: BringAbsentView) -> int:
    """Returns its number."""
    if asked.side is None and change.case.sides.exists():
        raise RuleBroken("choose-their-side")
    side = row(change.case.sides, number=asked.side) if asked.side is not None else None
    number = change.case.views.count() + 1
    words = change.write("circle", "view", require(asked.text, "view-needs-text"))
    View.objects.create(
        case=change.case, number=number, words=words, brought_by=change.actor, is_absent=True, side=side, at=change.at
    )
    change.record(VIEW_BROUGHT, view=number, side=asked.side, absent=True, words=words)
    return number


@dataclass(frozen=True)
class NothingElse:
    """We, of this side, have no other view."""

    side: int


@act(Action.SAY_NOTHING_ELSE)
def say_nothing_else(change: Change, asked: NothingElse) -> None:
    side = row(change.case.sides, number=asked.side)
    if side.number not in stands_on(change.seen, change.actor.pk):
        raise RuleBroken("not-your-side")
    if side.nothing_else_at is not None or side.views.filter(is_absent=False).exists():
        raise RuleBroken("side-has-spoken")
    side.nothing_else_by, side.nothing_else_at = change.actor, change.at
    side.save(update_fields=["nothing_else_by", "nothing_else_at"])
    change.record_unnamed(NOTHING_ELSE_SAID, side=side.number)


@dataclass(frozen=True)
class SayHeard:
    """Whether my point was heard; or, by who guides, that they were asked and said nothing."""

    number: int
    heard: Heard


@act(Action.SAY_HEARD)
def say_heard(change: Change, asked: SayHeard) -> None:
    view = row(change.case.views, number=asked.number, words__erased_at__isnull=True)
    is_theirs = not view.is_absent and change.actor.pk in (view.brought_by_id, view.spoken_by_id)
    guides = change.actor.role == Role.FACILITATOR and not view.is_absent
    check_heard(asked.heard, is_answered=view.answer_id is not None, is_theirs=is_theirs, guides=guides)
    if asked.heard is Heard.ASKED and view.answered_at is not None:
        check_was_asked(view.heard, answered_at=view.answered_at, at=change.at)
    if asked.heard == view.heard:
        raise RuleBroken("nothing-changed")
    view.heard, view.heard_at = asked.heard, change.at
    view.save(update_fields=["heard", "heard_at"])
    # Whose view it is stays between them and who guides.
    change.record_unnamed(VIEW_HEARD, view=view.number, heard=asked.heard.value)
