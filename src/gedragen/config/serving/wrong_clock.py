"""Whether the clock of this machine can be right, asked before time itself closes a round or counts silence."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from gedragen.cases.models import JournalEntry
from gedragen.notices.lease import last_turn
from gedragen.notices.worker import clear_away, tick

# After so long without a tick the machine was off, or its clock is wrong. What a tick does cannot be taken back.
LONGEST_GAP = timedelta(days=7)
# Two machines never quite agree.
SLACK = timedelta(minutes=5)


def tick_if_sure(*, at: datetime, is_sure: bool = False) -> str:
    """One round of what time asks for; or, where the clock is in doubt, nothing but the sentence that says so."""
    if not is_sure and (doubt := gap_doubt(at)):
        clear_away(at=at)
        return doubt
    tick(at=at)
    return ""


def gap_doubt(at: datetime) -> str:
    last = last_turn("worker")
    if last is None or at - last <= LONGEST_GAP:
        return ""
    return (
        f"It is {when(at)} here, and the last work was done on {when(last)}. Is the clock of this machine right? "
        "If not, set it right: nothing was closed or mailed. If it is, run `gedragen tick --catch-up` once."
    )


def clock_doubts(*, at: datetime) -> list[str]:
    """What `gedragen check` tells of the clock."""
    newest = JournalEntry.objects.aggregate(newest=Max("at"))["newest"]
    doubts = [gap_doubt(at)]
    if newest is not None and newest > at + SLACK:
        doubts.append(
            f"It is {when(at)} here, and the newest entry in a journal is of {when(newest)}. If the clock of this "
            "machine is wrong now, set it right. If it was wrong then, nothing needs doing: entries keep their order."
        )
    return [doubt for doubt in doubts if doubt]


def when(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d-%m-%Y %H:%M}"
