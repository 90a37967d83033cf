"""Where in its phase a case is, and what could come next there."""

from gedragen.cases.engine.snapshot import Snapshot
from gedragen.cases.state.headcount import groups
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from gedragen.method.stages import Whereabouts


def whereabouts(seen: Snapshot) -> Whereabouts | None:
    """None as long as nobody took up the question."""
    case = seen.case
    if not case.approach_key:
        return None
    return Whereabouts(
        approach=case.approach,
        phase=Phase(case.phase),
        key=case.stage,
        level=Level(case.level) if case.level else None,
        people=sum(group.joined for group in groups(seen) if group.decides),
    )
