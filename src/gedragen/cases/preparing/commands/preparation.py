"""Everyone is prepared: talks, first voices and opposing views."""

from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.change import Change, change_case, own_act
from gedragen.cases.engine.declare import declare
from gedragen.cases.models import Seat, View, Voice
from gedragen.cases.state.declared import declared_words
from gedragen.cases.store.chain import leaf, new_salt
from gedragen.cases.store.journal import Kind, stamp
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest, digest_of, write_words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.declarations import DeclarationKind

VOICE_ROOMS = ("private", "circle")


def record_preparation(case_id: int, seat_id: int, *, notes: str = "", by: int, at: datetime, once: str = "") -> None:
    """The facilitator has talked with this person: they know what they may decide, and how."""
    with change_case(case_id, Action.RECORD_PREPARATION, by=by, at=at, once=once) as change:
        seat = row(change.case.seats, id=seat_id, erased_at__isnull=True)
        if not seat.standing.has_joined:
            raise RuleBroken("has-not-joined")
        declare(change, DeclarationKind.PREPARATION, about=seat, text=notes)
        seat.talked_at = at
        seat.save(update_fields=["talked_at"])


def give_voice(case_id: int, text: str, *, room: str, by: int, at: datetime, once: str = "") -> None:
    """Say what you worry about, to the facilitator only (`private`) or to all who take part (`circle`)."""
    with own_act(case_id, Action.GIVE_VOICE, by=by, at=at, once=once) as change:
        keep_voice(change, change.actor, text, room)


def keep_voice(change: Change, seat: Seat, text: str, room: str, *, spoken_by: Seat | None = None) -> None:
    """Keep a first voice of this seat, inside an act that is already under way."""
    require(text, "voice-needs-text")
    if room not in VOICE_ROOMS:
        raise RuleBroken("unknown-room")
    if not change.case.standing_of(change.actor).writes_in(room):
        raise RuleBroken("voice-room-is-shut")
    words, salt = write_words(change.case, room, "voice", text, seat=seat, at=change.at), new_salt()
    Voice.objects.create(
        case=change.case,
        seat=seat,
        words=words,
        spoken_by=spoken_by,
        at=change.at,
        salt=salt,
        leaf=leaf(salt, {"voice": digest_of(words), "seat": seat.number, "at": stamp(change.at)}),
    )


def bring_view(case_id: int, text: str, *, by: int, at: datetime, once: str = "") -> int:
    """Bring an opposing view. All who take part read it; who brought it is for the facilitator alone."""
    with change_case(case_id, Action.BRING_VIEW, by=by, at=at, once=once) as change:
        return keep_view(change, change.actor, text)


def keep_view(change: Change, seat: Seat, text: str, *, spoken_by: Seat | None = None) -> int:
    """Keep an opposing view of this seat, inside an act that is already under way. Returns its number."""
    number = change.case.views.count() + 1
    # No seat on the words: it would tell who wrote them.
    words = write_words(change.case, "circle", "view", require(text, "view-needs-text"), seat=None, at=change.at)
    View.objects.create(
        case=change.case, number=number, words=words, brought_by=seat, spoken_by=spoken_by, at=change.at
    )
    # A shared entry names its actor, and the journal is for anyone: the bringer stays out of it.
    change.record_unnamed(Kind.VIEW_BROUGHT, view=number, words=words)
    return number


def answer_view(case_id: int, number: int, text: str, *, read: int = 0, by: int, at: datetime, once: str = "") -> None:
    """Say what the plan does with an opposing view. It replaces the words that were `read`, if any."""
    with change_case(case_id, Action.ANSWER_VIEW, by=by, at=at, once=once) as change:
        view = row(change.case.views, number=number)
        require(text, "answer-needs-text")
        check_is_newest(view.answer_id, read)
        view.answer = change.write("circle", "view-answer", text)
        view.answered_by, view.answered_at = change.actor, at
        view.save(update_fields=["answer", "answered_by", "answered_at"])
        change.record(Kind.VIEW_ANSWERED, view=number, answer=view.answer)


def except_opposition(case_id: int, text: str, *, read: int = 0, by: int, at: datetime, once: str = "") -> None:
    """At level conflict: why deciding may begin without an opposing view. Everyone in the case can read it.

    It replaces the words that were `read`, if any.
    """
    with change_case(case_id, Action.EXCEPT_OPPOSITION, by=by, at=at, once=once) as change:
        require(text, "exception-needs-text")
        check_is_newest(declared_words(change.seen, DeclarationKind.OPPOSITION_EXCEPTION), read)
        declare(change, DeclarationKind.OPPOSITION_EXCEPTION, text=text, room="open", replaces=True)
