"""What keeps a case where it is, gate by gate."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.gates import Facts, missing
from gedragen.method.constitution.keys.asked_footing import AskedFooting
from gedragen.method.constitution.levels import Level
from gedragen.method.items import ItemState
from gedragen.method.opposition.sides import SideFacts
from gedragen.method.phases import Phase

RIA, ANNA, OTTO, BRAM, JAN = 1, 2, 3, 4, 5
APPROACH = shipped_files()["neighbourhood"].approach
READY_TO_PREPARE = Facts(
    level=Level.SIMPLE,
    frames=3,
    promise_written=True,
    declared=frozenset(
        {
            (DeclarationKind.INDEPENDENCE, RIA),
            (DeclarationKind.ACCEPTS_FACILITATOR, ANNA),
            (DeclarationKind.PROMISE, None),
        }
    ),
    facilitators=frozenset({RIA}),
    main_persons=frozenset({ANNA}),
    authorities=frozenset({OTTO}),
)
READY_TO_DECIDE = replace(
    READY_TO_PREPARE,
    deciders=3,
    declared=frozenset(),
)
READY_TO_TEST = replace(
    READY_TO_DECIDE,
    items={1: ItemState.PASSED, 2: ItemState.DROPPED},
    declared=frozenset({(DeclarationKind.SAFETY_NET, None)}),
)


def without(facts: Facts, kind: DeclarationKind) -> Facts:
    return replace(facts, declared=frozenset(one for one in facts.declared if one[0] is not kind))


def codes(phase: Phase, facts: Facts, approach: Approach | None = APPROACH) -> list[tuple[str, int | None]]:
    return [(gate.code, gate.about) for gate in missing(phase, facts, approach)]


@pytest.mark.parametrize(
    ("phase", "facts"),
    [
        (Phase.STARTING, READY_TO_PREPARE),
        (Phase.PREPARING, READY_TO_DECIDE),
        (Phase.DECIDING, READY_TO_TEST),
        (Phase.CARRYING_OUT, Facts()),
    ],
)
def test_who_has_everything_may_move_on(phase: Phase, facts: Facts) -> None:
    assert missing(phase, facts, APPROACH) == ()


STARTING = {
    "no level yet": (replace(READY_TO_PREPARE, level=None), ("level", None)),
    "nobody it is about": (replace(READY_TO_PREPARE, main_persons=frozenset()), ("main-person", None)),
    "no authority": (replace(READY_TO_PREPARE, authorities=frozenset()), ("authority", None)),
    "no frames": (replace(READY_TO_PREPARE, frames=0), ("frames", None)),
    "no promise": (
        replace(without(READY_TO_PREPARE, DeclarationKind.PROMISE), promise_written=False),
        ("promise", None),
    ),
    "law or safety, and nobody named": (
        replace(READY_TO_PREPARE, promise_needs_name_for_silence=True),
        ("promise-silence", None),
    ),
    "Ria did not declare her independence": (
        without(READY_TO_PREPARE, DeclarationKind.INDEPENDENCE),
        ("independence", RIA),
    ),
    "Anna did not say yes to Ria": (
        without(READY_TO_PREPARE, DeclarationKind.ACCEPTS_FACILITATOR),
        ("accepts-facilitator", ANNA),
    ),
}


@pytest.mark.parametrize(("facts", "gate"), STARTING.values(), ids=STARTING.keys())
def test_before_preparing(facts: Facts, gate: tuple[str, int | None]) -> None:
    assert codes(Phase.STARTING, facts) == [gate]


def test_without_an_approach_nothing_else_is_asked_yet() -> None:
    assert codes(Phase.STARTING, Facts(), None) == [("level", None), ("approach", None)]
    assert codes(Phase.PREPARING, Facts(), None) == [("approach", None)]


def test_a_written_promise_still_needs_the_person_with_the_mandate() -> None:
    facts = without(READY_TO_PREPARE, DeclarationKind.PROMISE)
    assert codes(Phase.STARTING, facts) == [("promise-confirmed", None)]


def test_only_the_law_is_a_frame_where_the_approach_says_so() -> None:
    facts = replace(READY_TO_PREPARE, frames=0, only_the_law=True)
    assert codes(Phase.STARTING, facts) == [("frames", None)]
    of_a_family = replace(APPROACH, only_the_law=True)
    assert codes(Phase.STARTING, facts, of_a_family) == [("only-the-law", ANNA)]
    agreed = replace(facts, declared=facts.declared | {(DeclarationKind.ONLY_THE_LAW, ANNA)})
    assert codes(Phase.STARTING, agreed, of_a_family) == []


def test_under_the_law_alone_nobody_needs_to_promise_anything() -> None:
    agreed = READY_TO_PREPARE.declared - {(DeclarationKind.PROMISE, None)} | {(DeclarationKind.ONLY_THE_LAW, ANNA)}
    facts = replace(READY_TO_PREPARE, frames=0, promise_written=False, declared=agreed, authorities=frozenset())
    alone = replace(facts, only_the_law=True)
    assert codes(Phase.STARTING, alone, replace(APPROACH, only_the_law=True)) == []
    wanted = [("authority", None), ("frames", None), ("promise", None)]
    assert codes(Phase.STARTING, alone) == wanted


def test_a_family_says_on_which_footing_it_is_here() -> None:
    asks = replace(APPROACH, footing=AskedFooting())
    assert codes(Phase.STARTING, READY_TO_PREPARE, asks) == [("footing", None)]
    assert codes(Phase.STARTING, replace(READY_TO_PREPARE, footing=Footing.COURT_ORDERED), asks) == []


PREPARING = {
    "too few who decide": (replace(READY_TO_DECIDE, deciders=2), ("deciders", 3)),
    "opa Jan is not spoken to": (
        replace(READY_TO_DECIDE, not_declared={DeclarationKind.PREPARATION: (JAN,)}),
        ("preparation", JAN),
    ),
    "somebody named waits": (replace(READY_TO_DECIDE, open_nominations=frozenset({7})), ("nomination", 7)),
    "a question waits": (replace(READY_TO_DECIDE, open_questions=frozenset({2})), ("question", 2)),
    "conflict, and only one side is heard": (replace(READY_TO_DECIDE, level=Level.CONFLICT), ("opposing-views", None)),
}


@pytest.mark.parametrize(("facts", "gate"), PREPARING.values(), ids=PREPARING.keys())
def test_before_deciding(facts: Facts, gate: tuple[str, int | None]) -> None:
    assert codes(Phase.PREPARING, facts) == [gate]


def test_at_level_conflict_a_view_or_a_written_exception_opens_deciding() -> None:
    conflict = replace(READY_TO_DECIDE, level=Level.CONFLICT)
    exception = conflict.declared | {(DeclarationKind.OPPOSITION_EXCEPTION, None)}
    assert codes(Phase.PREPARING, replace(conflict, opposing_views=1)) == []
    assert codes(Phase.PREPARING, replace(conflict, declared=exception)) == []


@given(
    level=st.none() | st.sampled_from(Level),
    views=st.integers(0, 3),
    unanswered=st.integers(0, 3),
    excepted=st.booleans(),
)
def test_in_a_conflict_alone_the_other_side_is_asked_and_again_before_the_test(
    level: Level | None, views: int, unanswered: int, excepted: bool
) -> None:
    for phase, ready in ((Phase.PREPARING, READY_TO_DECIDE), (Phase.DECIDING, READY_TO_TEST)):
        said = ready.declared | ({(DeclarationKind.OPPOSITION_EXCEPTION, None)} if excepted else set())
        facts = replace(ready, opposing_views=views, views_unanswered=unanswered, declared=said)
        found = {code for code, _ in codes(phase, replace(facts, level=level))} - {"level"}
        wanted = {"opposing-views": not views and not excepted, "views-unanswered": unanswered > 0}
        assert found == {code for code, is_asked in wanted.items() if is_asked and level is Level.CONFLICT}


SIDE = SideFacts(1, people=1, views=1)


@pytest.mark.parametrize(
    ("sides", "unheard", "wanted"),
    [
        ((SIDE, replace(SIDE, number=2)), 0, []),
        ((SIDE, replace(SIDE, number=2)), 1, [("views-unheard", None)]),
        ((), 0, [("sides", None)]),
        ((SIDE,), 0, [("sides", None)]),
        ((SIDE, SideFacts(2)), 0, [("side-nobody", 2)]),
        ((SideFacts(1, people=2), SIDE), 0, [("side-silent", 1)]),
        ((SideFacts(1, excepted=True), SIDE), 0, [("side-not-said-for", 1)]),
    ],
)
def test_in_a_conflict_each_side_is_heard_before_deciding_and_before_each_test(
    sides: tuple[SideFacts, ...], unheard: int, wanted: list[tuple[str, int | None]]
) -> None:
    for phase, ready in ((Phase.PREPARING, READY_TO_DECIDE), (Phase.DECIDING, READY_TO_TEST)):
        # Nor does one view of anybody, or one written reason for all, do instead.
        facts = replace(ready, own_sides=sides, views_unheard=unheard, opposing_views=1, level=Level.CONFLICT)
        assert codes(phase, facts) == wanted
        assert codes(phase, replace(facts, level=Level.TENSION)) == []


@pytest.mark.parametrize("state", [s for s in ItemState if s not in (ItemState.PASSED, ItemState.DROPPED)])
def test_every_standing_item_has_passed_before_the_test(state: ItemState) -> None:
    facts = replace(READY_TO_TEST, items={1: ItemState.PASSED, 2: state})
    assert codes(Phase.DECIDING, facts) == [(f"item-{state.value.replace('_', '-')}", 2)]


@pytest.mark.parametrize("items", [{}, {1: ItemState.DROPPED}])
def test_there_is_something_to_test(items: dict[int, ItemState]) -> None:
    assert codes(Phase.DECIDING, replace(READY_TO_TEST, items=items)) == [("items", None)]


def test_what_if_it_goes_wrong_is_agreed_before_the_test() -> None:
    assert codes(Phase.DECIDING, without(READY_TO_TEST, DeclarationKind.SAFETY_NET)) == [("safety-net", None)]


def test_below_the_fifth_rung_items_are_advice_and_need_not_pass() -> None:
    facts = replace(READY_TO_TEST, items={1: ItemState.DRAFT, 2: ItemState.DROPPED}, people_decide=False)
    assert codes(Phase.DECIDING, facts) == []
    assert codes(Phase.DECIDING, replace(facts, items={})) == [("items", None)]
