"""Who may do what, worked out by asking for every combination. `python -m tests.access.table` prints it."""

from collections.abc import Iterator
from dataclasses import replace

from gedragen.access.doing import Action, Need, Role, Standing, refusal
from gedragen.method.phases import Phase

# Where leaving ends it, whoever takes part leaves by another act: that is a row of its own.
EVERYTHING = frozenset(Need) - {Need.LEAVING_STOPS}
# Where professionals are not asked about what they do themselves.
WITHOUT_PART = EVERYTHING - {Need.ANSWERS}
CHOOSES = frozenset(
    {Need.CHOOSES_CIRCLE, Need.CHOOSES_FACILITATOR, Need.CHOOSES_PLACE, Need.ONLY_THE_LAW, Need.LOOKS_AGAIN}
)

# Inside, and with a paper to fill in and sign.
INSIDE = frozenset({Need.CLOSED_TIME, Need.WRITES_DOCUMENT, Need.SIGNS_DOCUMENT})
# Where the people choose who keeps an eye on the plan, the days to look back, and who reads along.
FOLLOWS_UP = frozenset({Need.HAS_KEEPER, Need.AGREES_DAYS, Need.SHARES_PLAN})

WHO = {
    "participant": Standing(Role.PARTICIPANT),
    "participant who decides": Standing(Role.PARTICIPANT, decides=True),
    "child": Standing(Role.PARTICIPANT, is_child=True),
    "participant of twelve": Standing(Role.PARTICIPANT, chooses_say=True),
    "main person": Standing(Role.PARTICIPANT, is_main_person=True),
    "main person who chooses": Standing(Role.PARTICIPANT, is_main_person=True, given=CHOOSES),
    "participant of closed time": Standing(Role.PARTICIPANT, decides=True, given=INSIDE),
    "participant who follows up": Standing(Role.PARTICIPANT, decides=True, given=FOLLOWS_UP),
    "participant who ends it": Standing(Role.PARTICIPANT, given=frozenset({Need.LEAVING_STOPS})),
    "facilitator": Standing(Role.FACILITATOR, decides=True, is_main_person=True, has_mandate=True),
    "facilitator of a family": Standing(Role.FACILITATOR, has_mandate=True, given=EVERYTHING),
    "authority": Standing(Role.AUTHORITY, decides=True, is_main_person=True, given=EVERYTHING),
    "authority with mandate": Standing(Role.AUTHORITY, decides=True, has_mandate=True, given=EVERYTHING),
    "professional": Standing(Role.PROFESSIONAL, is_main_person=True, has_mandate=True, given=WITHOUT_PART),
    "professional for own part": Standing(Role.PROFESSIONAL, given=frozenset({Need.ANSWERS})),
    "professional who decides": Standing(Role.PROFESSIONAL, decides=True, has_mandate=True, given=EVERYTHING),
    "advocate": Standing(Role.ADVOCATE, decides=True, is_main_person=True, has_mandate=True, given=EVERYTHING),
    "who told of it": Standing(Role.BRINGER, decides=True, is_main_person=True, has_mandate=True, given=EVERYTHING),
    "clock": Standing(Role.CLOCK, decides=True, is_main_person=True, has_mandate=True, given=EVERYTHING),
}
# Whether the seat has joined, whether the case is closed: what a cell says when that is allowed.
STATES = {"in": (True, False), "new": (False, False), "closed": (True, True), "new+closed": (False, True)}
HEAD = """\
# Every way in which a case can change, and who may. Written by: python -m tests.access.table > tests/access/table.txt
# in: has joined; new: has not joined, or declined; closed: also when the case is closed;
# always: all of these; -: refused.
# Who is not listed under an act may never do it.
"""


def table() -> str:
    phases = "".join(f"{phase.value.replace('_', ' '):16}" for phase in Phase)
    head = f"{'':31}{phases}".rstrip()
    return "\n".join([HEAD + head, *(line for action in Action for line in _lines(action))]) + "\n"


def _lines(action: Action) -> Iterator[str]:
    yield f"{action.value} ({action.rule.mode.value})"
    if action.rule.by_anyone:
        cells = ["where open" if phase in action.rule.during else "-" for phase in Phase]
        yield f"    {'anyone':27}{''.join(f'{cell:16}' for cell in cells)}".rstrip()
    for who, standing in WHO.items():
        cells = [_cell(action, standing, phase) for phase in Phase]
        if set(cells) != {"-"}:
            yield f"    {who:27}{''.join(f'{cell:16}' for cell in cells)}".rstrip()


def _cell(action: Action, who: Standing, phase: Phase) -> str:
    allowed = [name for name, state in STATES.items() if _may(action, who, phase, *state)]
    if len(allowed) == len(STATES):
        return "always"
    return " ".join(allowed) or "-"


def _may(action: Action, who: Standing, phase: Phase, joined: bool, closed: bool) -> bool:
    return refusal(action, replace(who, has_joined=joined), phase, closed=closed) is None


if __name__ == "__main__":
    print(table(), end="")
