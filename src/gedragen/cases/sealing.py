"""Sealing own acts that belong to no round: first voices, and yes or no to a task."""

from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.change import CLOCK, By, change_case
from gedragen.cases.store.chain import merkle_root
from gedragen.cases.store.journal import Kind
from gedragen.method.broken import RuleBroken


def seal_own_acts(case_id: int, *, by: By = CLOCK, at: datetime) -> None:
    """One entry for everything people did on their own rows since the last seal."""
    with change_case(case_id, Action.SEAL, by=by, at=at) as change:
        voices = change.case.voices.filter(sealed_at__isnull=True).order_by("id")
        tasks = change.case.tasks.filter(sealed_at__isnull=True).exclude(leaf="").order_by("number")
        leaves = [*voices.values_list("leaf", flat=True), *tasks.values_list("leaf", flat=True)]
        numbers = list(tasks.values_list("number", flat=True))
        if not leaves:
            raise RuleBroken("nothing-to-seal")
        voices.update(sealed_at=at)
        change.case.tasks.filter(number__in=numbers).update(sealed_at=at)
        change.record(Kind.OWN_ACTS_SEALED, acts=len(leaves), tasks=numbers, seal=merkle_root(leaves))
