"""What the journal tells of rounds, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

ROUND_OPENED = Kind("round-opened", Topic.ROUNDS)
OBJECTION_BROUGHT = Kind("objection-brought", Topic.OUTCOMES)
SILENT_CONTACTED = Kind("silent-contacted", Topic.ROUNDS)
ROUND_EXTENDED = Kind("round-extended", Topic.ROUNDS)
ROUND_CLOSED = Kind("round-closed", Topic.ROUNDS, Topic.OUTCOMES)
ANSWERS_VOIDED = Kind("answers-voided", Topic.ROUNDS, Topic.OUTCOMES)
YES_TAKEN_BACK = Kind("yes-taken-back", Topic.OUTCOMES)
CASE_CLOSED = Kind("case-closed", Topic.CASE)
