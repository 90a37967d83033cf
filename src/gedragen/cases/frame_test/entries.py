"""What the journal tells of the frame test, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

FRAME_TEST_ASKED = Kind("frame-test-asked", Topic.FRAME_TEST)
VERDICT_GIVEN = Kind("verdict-given", Topic.FRAME_TEST)
INFORMATION_GIVEN = Kind("information-given", Topic.FRAME_TEST)
FRAME_TEST_ESCALATED = Kind("frame-test-escalated", Topic.FRAME_TEST)
FRAME_TEST_OVERDUE = Kind("frame-test-overdue", Topic.FRAME_TEST)
DECISION_RECORDED = Kind("decision-recorded", Topic.CASE, Topic.FRAME_TEST)
