"""Measuring the rung: the fourteen worked cases, each written by hand as the public part of a journal."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.mirror.rung import CARRIES_ONLY, Entry, Measured, measured
from tests.method.few import few

Entries = list[Entry]


def told(kind: str, by: str = "clock", **data: object) -> Entry:
    return Entry(kind, by, data)


def promise(rung: int, *, needs_decision: bool = False) -> Entry:
    return told("promise-written", "authority", version=1, rung=rung, decision_needed=needs_decision)


def item(number: int, by: str = "decider") -> Entry:
    return told("item-written", by, item=number, version=1, by_decider=by == "decider")


def round_(number: int, *, silent: int = 0, contacted: int = 0, outcome: str = "passed") -> Entry:
    return told(
        "round-closed", round=number, item=number, version=1, outcome=outcome, silent=silent, contacted=contacted
    )


def beginning(rung: int = 5, *, needs_decision: bool = False) -> Entries:
    """Promised, confirmed, frozen, invited."""
    return [
        told("independence-declared", "facilitator"),
        *(told("frame-written", "authority", frame=frame, version=1) for frame in (1, 2, 3)),
        promise(rung, needs_decision=needs_decision),
        told("promise-confirmed", "authority"),
        told("seat-invited", "facilitator", role="participant", circle="network"),
        told("frames-frozen", "facilitator", frames=[[1, 1], [2, 1], [3, 1]]),
    ]


QUESTION = told("question-asked", "decider", question=1)
ANSWER = told("question-answered", "facilitator", question=1, unknown=False)
VIEW = told("view-brought", "somebody", view=1)
VIEW_ANSWER = told("view-answered", "facilitator", view=1)
ITEM_1, ITEM_2 = item(1), item(2)
ROUNDS = [round_(1), round_(2, silent=1, contacted=1)]
TEST = [
    told("frame-test-asked", "facilitator", test=1, plan=[[1, 1], [2, 1]]),
    told("frame-test-closed", "authority", test=1, result="met"),
    told("carrying-out-began", "authority", after="test"),
]
CONVERSATION = [QUESTION, ANSWER, VIEW, VIEW_ANSWER, ITEM_1, ITEM_2]


def decision(*differs: int, intention: bool = False) -> Entry:
    return told("decision-recorded", "authority", decision=1, differs=list(differs), intention=intention)


def active(circle: str, said_yes: str, item_number: int = 1) -> Entry:
    return told("task-active", task=1, item=item_number, circle=circle, said_yes=said_yes)


def late_frame(*, widened: bool = False, frame: int = 4, version: int = 1) -> Entry:
    return told("frame-changed", "authority", frame=frame, version=version, widened=widened)


W = [*beginning(), *CONVERSATION, *ROUNDS, *TEST]
REWRITTEN = told("item-changed", "facilitator", item=1, version=2, by_decider=False)
W1 = [*W, decision()]
W2 = [*W, decision(2)]
ASKED_FOR_ADVICE = [*beginning(3), told("voice-given", "decider", voice=1), ITEM_1]
VOICE_ANSWER, ITEM_ANSWER = (
    told("contribution-answered", "authority", what=what, number=1, used="partly") for what in ("voice", "item")
)

WORKED: dict[str, tuple[Entries, Measured]] = {
    "W1": (W1, Measured(5, ())),
    "W2": (W2, Measured(3, ("5g:item 2",))),
    "W3": ([*W2, told("difference-accepted", "decider", decision=1, item=2)], Measured(5, ())),
    "W4": ([*beginning(), *CONVERSATION, late_frame(), *ROUNDS, *TEST, decision()], Measured(3, ("5b:frame 4",))),
    "W5": (
        [*beginning(needs_decision=True), *CONVERSATION, *ROUNDS, *TEST],
        Measured(3, ("5g:pending",)),
    ),
    "W6": ([*W1, active("network", "no")], Measured(3, ("4",), frozenset({4}))),
    "W7": (
        [*beginning(), *CONVERSATION, round_(1), round_(2, silent=1), *TEST, decision()],
        Measured(3, ("5h:item 2",)),
    ),
    "W8": ([*ASKED_FOR_ADVICE, decision()], Measured(2, ("3a:voice 1", "3a:item 1"))),
    "W9": ([*ASKED_FOR_ADVICE, VOICE_ANSWER, ITEM_ANSWER, decision()], Measured(3, ("5d:item 1", "5e", "5f"))),
    "W10": (beginning(), Measured(1, ("2a",))),
    "W11": ([entry for entry in W1 if entry is not ANSWER], Measured(5, ("2b:question 1",))),
    "W11, and a decision that differs": (
        [entry for entry in W2 if entry is not ANSWER],
        Measured(1, ("2b:question 1",)),
    ),
    "W12": (
        [*beginning(4), ITEM_1, ITEM_ANSWER, decision(), active("person", "no")],
        Measured(3, ("5d:item 1", "5e", "5f", "4"), frozenset({4})),
    ),
    "W13": (
        [*beginning(), *CONVERSATION, late_frame(widened=True, frame=1, version=2), *ROUNDS, *TEST, decision()],
        Measured(5, ()),
    ),
    "W14": ([*W1, active("network", "late")], Measured(5, ())),
}


@pytest.mark.parametrize(("entries", "expected"), WORKED.values(), ids=WORKED.keys())
def test_a_worked_case_comes_to_what_was_worked_out(entries: Entries, expected: Measured) -> None:
    assert measured(entries) == expected


@pytest.mark.parametrize(
    ("entries", "failing"),
    [
        ([*W, decision(intention=True)], ("5g:pending",)),
        ([*W1, told("yes-taken-back", "decider", item=1, round=1)], ("5d:item 1",)),
        ([*W1, told("answers-voided", "authority", rounds=[2], seals=[""])], ("5d:item 2",)),
        ([*W1, REWRITTEN], ("5c:item 1", "5d:item 1", "5e")),
        ([entry for entry in W1 if entry.kind != "independence-declared"], ("5i",)),
        ([entry for entry in W1 if entry.kind != "promise-confirmed"], ("5a",)),
        ([*W1, item(3, by="facilitator")], ("5c:item 3", "5d:item 3", "5e")),
    ],
)  # fmt: skip
def test_what_bends_the_fifth_rung_is_named(entries: Entries, failing: tuple[str, ...]) -> None:
    assert measured(entries) == Measured(3, failing)


@pytest.mark.parametrize("drops", [False, True])
def test_what_people_accepted_of_a_decision_needs_no_other_test(drops: bool) -> None:
    """As it stands in a real journal: the text of the authority is a version of the item, and a round passed it."""
    proposed = told("item-changed", "authority", item=2, version=2, proposal=True, by_decider=False)
    passed = told("round-closed", "clock", round=9, item=2, version=2, outcome="passed")
    dropped = [told("item-dropped", "clock", item=2)] if drops else []
    accepted = told("difference-accepted", "clock", decision=1, item=2)
    assert measured([*W2, proposed, passed, *dropped, accepted]) == Measured(5, ())
    assert measured([*W2, proposed]) == Measured(3, ("5g:item 2",))
    again = told("item-changed", "decider", item=2, version=3, proposal=True, by_decider=True)
    later = told("round-closed", "clock", round=10, item=2, version=3, outcome="passed")
    if not drops:
        assert measured([*W2, proposed, passed, accepted, again, later]) == Measured(3, ("5e",))


def test_a_frame_of_later_counts_once_the_people_accepted_that_version() -> None:
    accepted = told("frame-accepted", "decider", frame=4, version=1)
    road = [*beginning(), *CONVERSATION, late_frame(), accepted, *ROUNDS, *TEST, decision()]
    assert measured(road) == Measured(5, ())
    changed = late_frame(version=2)
    assert measured([*road, changed]).failing == ("5b:frame 4",)


def test_an_item_that_asks_whether_people_are_done_is_no_part_of_the_plan() -> None:
    closing = told("item-written", "facilitator", item=3, version=1, by_decider=False, closing=True)
    assert measured([*W1, closing]) == Measured(5, ())


def test_who_gave_a_task_back_does_not_carry_it() -> None:
    given_back = told("task-reported", "participant", task=1, state="given_back")
    assert measured([*W1, active("network", "no"), given_back]).rung == 5


def test_a_journal_without_anything_reaches_no_rung() -> None:
    assert measured([]) == Measured(0, ("1a",))


roads = st.sampled_from([entries for entries, _ in WORKED.values()])
# Acts of who sets limits or guides that are no answer, acceptance, widening, contact or decision.
THEIRS = st.sampled_from(
    [
        told("seat-invited", "facilitator", role="participant", circle="network"),
        told("item-written", "facilitator", item=7, version=1, by_decider=False),
        REWRITTEN,
        told("task-offered", "facilitator", task=9, item=1, circle="network"),
        told("stage-entered", "facilitator", stage="x"),
        told("promise-written", "authority", version=2, rung=5),
        told("information-given", "authority", test=1, frame=1),
        late_frame(frame=1, version=2),
        late_frame(),
    ]
)
ANSWERS = ("question-answered", "view-answered", "contribution-answered")


@few
@given(roads, st.lists(THEIRS, max_size=4))
def test_nothing_that_authority_or_facilitator_add_afterwards_raises_the_rung(
    road: Entries, theirs: Sequence[Entry]
) -> None:
    more = [one for one in theirs if one.kind != "seat-invited" or measured(road).rung]
    assert measured([*road, *more]).rung <= measured(road).rung


@few
@given(roads, st.data())
def test_taking_an_answer_away_never_raises_the_rung(road: Entries, data: st.DataObject) -> None:
    answers = [at for at, entry in enumerate(road) if entry.kind in ANSWERS]
    if answers:
        gone = data.draw(st.sampled_from(answers))
        assert measured(road[:gone] + road[gone + 1 :]).rung <= measured(road).rung


@few
@given(roads, st.sampled_from(["person", "network"]))
def test_who_carries_what_others_decided_keeps_from_the_fifth(road: Entries, circle: str) -> None:
    found = measured([*road, active(circle, "no")])
    assert found.rung <= 3
    assert CARRIES_ONLY in found.flags


@few
@given(roads, st.integers(1, 5))
def test_what_was_promised_does_not_change_the_first_two_rungs(road: Entries, rung: int) -> None:
    other = [promise(rung) if entry.kind == "promise-written" else entry for entry in road]
    before, after = measured(road), measured(other)
    below = {code for code in before.failing if code[0] in "12"}
    assert below == {code for code in after.failing if code[0] in "12"}
