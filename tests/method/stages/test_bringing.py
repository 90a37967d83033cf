"""Telling of somebody makes nobody the owner of their life."""

from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.stages.bringing import About, is_theirs

chosen = st.frozensets(st.sampled_from(["circle", "facilitator", "place"]))


@given(chosen)
def test_who_tells_of_somebody_else_is_never_the_main_person(chooses: frozenset[str]) -> None:
    assert not is_theirs(About.OTHER, chooses=chooses)
    assert is_theirs(About.US, chooses=chooses)


@given(chosen)
def test_who_belongs_to_a_place_chooses_nobodys_circle(chooses: frozenset[str]) -> None:
    assert is_theirs(About.PLACE, chooses=chooses) == (not chooses)
