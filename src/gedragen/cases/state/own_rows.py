"""What somebody did on their own rows. No journal entry tells of it, so the tables are asked every time."""

from gedragen.cases.engine.sight import Eyes
from gedragen.cases.models import RoundAnswer, Task
from gedragen.cases.state.tasks import owners


def own_answers(eyes: Eyes) -> list[RoundAnswer]:
    """All that this seat answered, or that was written down for it."""
    if eyes.seat is None:
        return []
    return list(RoundAnswer.objects.filter(seat=eyes.seat).select_related("reason"))


def own_tasks(eyes: Eyes) -> list[Task]:
    """What this seat was asked to do."""
    if eyes.sight.seat not in owners(eyes.seen):
        return []
    return list(Task.objects.filter(owner=eyes.seat).select_related("what").order_by("number"))
