"""What an approach says of its rooms in time: readers who come in from a stage on, and who keeps what was said."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gedragen.cases.engine.change import Change
from gedragen.cases.engine.closed_rooms import end_closed_time_with_the_case
from gedragen.cases.models import Case, ItemVersion, Room, Words
from gedragen.cases.store.entries import ROOM_EMPTIED, Topic
from gedragen.cases.store.words import WHO_SOMEBODY_IS, forget, move_words
from gedragen.method.constitution.keys.rooms import ASKED_ROOM, Kept
from gedragen.method.stages.rooms import is_reached

# Beside a room in which people have their names lies what was said there, once only participants keep that.
KEPT_ROOM = "{}-kept"


def let_readers_in(change: Change) -> None:
    """The readers of rooms that waited for this stage come in. Nobody is sent out again when the case goes back."""
    case = change.case
    waiting = Room.objects.filter(case=case, waits_for__gt="")
    for room in waiting:
        if is_reached(case.approach, room.waits_for, case.stage):
            room.waits_for = ""
            room.save(update_fields=["waits_for"])
    if waiting:
        change.moves(*ROOM_EMPTIED.moves)


def end_rooms_with_the_case(change: Change) -> None:
    """A case that ends leaves no door shut behind it, and what was said is kept by whom the approach says."""
    end_closed_time_with_the_case(change)
    for room in Room.objects.filter(case=change.case).exclude(kept=Kept.BY_READERS).order_by("id"):
        if room.kept == Kept.BY_NOBODY:
            _empty(change, room)
        else:
            _for_participants(change, room)


def room_before_authority(case: Case) -> str:
    """Where lies what is put before the authority, and what they say of it: beside the plan, or in it."""
    return ASKED_ROOM if Room.objects.filter(case=case, key=ASKED_ROOM).exists() else "plan"


def put_before_authority(change: Change, versions: Collection[ItemVersion]) -> None:
    """These texts as they are now, and nothing else of the plan: no earlier text, and not why one was changed."""
    room = room_before_authority(change.case)
    if room == ASKED_ROOM:
        texts = [text for one in versions for text in (one.title_id, one.what_id, one.why_id, one.when_id)]
        move_words(change.case, texts, room)
        change.moves(Topic.ITEMS)


def room_of_circle(case: Case) -> Room:
    """Where a ballot opens: also after the end, and then for those who keep what was said."""
    beside = Room.objects.filter(case=case, key=KEPT_ROOM.format("circle")).first()
    return beside or Room.objects.get(case=case, key="circle")


def _empty(change: Change, room: Room) -> None:
    said = _said_in(room)
    gone = set(said.values_list("id", flat=True))
    change.erases(words=gone)
    forget(said, at=change.at)
    change.record_unnamed(ROOM_EMPTIED, room=room.key, texts=len(gone))


def _for_participants(change: Change, room: Room) -> None:
    readers = sorted(set(room.readers) & {"participant", "main_person"})
    if room.rule.is_own:
        room.readers = readers
        room.save(update_fields=["readers"])
    else:
        beside = {"readers": readers, "circles": room.circles, "is_public": False, "keeps_own": room.keeps_own}
        kept, _ = Room.objects.update_or_create(
            case=change.case, key=KEPT_ROOM.format(room.key), defaults={**beside, "kept": Kept.BY_PARTICIPANTS}
        )
        _said_in(room).update(room=kept)
    change.moves(*ROOM_EMPTIED.moves)


def _said_in(room: Room) -> QuerySet[Words]:
    """All but who somebody is and where they are reached. What is still shut would have been read in the circle."""
    here = Q(room=room)
    if room.key == "circle" and room.kept == Kept.BY_NOBODY:
        here |= Q(room__case=room.case_id, room__key="ballot")
    return Words.objects.filter(here, case=room.case_id, erased_at__isnull=True).exclude(kind__in=WHO_SOMEBODY_IS)
