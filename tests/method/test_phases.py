"""Four phases, one road, and who may be invited when."""

import pytest

from gedragen.method.constitution.invitations import check_chosen_circle, check_invitation, check_same_person
from gedragen.method.phases import ROAD, Phase, following, has_reached
from tests.support.refusals import breaks


def test_the_road_has_four_phases_in_this_order() -> None:
    assert [phase.value for phase in ROAD] == ["starting", "preparing", "deciding", "carrying_out"]
    assert [following(phase) for phase in ROAD[:-1]] == list(ROAD[1:])


def test_the_road_ends() -> None:
    with breaks("road-has-ended"):
        following(Phase.CARRYING_OUT)


@pytest.mark.parametrize(("here", "there"), [(here, there) for here in ROAD for there in ROAD])
def test_a_phase_is_reached_when_it_is_not_ahead(here: Phase, there: Phase) -> None:
    assert has_reached(here, there) is (ROAD.index(here) >= ROAD.index(there))


@pytest.mark.parametrize(("main_person", "brings_frames"), [(True, False), (False, True), (True, True)])
def test_main_person_and_those_who_bring_frames_come_first(main_person: bool, brings_frames: bool) -> None:
    check_invitation(Phase.STARTING, is_main_person=main_person, brings_frames=brings_frames, others_may=False)


def test_others_are_invited_once_it_is_clear_what_they_may_decide() -> None:
    with breaks("others-after-the-freeze"):
        check_invitation(Phase.STARTING, is_main_person=False, brings_frames=False, others_may=False)
    check_invitation(Phase.STARTING, is_main_person=False, brings_frames=False, others_may=True)
    for phase in ROAD[1:]:
        check_invitation(phase, is_main_person=False, brings_frames=False, others_may=False)


def test_where_the_main_person_chooses_nobody_joins_the_circle_without_that_yes() -> None:
    check_chosen_circle(joins_the_circle=True, is_agreed=True)
    check_chosen_circle(joins_the_circle=False, is_agreed=False)
    with breaks("main-person-decides-first"):
        check_chosen_circle(joins_the_circle=True, is_agreed=False)


@pytest.mark.parametrize("written", ["Riet de Boer", "riet DE boer", "Riet", "Boer Riet de", "Riet de Boer Smit"])
def test_a_yes_holds_for_the_same_name_written_fuller_or_shorter(written: str) -> None:
    check_same_person(named="Riet de Boer", invited=written)


@pytest.mark.parametrize("written", ["Karin", "Riet Jansen", "Riet de Boerin"])
def test_a_yes_does_not_hold_for_another_name(written: str) -> None:
    with breaks("invite-who-was-named"):
        check_same_person(named="Riet de Boer", invited=written)
