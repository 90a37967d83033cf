"""What an approach gives a seat beyond its role: nobody gets more than the file says."""

from dataclasses import replace

import pytest

from gedragen.access.doing import Need, Role
from gedragen.access.giving import Place, needs_met, sits_in
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.phases import Phase

FAMILY = shipped_files()["family_group_conference"].approach
STREET = shipped_files()["neighbourhood"].approach
RIA = Place(Role.FACILITATOR, "professional", is_main_person=False, supports=False)
SANNE = Place(Role.PARTICIPANT, "person", is_main_person=True, supports=False)
TRUUS = Place(Role.PARTICIPANT, "network", is_main_person=False, supports=False)
JOKE = Place(Role.ADVOCATE, "network", is_main_person=False, supports=True)
KARIN = Place(Role.PROFESSIONAL, "professional", is_main_person=False, supports=False)
CHOOSES = {Need.CHOOSES_CIRCLE, Need.CHOOSES_FACILITATOR, Need.CHOOSES_PLACE}
# Of what the file says, and no seat alone: one of those who decide keeps an eye on the plan.
EVERYWHERE = {Need.HAS_KEEPER}
# Where the file has no sides she keeps those of the situation.
KEEPS = {Need.KEEPS_SIDES}
GUIDES = {Need.ASKS_MAIN_PERSON, Need.LOOKS_AGAIN, Need.ASKS_FOOTING, Need.ENDS_EARLY, Need.ONLY_THE_LAW} | KEEPS


@pytest.mark.parametrize(
    ("place", "needs"),
    [
        (RIA, GUIDES),
        (SANNE, CHOOSES | {Need.ONLY_THE_LAW, Need.LOOKS_AGAIN}),
        (TRUUS, set()),
        (JOKE, {Need.SUPPORTS, Need.OBJECTS_FOR}),
        (KARIN, set()),
    ],
    ids=["the facilitator", "the main person", "a relative", "who stands beside somebody", "a professional"],
)
@pytest.mark.parametrize("phase", Phase)
def test_in_a_family_each_gets_their_own_and_the_table_behind_the_door(
    place: Place, needs: set[Need], phase: Phase
) -> None:
    is_there = phase in (Phase.DECIDING, Phase.CARRYING_OUT) and place is not KARIN
    assert needs_met(FAMILY, place, phase) == {*needs, *EVERYWHERE, *({Need.CLOSED_TIME} if is_there else ())}


@pytest.mark.parametrize("place", [RIA, SANNE, TRUUS, KARIN])
@pytest.mark.parametrize("phase", Phase)
def test_in_a_street_nobody_gets_anything_of_their_own(place: Place, phase: Phase) -> None:
    assert needs_met(STREET, place, phase) == {*EVERYWHERE, *(KEEPS if place is RIA else ())}


def test_a_main_person_chooses_what_the_file_leaves_to_them_and_no_more() -> None:
    only_the_place = replace(FAMILY, main_person_chooses=frozenset({"place"}), only_the_law=False)
    assert needs_met(only_the_place, SANNE, Phase.STARTING) == {Need.CHOOSES_PLACE, *EVERYWHERE}
    hers = {Need.ASKS_FOOTING, Need.ENDS_EARLY, *KEEPS, *EVERYWHERE}
    assert needs_met(only_the_place, RIA, Phase.STARTING) == hers


def test_what_an_approach_leaves_out_the_facilitator_does_not_get() -> None:
    bare = replace(FAMILY, main_person_chooses=frozenset(), footing=None, endings=frozenset(), only_the_law=False)
    assert needs_met(bare, RIA, Phase.STARTING) == KEEPS | EVERYWHERE


ROOM = RoomRule("closed", frozenset({"participant"}), False, True, frozenset({"person", "network"}), closed=True)


@pytest.mark.parametrize(
    ("role", "circle", "sits"),
    [
        (Role.PARTICIPANT, "person", True),
        (Role.PARTICIPANT, "network", True),
        (Role.PARTICIPANT, "professional", False),
        (Role.PROFESSIONAL, "network", False),
    ],
)
def test_a_room_is_for_its_roles_in_its_circles(role: Role, circle: str, sits: bool) -> None:
    assert sits_in(ROOM, Place(role, circle, is_main_person=True, supports=False)) is sits


def test_a_room_without_circles_takes_its_roles_from_any() -> None:
    anywhere = replace(ROOM, circles=frozenset())
    assert sits_in(anywhere, Place(Role.PARTICIPANT, "professional", is_main_person=False, supports=False))
    assert not sits_in(anywhere, KARIN)
