"""The rooms of closed time in a case: which one runs, and ending it with the case."""

from gedragen.access.doing import NotFound
from gedragen.access.seeing import Rows, sight
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Case, Room
from gedragen.cases.store.entries import CLOSED_TIME_ENDED


def closed_room(change: Change, number: int) -> Room:
    """The room of this closed time, held until the act is done: two people who write at once take turns.

    Raises NotFound, also for who came in when it was over: that person learns not even what there was to choose from.
    """
    found = Room.objects.select_for_update().filter(case=change.case, is_closed=True, number=number).first()
    if found is None or sight(change.actor.looker, [found.rule]).words[found.key] is not Rows.ALL:
        raise NotFound
    return found


def running_closed_room(case: Case) -> Room | None:
    """The closed time that people have not come out of yet."""
    return Room.objects.filter(case=case, is_closed=True, ended_at__isnull=True).first()


def end_room(change: Change, room: Room) -> None:
    """Nothing is written there any more. Who pressed the button is not told: that would name one of those inside."""
    room.ended_at = change.at
    room.save(update_fields=["ended_at"])
    change.record_unnamed(CLOSED_TIME_ENDED, room=room.number)


def end_closed_time_with_the_case(change: Change) -> None:
    """A case that ends leaves no door shut behind it."""
    running = running_closed_room(change.case)
    if running is not None:
        end_room(change, running)
