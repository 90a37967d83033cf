"""Beside somebody, a child for instance: an advocate says what they want said, with their say-so, and never decides."""

from datetime import datetime

from gedragen.access.doing import Action, NotFound
from gedragen.cases.engine.change import Change, change_case, own_act
from gedragen.cases.models import Objection, Seat
from gedragen.cases.preparing.commands.preparation import keep_view, keep_voice
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import write_words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.rounds import check_open


def speak_for(case_id: int, text: str, *, room: str, say_so: bool, by: int, at: datetime, once: str = "") -> None:
    """Write down what they worry about. It is their voice, and shows who wrote it down."""
    with own_act(case_id, Action.SPEAK_FOR, by=by, at=at, once=once) as change:
        keep_voice(change, _with_say_so(change, say_so), text, room, spoken_by=change.actor)


def bring_view_for(case_id: int, text: str, *, say_so: bool, by: int, at: datetime, once: str = "") -> int:
    """Bring their opposing view. As with any, only the facilitator knows whose it is. Returns its number."""
    with change_case(case_id, Action.BRING_VIEW_FOR, by=by, at=at, once=once) as change:
        return keep_view(change, _with_say_so(change, say_so), text, spoken_by=change.actor)


def object_for(
    case_id: int, round_number: int, reason: str, *, say_so: bool, by: int, at: datetime, once: str = ""
) -> None:
    """Bring their "no, this must change first", without a name: they may depend on somebody who must not know.

    Only for somebody who decides: an advocate adds no vote.
    """
    with own_act(case_id, Action.OBJECT_FOR, by=by, at=at, once=once) as change:
        seat = _with_say_so(change, say_so)
        if not seat.decides:
            raise RuleBroken("supported-decides-not")
        round_ = row(change.case.rounds, number=round_number)
        check_open(round_.clock, at=at)
        require(reason, "objection-needs-reason")
        words = write_words(change.case, "ballot", "objection", reason, seat=seat, at=at)
        Objection.objects.create(round=round_, reason=words, at=at)


def _with_say_so(change: Change, say_so: bool) -> Seat:
    """Whom this advocate speaks for. Raises RuleBroken unless they said that it may be said."""
    beside = change.actor.speaks_for
    if beside is None:
        raise NotFound
    if not say_so:
        raise RuleBroken("needs-say-so")
    return beside
