"""A parent with authority over a child is kept out: was there a ruling, and did who guides talk it over?"""

from dataclasses import dataclass

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.store.entries import Topic
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.method.stages.keeping_out import KEPT_OUT, Ruling


@dataclass(frozen=True)
class LookAgain:
    """`ruling`: None when nothing is said of it. `with_colleague`: for who guides; of others it is not taken."""

    number: int
    is_parent: bool
    ruling: Ruling | None = None
    with_colleague: bool = False


@act(Action.LOOK_AGAIN)
def look_again(change: Change, asked: LookAgain) -> None:
    """No entry tells of it: that would tell who was kept out. Only who guides takes back that it is a parent."""
    nomination = row(change.case.nominations, number=asked.number)
    if nomination.state not in KEPT_OUT:
        raise RuleBroken("nobody-is-kept-out")
    guides = change.actor.role == Role.FACILITATOR
    nomination.is_parent = asked.is_parent or (nomination.is_parent and not guides)
    if not nomination.is_parent:
        nomination.ruling, nomination.with_colleague = "", False
    else:
        nomination.ruling = asked.ruling or nomination.ruling
        nomination.with_colleague = asked.with_colleague if guides else nomination.with_colleague
    nomination.save(update_fields=["is_parent", "ruling", "with_colleague"])
    change.keep_quiet(Topic.NOMINATIONS)
