"""What the journal tells of preparing, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

VIEW_BROUGHT = Kind("view-brought", Topic.VIEWS)
VIEW_ANSWERED = Kind("view-answered", Topic.VIEWS)
QUESTION_ASKED = Kind("question-asked", Topic.QUESTIONS)
QUESTION_ANSWERED = Kind("question-answered", Topic.QUESTIONS)
