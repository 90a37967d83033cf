"""Beside somebody, a child for instance: an advocate says what they want said, with their say-so, and never decides."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound, Role
from gedragen.cases.children.worries import children_of
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Objection, Seat
from gedragen.cases.preparing.commands.preparation import keep_view, keep_voice
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import write_words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.rounds import check_open


@dataclass(frozen=True)
class SpeakFor:
    """Write down what they worry about. It is their voice, and shows who wrote it down.

    `seat_id`: the child for whom who guides writes; who stands beside somebody writes for them.
    """

    text: str
    room: str
    say_so: bool
    seat_id: int | None = None


@act(Action.SPEAK_FOR)
def speak_for(change: Change, asked: SpeakFor) -> None:
    keep_voice(
        change, _with_say_so(change, asked.say_so, child=asked.seat_id), asked.text, asked.room, spoken_by=change.actor
    )


@dataclass(frozen=True)
class BringViewFor:
    """Bring their opposing view. As with any, only the facilitator knows whose it is."""

    text: str
    say_so: bool


@act(Action.BRING_VIEW_FOR)
def bring_view_for(change: Change, asked: BringViewFor) -> int:
    """Returns its number."""
    return keep_view(change, _with_say_so(change, asked.say_so), asked.text, spoken_by=change.actor)


@dataclass(frozen=True)
class ObjectFor:
    """Bring their "no, this must change first", without a name: they may depend on somebody who must not know.

    Only for somebody who decides: an advocate adds no vote.
    """

    round_number: int
    reason: str
    say_so: bool


@act(Action.OBJECT_FOR)
def object_for(change: Change, asked: ObjectFor) -> None:
    seat = _with_say_so(change, asked.say_so)
    if not seat.decides:
        raise RuleBroken("supported-decides-not")
    round_ = row(change.case.rounds, number=asked.round_number)
    check_open(round_.clock, at=change.at)
    require(asked.reason, "objection-needs-reason")
    words = write_words(change.case, "ballot", "objection", asked.reason, seat=seat, at=change.at)
    Objection.objects.create(round=round_, reason=words, at=change.at)


def _with_say_so(change: Change, say_so: bool, *, child: int | None = None) -> Seat:
    """Whom the actor speaks for. Raises RuleBroken unless they said that it may be said."""
    beside = change.actor.speaks_for
    if change.actor.role == Role.FACILITATOR:
        beside = row(children_of(change.case), id=child or 0)
    if beside is None:
        raise NotFound
    if not say_so:
        raise RuleBroken("needs-say-so")
    return beside
