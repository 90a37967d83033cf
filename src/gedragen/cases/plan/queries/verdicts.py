"""What the authority said must change so that the plan does fit: it stands beside the plan until it is asked again."""

from dataclasses import dataclass

from gedragen.cases.engine.sight import Eyes
from gedragen.cases.state.frame_tests import not_met


@dataclass(frozen=True)
class Unmet:
    """One frame, by number and text, and what must change so that the plan meets it."""

    number: int
    frame: str
    must_change: str


def unmet(eyes: Eyes) -> tuple[Unmet, ...]:
    return tuple(Unmet(one.frame.number, eyes.text(one.frame.text), eyes.text(one.words)) for one in not_met(eyes.seen))
