"""What the journal tells of the frame test, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

FRAME_TEST_ASKED = Kind("frame-test-asked", Topic.FRAME_TEST, public="test plan due_at")
VERDICT_GIVEN = Kind("verdict-given", Topic.FRAME_TEST, public="test frame frame_version verdict words")
INFORMATION_GIVEN = Kind("information-given", Topic.FRAME_TEST, public="test frame information")
FRAME_TEST_ESCALATED = Kind("frame-test-escalated", Topic.FRAME_TEST, public="test due_at")
FRAME_TEST_OVERDUE = Kind("frame-test-overdue", Topic.FRAME_TEST, public="test due_at")
DECISION_RECORDED = Kind(
    "decision-recorded", Topic.CASE, Topic.FRAME_TEST, public="decision decided_on differs intention words rights"
)
DECISION_DIFFERS = Kind("decision-differs", Topic.FRAME_TEST, public="decision item version taken words because")
DECISION_DOUBTED = Kind("decision-doubted", Topic.FRAME_TEST, public="decision item")
DOUBT_ANSWERED = Kind("doubt-answered", Topic.FRAME_TEST, public="decision item words")
