"""How every case ends, whatever ended it: what runs behind a door ends with it, and what was said quietly goes."""

from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import erase_quiet, quiet_of
from gedragen.cases.engine.kept_rooms import end_rooms_with_the_case
from gedragen.method.phases import Ending


def end_case(change: Change, ending: Ending) -> None:
    """The caller makes rounds and tests void, and tells the journal."""
    case = change.case
    end_rooms_with_the_case(change)
    erase_quiet(change, quiet_of(case))
    case.ending, case.closed_at = ending, change.at
    case.save(update_fields=["ending", "closed_at"])
