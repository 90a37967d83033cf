"""Who was asked for a task, and the days to look back. How it stands with a task is its owner's own act."""

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import CheckIn, Task
from gedragen.cases.store.entries import Topic


@part(Topic.TASKS)
def task_owners(seen: Snapshot) -> frozenset[tuple[int, int]]:
    """Item and owner, by key, of every task that was ever offered."""
    return frozenset(Task.objects.filter(case=seen.case_id).values_list("item", "owner"))


def owners(seen: Snapshot) -> frozenset[int]:
    """Who was ever asked for a task."""
    return frozenset(owner for _, owner in task_owners(seen))


@part(Topic.FOLLOW_THROUGH)
def check_ins(seen: Snapshot) -> tuple[CheckIn, ...]:
    found = CheckIn.objects.filter(case=seen.case_id)
    return tuple(found.select_related("words").order_by("due_on", "number"))


def days_to_agree(seen: Snapshot) -> tuple[int, ...]:
    """After how many months people look back, as long as they have not agreed on a day for it themselves."""
    approach = seen.case.approach
    if not approach.days_are_agreed:
        return ()
    agreed = {one.months for one in check_ins(seen)}
    return tuple(months for months in approach.review_months if months not in agreed)
