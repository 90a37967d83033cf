"""What the journal tells of answers to a child: that there are, and nothing of what was said."""

from gedragen.cases.store.entries import Kind, Topic

CHILD_ANSWERED = Kind("child-answered", Topic.ROUNDS)
CHILD_TOLD = Kind("child-told", Topic.ROUNDS)
