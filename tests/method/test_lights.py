"""Six separate lights: each goes out by its own causes and by no other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.lights import Light, PlanFacts, lit
from tests.method.few import few

CARRIED = PlanFacts(
    deciders=4,
    unprepared=0,
    unanswered_invitations=0,
    items=2,
    items_passed=2,
    open_objections=0,
    yes=6,
    abstained=1,
    not_reached=1,
    tasks=2,
    tasks_without_yes=0,
    frames=3,
    frames_met=3,
    views=1,
    views_unanswered=0,
    safety_net=True,
    review_planned=True,
)
CAUSES: list[tuple[Light, dict[str, object]]] = [
    (Light.EVERYONE_ASKED, {"deciders": 0}),
    (Light.EVERYONE_ASKED, {"unprepared": 1}),
    (Light.EVERYONE_ASKED, {"unanswered_invitations": 1}),
    (Light.NOBODY_SAYS_NO, {"items": 0, "items_passed": 0}),
    (Light.NOBODY_SAYS_NO, {"items_passed": 1}),
    (Light.NOBODY_SAYS_NO, {"open_objections": 1}),
    (Light.EVERY_TASK_OWNED, {"tasks": 0}),
    (Light.EVERY_TASK_OWNED, {"tasks_without_yes": 1}),
    (Light.FRAMES_MET, {"frames_met": None}),
    (Light.FRAMES_MET, {"frames_met": 2}),
    (Light.OTHER_VIEWS_ANSWERED, {"views_unanswered": 1}),
    (Light.DAY_TO_LOOK_BACK, {"safety_net": False}),
    (Light.DAY_TO_LOOK_BACK, {"review_planned": False}),
]


def out(facts: PlanFacts) -> list[Light]:
    return [light for light, burns in lit(facts).items() if not burns]


def test_a_carried_plan_has_all_six() -> None:
    assert list(lit(CARRIED)) == list(Light)
    assert out(CARRIED) == []


def test_the_smallest_plan_can_have_all_six_too() -> None:
    assert out(replace(CARRIED, deciders=1, items=1, items_passed=1, tasks=1)) == []


@pytest.mark.parametrize(("light", "cause"), CAUSES, ids=[f"{light.name}-{cause}" for light, cause in CAUSES])
def test_one_cause_puts_out_one_light(light: Light, cause: dict[str, object]) -> None:
    assert out(replace(CARRIED, **cause)) == [light]  # type: ignore[arg-type]


def test_without_opposing_views_none_is_unanswered() -> None:
    assert out(replace(CARRIED, views=0)) == []


@few
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_how_many_say_yes_leave_it_or_are_silent_lights_nothing(yes: int, abstained: int, silent: int) -> None:
    assert lit(replace(CARRIED, yes=yes, abstained=abstained, not_reached=silent)) == lit(CARRIED)
