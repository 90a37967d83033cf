"""What a child worries about has its answer before a round closes."""

from collections.abc import Iterable
from dataclasses import dataclass

from gedragen.method.broken import RuleBroken
from gedragen.method.texts import is_blank


@dataclass(frozen=True)
class Answered:
    """What became of one worry. `in_item`: an item of the plan answers it; `is_said`: a sentence does.

    `is_told`: who stands beside the child told them.
    """

    in_item: bool = False
    is_said: bool = False
    is_told: bool = False

    @property
    def is_enough(self) -> bool:
        """A plan can be read to a child later; a sentence that nobody told them is none."""
        return self.in_item or (self.is_said and self.is_told)


def holds_up(worries: Iterable[Answered]) -> bool:
    """Whether a round waits: some worry of a child has no answer yet."""
    return not all(worry.is_enough for worry in worries)


def check_answer(*, in_item: bool, text: str) -> None:
    """Raises RuleBroken for an answer that names no item and says nothing."""
    if not in_item and is_blank(text):
        raise RuleBroken("child-needs-answer")
