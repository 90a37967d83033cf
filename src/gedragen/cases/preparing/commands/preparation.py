"""Everyone is prepared: talks, first voices and opposing views."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import declare
from gedragen.cases.models import Seat, TalkPoint, View, Voice
from gedragen.cases.preparing.commands.questions import put_question
from gedragen.cases.preparing.entries import VIEW_ANSWERED, VIEW_BROUGHT
from gedragen.cases.state.declared import declared_words
from gedragen.cases.state.gates import is_asked_here
from gedragen.cases.state.views import are_sides_asked, stands_on
from gedragen.cases.store.evidence.chain import new_salt
from gedragen.cases.store.leaves import leaf_of
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest, write_words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.talk import check_asked
from gedragen.method.opposition.sides import check_other_side, side_of_view
from gedragen.method.texts import is_blank

VOICE_ROOMS = ("private", "circle")


@dataclass(frozen=True)
class Spoken:
    """What became of one question of the talk, by its key."""

    key: str
    is_ticked: bool = True
    note: str = ""


@dataclass(frozen=True)
class RecordPreparation:
    """The facilitator has talked with this person: they know what they may decide, and how.

    `spoken`: of the questions that the approach asks in a talk.
    """

    seat_id: int
    notes: str = ""
    spoken: tuple[Spoken, ...] = ()


@act(Action.RECORD_PREPARATION)
def record_preparation(change: Change, asked: RecordPreparation) -> None:
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    if not seat.standing.has_joined:
        raise RuleBroken("has-not-joined")
    talk = change.case.approach.talk
    here = [one.key for one in talk if is_asked_here(change.seen, one.asked_from)]
    check_asked(talk, asked_here=here, ticked=[one.key for one in asked.spoken if one.is_ticked])
    declare(change, DeclarationKind.PREPARATION, about=seat, text=asked.notes)
    _keep_points(change, seat, asked.spoken)
    seat.talked_at = change.at
    seat.save(update_fields=["talked_at"])


def _keep_points(change: Change, seat: Seat, spoken: Sequence[Spoken]) -> None:
    asked = {one.key: one for one in change.case.approach.talk}
    for one in spoken:
        if one.key not in asked or (one.note and not asked[one.key].has_note):
            raise RuleBroken("not-asked-in-a-talk")
        if asked[one.key].becomes_question and not is_blank(one.note):
            # It is hers to write down: whose it is stands nowhere.
            put_question(change, one.note)
            continue
        note = change.write_if_any("private", "talk-note", one.note)
        TalkPoint.objects.create(seat=seat, key=one.key, is_ticked=one.is_ticked, note=note)


@dataclass(frozen=True)
class GiveVoice:
    """Say what you worry about, to the facilitator only (`private`) or to all who take part (`circle`)."""

    text: str
    room: str


@act(Action.GIVE_VOICE)
def give_voice(change: Change, asked: GiveVoice) -> None:
    keep_voice(change, change.actor, asked.text, asked.room)


def keep_voice(change: Change, seat: Seat, text: str, room: str, *, spoken_by: Seat | None = None) -> None:
    """Keep a first voice of this seat, inside an act that is already under way."""
    require(text, "voice-needs-text")
    if room not in VOICE_ROOMS:
        raise RuleBroken("unknown-room")
    change.check_begins_in(room)
    words = write_words(change.case, room, "voice", text, seat=seat, at=change.at)
    voice = Voice(case=change.case, seat=seat, words=words, spoken_by=spoken_by, at=change.at, salt=new_salt())
    voice.leaf = leaf_of(voice)
    voice.save()


@dataclass(frozen=True)
class BringView:
    """Bring an opposing view. All who take part read it; who brought it is for the facilitator alone.

    `side`: for which of the sides on which they stand, where that are several.
    """

    text: str
    side: int | None = None


@act(Action.BRING_VIEW)
def bring_view(change: Change, asked: BringView) -> int:
    return keep_view(change, change.actor, asked.text, chosen=asked.side)


def keep_view(
    change: Change, seat: Seat, text: str, *, spoken_by: Seat | None = None, chosen: int | None = None
) -> int:
    """Keep an opposing view of this seat, inside an act that is already under way. Returns its number.

    Who stands beside somebody on several sides brings it for none.
    """
    mine = stands_on(change.seen, seat.pk)
    side = side_of_view(mine, chosen) if spoken_by is None or len(mine) == 1 else None
    number = change.case.views.count() + 1
    # No seat on the words: it would tell who wrote them.
    words = write_words(change.case, "circle", "view", require(text, "view-needs-text"), seat=None, at=change.at)
    View.objects.create(
        case=change.case,
        number=number,
        words=words,
        brought_by=seat,
        spoken_by=spoken_by,
        side=change.case.sides.get(number=side) if side is not None else None,
        at=change.at,
    )
    # A shared entry names its actor, and the journal is for anyone: the bringer stays out of it.
    change.record_unnamed(VIEW_BROUGHT, view=number, side=side, words=words)
    return number


@dataclass(frozen=True)
class AnswerView:
    """Say what the plan does with somebody else's view. It replaces the words that were `read`, if any."""

    number: int
    text: str
    read: int = 0


@act(Action.ANSWER_VIEW)
def answer_view(change: Change, asked: AnswerView) -> None:
    view = row(change.case.views, number=asked.number)
    if change.actor.pk in (view.brought_by_id, view.spoken_by_id):
        raise RuleBroken("view-is-yours")
    check_other_side(_sides_of(change, view), sides_of_seat(change, change.actor))
    require(asked.text, "answer-needs-text")
    check_is_newest(view.answer_id, asked.read)
    view.answer = change.write("circle", "view-answer", asked.text)
    view.answered_by, view.answered_at = change.actor, change.at
    # What was said of the old answer says nothing of this one.
    view.heard, view.heard_at = "", None
    view.save(update_fields=["answer", "answered_by", "answered_at", "heard", "heard_at"])
    # Of a view of one side a name would tell that somebody stands on another.
    record = change.record if view.side_id is None else change.record_unnamed
    record(VIEW_ANSWERED, view=asked.number, answer=view.answer)


def sides_of_seat(change: Change, seat: Seat) -> Collection[object]:
    """On which sides somebody stands: those of the approach, or else of the situation."""
    return {seat.side} - {""} if change.case.approach.sides else stands_on(change.seen, seat.pk)


def _sides_of(change: Change, view: View) -> Collection[object]:
    """In whose name a view was brought. None where there were no sides then: anybody else answers it."""
    if change.case.approach.sides:
        return sides_of_seat(change, view.brought_by)
    return {view.side.number} if view.side is not None else ()


@dataclass(frozen=True)
class ExceptOpposition:
    """At level conflict: why deciding may begin without an opposing view. Everyone in the case can read it.

    It replaces the words that were `read`, if any.
    """

    text: str
    read: int = 0


@act(Action.EXCEPT_OPPOSITION)
def except_opposition(change: Change, asked: ExceptOpposition) -> None:
    if are_sides_asked(change.seen):
        raise RuleBroken("except-one-side")
    require(asked.text, "exception-needs-text")
    check_is_newest(declared_words(change.seen, DeclarationKind.OPPOSITION_EXCEPTION), asked.read)
    declare(change, DeclarationKind.OPPOSITION_EXCEPTION, text=asked.text, replaces=True)
