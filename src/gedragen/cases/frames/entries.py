"""What the journal tells of what others say about a frame, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

FRAME_TOUCHES = Kind("frame-touches", Topic.FRAMES, public="frame version item because")
FRAME_REMARKED = Kind("frame-remarked", Topic.FRAMES, public="frame version words")
FRAME_QUESTIONED = Kind("frame-questioned", Topic.FRAMES, public="question frame due_at words")
FRAME_QUESTION_ANSWERED = Kind("frame-question-answered", Topic.FRAMES, public="question frame reply words")
