"""What the journal tells of preparing, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

VIEW_BROUGHT = Kind("view-brought", Topic.VIEWS, public="view")
VIEW_ANSWERED = Kind("view-answered", Topic.VIEWS, public="view")
VIEW_HEARD = Kind("view-heard", Topic.VIEWS, public="view heard")
SIDE_NAMED = Kind("side-named", Topic.VIEWS)
# Between whom it is about and who guides.
PUT_ON_SIDES = Kind("put-on-sides", Topic.VIEWS)
SIDE_EXCEPTED = Kind("side-excepted", Topic.VIEWS)
NOTHING_ELSE_SAID = Kind("nothing-else-said", Topic.VIEWS)
VOICE_GIVEN = Kind("voice-given", public="voice")
CONTRIBUTION_ANSWERED = Kind("contribution-answered", public="what number used")
QUESTION_ASKED = Kind("question-asked", Topic.QUESTIONS, public="question")
QUESTION_ANSWERED = Kind("question-answered", Topic.QUESTIONS, public="question unknown process")
