"""What the journal tells of carrying out, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

TASK_OFFERED = Kind("task-offered", Topic.TASKS)
TASK_REPORTED = Kind("task-reported", Topic.TASKS)
KEEPER_NAMED = Kind("keeper-named", Topic.FOLLOW_THROUGH)
KEEPER_ANSWERED = Kind("keeper-answered", Topic.FOLLOW_THROUGH)
REVIEW_DAY_AGREED = Kind("review-day-agreed", Topic.FOLLOW_THROUGH)
CALL_DUE = Kind("call-due", Topic.FOLLOW_THROUGH)
CALL_RECORDED = Kind("call-recorded", Topic.FOLLOW_THROUGH)
REVIEW_OPENED = Kind("review-opened", Topic.FOLLOW_THROUGH)
REVIEW_CLOSED = Kind("review-closed", Topic.FOLLOW_THROUGH)
