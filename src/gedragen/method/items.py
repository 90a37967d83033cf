"""Where an item of the plan stands, told from its versions and rounds."""

from dataclasses import dataclass
from enum import StrEnum

from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Outcome
from gedragen.method.promise import Rung, people_decide


class ItemKind(StrEnum):
    """A measure is part of the plan; a closing item asks whether the people are done.

    FRAME: whether they accept a limit that was promised otherwise. It is no part of the plan, and answered once.
    """

    MEASURE = "measure"
    CLOSING = "closing"
    FRAME = "frame"


class ItemState(StrEnum):
    DRAFT = "draft"
    IN_ROUND = "in_round"
    OBJECTED = "objected"
    NOT_PASSED = "not_passed"
    PASSED = "passed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class ItemFacts:
    """What is known of the newest version: is a round open, and how did its newest round end?"""

    dropped: bool
    round_open: bool
    outcome: Outcome | None


def state(facts: ItemFacts) -> ItemState:
    if facts.dropped:
        return ItemState.DROPPED
    if facts.round_open:
        return ItemState.IN_ROUND
    if facts.outcome is None:
        return ItemState.DRAFT
    if facts.outcome is Outcome.TOO_FEW:
        return ItemState.NOT_PASSED
    return ItemState(facts.outcome.value)


@dataclass(frozen=True)
class TextFacts:
    """What is known of one text of an item. `was_agreed`: a round about it passed, whatever came after."""

    is_proposal: bool
    was_agreed: bool

    @property
    def holds_once(self) -> bool:
        """Whether it stood in the plan, now or before: the newest of those holds.

        What people agreed on holds until they agree on another: no text of one person takes its place.
        """
        return not self.is_proposal or self.was_agreed


def is_on_the_table(item_state: ItemState) -> bool:
    """Whether people can still come to agree on a proposal in this state. One that did not pass is over."""
    return item_state in (ItemState.DRAFT, ItemState.IN_ROUND, ItemState.OBJECTED)


def asks_consent(rung: Rung | None, kind: ItemKind) -> bool:
    """Below the fifth rung people advise, and decide on one thing only: whether they themselves are done.

    `rung`: as it was promised; None where nothing was.
    """
    return rung is None or people_decide(rung) or kind is ItemKind.CLOSING


def is_asked_beside(*, is_tested: bool, is_carried_out: bool, is_bound: bool) -> bool:
    """Whether a no to a text that passed is asked about beside it, so that it holds and a test goes on.

    One person alone ends neither. Who carries it, or is bound by it, does: nothing is carried against their no.
    """
    return (is_tested or is_carried_out) and not is_bound


def check_is_theirs(kind: ItemKind) -> None:
    """Raises RuleBroken for what an authority asks: the deciders accept it or not, and that is all there is to it."""
    if kind is ItemKind.FRAME:
        raise RuleBroken("frame-is-answered-once")


def check_can_change(item_state: ItemState) -> None:
    """Raises RuleBroken while people are answering: nobody's yes moves to another text."""
    if item_state is ItemState.IN_ROUND:
        raise RuleBroken("round-is-open")
    if item_state is ItemState.DROPPED:
        raise RuleBroken("item-is-dropped")


def check_can_open_round(item_state: ItemState) -> None:
    """Raises RuleBroken unless the item waits for answers. An objection is answered by changing the item."""
    if item_state is ItemState.OBJECTED:
        raise RuleBroken("change-item-first")
    if item_state is ItemState.PASSED:
        raise RuleBroken("item-has-passed")
    check_can_change(item_state)
