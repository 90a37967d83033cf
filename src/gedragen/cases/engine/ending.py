"""How every case ends, whatever ended it: what runs behind a door ends with it, and what was said quietly goes.

And how it goes on, after it was proposed to end.
"""

from collections.abc import Collection

from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import erase_quiet, quiet_of
from gedragen.cases.engine.kept_rooms import end_rooms_with_the_case
from gedragen.cases.store.entries import ENDING_TAKEN_BACK
from gedragen.method.phases import Ending

# Over once people decide.
EARLY = tuple(one for one in Ending if one.is_early)


def end_case(change: Change, ending: Ending) -> None:
    """The caller makes rounds and tests void, and tells the journal."""
    case = change.case
    end_rooms_with_the_case(change)
    erase_quiet(change, quiet_of(case))
    case.ending, case.closed_at = ending, change.at
    case.save(update_fields=["ending", "closed_at"])


def drop_proposal(change: Change, *, of: Collection[Ending] = tuple(Ending)) -> None:
    """It is not proposed any more to end it, if it was. `of`: the ways of ending that are over."""
    for proposal in change.case.ending_proposals.filter(over_at__isnull=True, ending__in=of):
        proposal.over_at = change.at
        proposal.save(update_fields=["over_at"])
        change.record(ENDING_TAKEN_BACK, ending=proposal.number)
