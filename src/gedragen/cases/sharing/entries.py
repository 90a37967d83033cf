"""What the journal tells of sharing the plan, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

# `seat`: with whom, so that it is theirs to read as well. `asked`: more, for which a second person is needed.
PLAN_SHARED = Kind("plan-shared", Topic.DECLARATIONS, public="reach asked")
