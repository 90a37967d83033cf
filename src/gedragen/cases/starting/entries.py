"""What the journal tells of starting, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

QUESTION_BROUGHT = Kind("question-brought", Topic.CASE)
TOLD_SHARED = Kind("told-shared", Topic.CASE)
CASE_INTRODUCED = Kind("case-introduced", Topic.CASE, public="title question")
LEVEL_SET = Kind("level-set", Topic.CASE, public="level")
FOOTING_SET = Kind("footing-set", Topic.CASE, public="footing")
LENGTH_SET = Kind("length-set", Topic.CASE, public="setting unit number")
STAGE_ENTERED = Kind("stage-entered", Topic.CASE, public="stage back")
FRAMES_FROZEN = Kind("frames-frozen", Topic.CASE, public="frames promise")
DECIDING_BEGAN = Kind("deciding-began", Topic.CASE)
CARRYING_OUT_BEGAN = Kind("carrying-out-began", Topic.CASE, Topic.FOLLOW_THROUGH, public="check_ins after")
PLAN_WITHOUT_MEETING = Kind("plan-without-meeting", Topic.CASE, public="ending")
STOPPED_IN_PREPARATION = Kind("stopped-in-preparation", Topic.CASE, public="ending")
WITHDRAWN_BY_PARTY = Kind("withdrawn-by-party", Topic.CASE)
