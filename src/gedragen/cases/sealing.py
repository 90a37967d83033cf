"""Sealing own acts that belong to no round: first voices, and yes or no to a task or to taking part."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import CLOCK, Change
from gedragen.cases.engine.version import Version
from gedragen.cases.models import Reply
from gedragen.cases.store.entries import OWN_ACTS_SEALED, Topic
from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.cases.store.journal import move
from gedragen.method.broken import RuleBroken

# Every page reads who joined or declined since the last seal: when these are so many, nobody waits for the next tick.
MANY = 200


def seal_if_many(version: Version, *, at: datetime) -> None:
    """After somebody joined or declined, from this version on."""
    if len(version.moved) >= MANY:
        with suppress(RuleBroken):
            # Another one may have been first.
            seal_own_acts(version.case_id, by=CLOCK, at=at)


@act(Action.SEAL)
def seal_own_acts(change: Change) -> None:
    """One entry for everything people did on their own rows since the last seal."""
    voices = change.case.voices.filter(sealed_at__isnull=True).order_by("id")
    tasks = change.case.tasks.filter(sealed_at__isnull=True).exclude(leaf="").order_by("number")
    replies = list(change.case.replies.filter(sealed_at__isnull=True).select_related("seat").order_by("id"))
    leaves = [*voices.values_list("leaf", flat=True), *tasks.values_list("leaf", flat=True)]
    leaves += [reply.leaf for reply in replies]
    numbers = list(tasks.values_list("number", flat=True))
    if not leaves:
        raise RuleBroken("nothing-to-seal")
    sealed = {"sealed_at": change.at, "sealed_in": change.case.journal_number + 1}
    voices.update(**sealed)
    change.case.tasks.filter(number__in=numbers).update(**sealed)
    Reply.objects.filter(id__in=[reply.pk for reply in replies]).update(**sealed)
    _move_by(change, replies)
    change.record(
        OWN_ACTS_SEALED,
        acts=len(leaves),
        tasks=numbers,
        joined=[reply.seat.number for reply in replies if reply.joins] or None,
        declined=[reply.seat.number for reply in replies if not reply.joins] or None,
        seal=merkle_root(leaves),
    )


def _move_by(change: Change, replies: Sequence[Reply]) -> None:
    """Each moved its topics by one, and does no more once it is sealed: the numbers stay what they were."""
    move(change.case, [Topic.PEOPLE], by=len(replies))
    move(change.case, [Topic.LEAVING], by=sum(not reply.joins or reply.returns for reply in replies))
