"""What the journal tells of carrying out, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

TASK_OFFERED = Kind("task-offered", Topic.TASKS, public="task item task_kind circle due_on")
LATE_YES = Kind("late-yes", Topic.OUTCOMES, Topic.TASKS, public="item version")
TASK_REPORTED = Kind("task-reported", Topic.TASKS, public="task state")
KEEPER_NAMED = Kind("keeper-named", Topic.FOLLOW_THROUGH)
KEEPER_ANSWERED = Kind("keeper-answered", Topic.FOLLOW_THROUGH, public="accepts")
REVIEW_DAY_AGREED = Kind("review-day-agreed", Topic.FOLLOW_THROUGH, public="check_in months day")
CALL_DUE = Kind("call-due", Topic.FOLLOW_THROUGH, public="check_in months closes_at")
CALL_RECORDED = Kind("call-recorded", Topic.FOLLOW_THROUGH, public="check_in")
REVIEW_OPENED = Kind("review-opened", Topic.FOLLOW_THROUGH, public="check_in months closes_at")
REVIEW_CLOSED = Kind("review-closed", Topic.FOLLOW_THROUGH, public="check_in answers seal")
