"""What the journal tells of rounds, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

ROUND_OPENED = Kind("round-opened", Topic.ROUNDS, public="round item version closes_at beside")
OBJECTION_BROUGHT = Kind("objection-brought", Topic.OUTCOMES, public="round")
SILENT_CONTACTED = Kind("silent-contacted", Topic.ROUNDS, public="round item silent contacted")
ROUND_EXTENDED = Kind("round-extended", Topic.ROUNDS, public="round until")
ROUND_WAITS = Kind("round-waits", Topic.ROUNDS, public="round item to_call")
CHILD_AWAITED = Kind("child-awaited", Topic.ROUNDS, public="round item")
ROUND_CLOSED = Kind(
    "round-closed",
    Topic.ROUNDS,
    Topic.OUTCOMES,
    public="round item version outcome answers silent contacted bound_without_yes unknown_yes seal",
)
ANSWERS_VOIDED = Kind("answers-voided", Topic.ROUNDS, Topic.OUTCOMES, public="rounds seals")
YES_TAKEN_BACK = Kind("yes-taken-back", Topic.OUTCOMES, public="item round")
CASE_CLOSED = Kind("case-closed", Topic.CASE, public="item")
