"""What the journal tells of ending without a plan, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

ENDING_PROPOSED = Kind("ending-proposed", Topic.CASE, public="ending attempts until ends")
ENDING_HELD = Kind("ending-held", Topic.CASE, public="ending step until")
ENDED_WITHOUT_PLAN = Kind("ended-without-plan", Topic.CASE, public="promise ending")
STOPPED_BY_MAIN_PERSON = Kind("stopped-by-main-person", Topic.CASE)
