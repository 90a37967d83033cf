"""Stages of a phase: which comes next, which may be passed over, and what is open in each."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.keys.asked_from import AskedFrom
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase
from gedragen.method.stages.rooms import open_rooms, opening, stages_of
from gedragen.method.stages.whereabouts import Whereabouts

FAMILY = shipped_files()["family_group_conference"].approach
OFFERED = st.tuples(st.sampled_from([None, *Level]), st.integers(0, 4))


def with_stages(offered: list[tuple[Level | None, int]], *, written_in: int = 2) -> Approach:
    """Deciding in so many stages, each asked from a level and a number of people."""
    stages = [
        Stage(f"s{n}", Phase.DECIDING, Text("", ""), ("plan",), asked_from=AskedFrom(level, people))
        for n, (level, people) in enumerate(offered)
    ]
    return replace(FAMILY, stages=tuple(stages), format=written_in)


def at(approach: Approach, place: int, *, level: Level = Level.TENSION, people: int = 3) -> Whereabouts:
    return Whereabouts(approach, Phase.DECIDING, f"s{place}", level, people)


def keys(stages: tuple[Stage, ...]) -> list[str]:
    return [stage.key for stage in stages]


@given(st.lists(OFFERED, min_size=1, max_size=6), st.data())
def test_no_stage_that_is_asked_is_passed_over(offered: list[tuple[Level | None, int]], data: st.DataObject) -> None:
    """From anywhere, the next phase waits for what is asked further on, and for nothing else."""
    approach = with_stages(offered)
    here = at(
        approach,
        data.draw(st.integers(0, len(offered) - 1)),
        level=data.draw(st.sampled_from(Level)),
        people=data.draw(st.integers(0, 4)),
    )
    assert (*here.earlier, here.stage, *here.later) == here.stages
    for stage in here.within_reach:
        between = here.later[: here.later.index(stage)]
        assert not any(here.asks(one) for one in between)
    assert bool(here.within_reach) == bool(here.later)
    assert set(here.to_come) == {stage for stage in here.later if here.asks(stage)}
    while here.to_come:
        here = replace(here, key=here.within_reach[-1].key)
    assert not any(here.asks(stage) for stage in here.later)


def test_below_a_level_or_a_number_of_people_a_stage_is_only_offered() -> None:
    approach = with_stages([(None, 0), (Level.CONFLICT, 0), (None, 4), (None, 0)])
    assert keys(at(approach, 0).within_reach) == ["s1", "s2", "s3"]
    assert keys(at(approach, 0, level=Level.CONFLICT).within_reach) == ["s1"]
    assert keys(at(approach, 0, people=4).within_reach) == ["s1", "s2"]
    assert keys(at(approach, 0, level=Level.CONFLICT, people=4).to_come) == ["s1", "s2", "s3"]
    assert keys(at(approach, 3).within_reach) == []
    nobody_said = replace(at(approach, 0), level=None)
    assert keys(nobody_said.to_come) == ["s3"]


def test_both_the_level_and_the_people_must_be_there() -> None:
    approach = with_stages([(None, 0), (Level.CONFLICT, 4)])
    asked = [
        (level, people) for level in Level for people in (3, 4) if at(approach, 0, level=level, people=people).to_come
    ]
    assert asked == [(Level.CONFLICT, 4)]


def test_in_a_text_of_before_stages_say_where_people_are_and_bind_nobody() -> None:
    before = with_stages([(None, 0), (None, 0), (None, 0)], written_in=1)
    assert keys(at(before, 0).within_reach) == ["s1", "s2"]
    assert at(before, 0).to_come == ()
    assert open_rooms(before, "s0") is None


def test_a_room_is_open_in_the_stages_that_name_it() -> None:
    assert sorted(open_rooms(FAMILY, "closed_time") or ()) == ["closed", "counsel", "information", "private"]
    assert keys(opening(FAMILY, Phase.DECIDING, "plan")) == ["information_round", "agreeing"]
    assert keys(opening(FAMILY, Phase.STARTING, "plan")) == []
    assert keys(stages_of(FAMILY, Phase.STARTING)) == ["asking"]


def test_closed_time_begins_in_its_stage() -> None:
    def among(key: str, phase: Phase = Phase.DECIDING, approach: Approach = FAMILY) -> str:
        return Whereabouts(approach, phase, key, Level.TENSION, 5).for_closed_time().key

    assert among("information_round") == "closed_time"
    assert among("closed_time") == "closed_time"
    assert among("doing", Phase.CARRYING_OUT) == "doing"
    assert among("agreeing") == "closed_time"
    assert among("agreeing", approach=replace(FAMILY, format=1)) == "agreeing"
    first = replace(FAMILY.stages[2], key="welcome")
    later = replace(FAMILY, stages=(first, *FAMILY.stages))
    with pytest.raises(RuleBroken) as broken:
        among("welcome", approach=later)
    assert broken.value.code == "closed-time-has-its-stage"
