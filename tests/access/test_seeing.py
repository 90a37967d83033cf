"""What a seat may see, as sentences that hold for every role and every room."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gedragen.access.doing import Role
from gedragen.access.seeing import Looker, Rows, Sight, sight
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.keys.rooms import RoomRule

PEOPLE = tuple(role for role in Role if role is not Role.CLOCK)
ROOMS = list(shipped_files()["neighbourhood"].approach.rooms.values())
FAMILY = list(shipped_files()["family_group_conference"].approach.rooms.values())
ME, OTHER = 1, 2
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
KINDS = ("running", "given", "nominations", "talks", "bringers")
few = settings(max_examples=60, deadline=None, derandomize=True, database=None)

rooms = st.builds(
    RoomRule,
    key=st.sampled_from("abcd"),
    readers=st.frozensets(st.sampled_from([role.value for role in PEOPLE])),
    public=st.booleans(),
    own=st.booleans(),
)
many_rooms = st.lists(rooms, unique_by=lambda room: room.key)
roles = st.sampled_from(PEOPLE)


def seen_by(role: Role | None, *, joined: bool = True, rooms: list[RoomRule] = ROOMS, **more: Any) -> Sight:
    return sight(Looker(role, None if role is None else ME, joined_at=AT if joined else None, **more), rooms)


@pytest.mark.parametrize("role", [None, *PEOPLE])
def test_nobody_sees_another_answer_while_the_round_is_open(role: Role | None) -> None:
    eyes = seen_by(role)
    assert not eyes.shows(eyes.running, OTHER)
    assert not eyes.reads("ballot", OTHER)


@pytest.mark.parametrize("role", PEOPLE)
def test_everyone_sees_their_own_answer_at_once(role: Role) -> None:
    eyes = seen_by(role)
    assert eyes.shows(eyes.running, ME)
    assert eyes.reads("ballot", ME)


@pytest.mark.parametrize("role", [None, Role.AUTHORITY, Role.PROFESSIONAL])
def test_who_said_what_stays_among_those_who_take_part(role: Role | None) -> None:
    eyes = seen_by(role)
    assert not eyes.shows(eyes.given, OTHER)
    assert not eyes.reads("circle", OTHER)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.PARTICIPANT, Role.ADVOCATE])
def test_who_takes_part_or_facilitates_sees_what_was_answered_once_they_came_in(role: Role) -> None:
    assert seen_by(role).given is Rows.ALL
    assert seen_by(role, joined=False).given is Rows.OWN


def test_a_professional_sees_what_was_answered_only_with_a_say_in_it() -> None:
    assert seen_by(Role.PROFESSIONAL, decides=True).given is Rows.ALL
    assert seen_by(Role.PROFESSIONAL).given is Rows.OWN


@pytest.mark.parametrize("role", [None, *(role for role in PEOPLE if role is not Role.FACILITATOR)])
@pytest.mark.parametrize("kind", ["nominations", "talks", "bringers"])
def test_only_the_facilitator_knows_who_was_named_spoken_to_or_is_otherwise_minded(
    role: Role | None, kind: str
) -> None:
    eyes = seen_by(role)
    assert not eyes.shows(getattr(eyes, kind), OTHER)
    assert seen_by(Role.FACILITATOR).shows(getattr(seen_by(Role.FACILITATOR), kind), OTHER)


@few
@given(many_rooms)
def test_the_public_reads_public_rooms_and_nothing_else(given_rooms: list[RoomRule]) -> None:
    eyes = seen_by(None, rooms=given_rooms)
    for room in given_rooms:
        assert eyes.reads(room.key, OTHER) is room.public
    assert {getattr(eyes, kind) for kind in KINDS} == {Rows.NONE}


@few
@given(many_rooms, roles)
def test_who_has_not_joined_reads_what_is_public_or_their_own(given_rooms: list[RoomRule], role: Role) -> None:
    eyes = seen_by(role, joined=False, rooms=given_rooms)
    for room in given_rooms:
        assert eyes.reads(room.key, OTHER) is room.public
        assert eyes.reads(room.key, ME) is (room.public or room.own)
    assert {getattr(eyes, kind) for kind in KINDS} == {Rows.OWN}


@few
@given(many_rooms, roles)
def test_joining_never_takes_anything_from_sight(given_rooms: list[RoomRule], role: Role) -> None:
    before, after = (seen_by(role, joined=joined, rooms=given_rooms) for joined in (False, True))
    for room in given_rooms:
        for author in (ME, OTHER, None):
            assert after.reads(room.key, author) or not before.reads(room.key, author)


@few
@given(many_rooms, roles, st.booleans())
def test_a_room_is_read_by_its_readers_and_by_nobody_else(
    given_rooms: list[RoomRule], role: Role, joined: bool
) -> None:
    eyes = seen_by(role, joined=joined, rooms=given_rooms)
    for room in given_rooms:
        assert eyes.reads(room.key, OTHER) is (room.public or (joined and role.value in room.readers))


@pytest.mark.parametrize("role", [None, *PEOPLE])
def test_an_unknown_room_is_shut(role: Role | None) -> None:
    assert not seen_by(role).reads("attic", ME)


@pytest.mark.parametrize("role", [None, *PEOPLE])
def test_a_row_without_an_owner_is_nobodys_own(role: Role | None) -> None:
    assert not seen_by(role, joined=False).shows(Rows.OWN, None)


OUTSIDE = [Role.FACILITATOR, Role.AUTHORITY, Role.PROFESSIONAL]


@pytest.mark.parametrize("circle", ["person", "network", "professional"])
@pytest.mark.parametrize("role", OUTSIDE)
def test_closed_time_is_shut_to_whoever_is_there_by_profession(role: Role, circle: str) -> None:
    eyes = seen_by(role, rooms=FAMILY, circle=circle, is_main_person=True, decides=True)
    assert not eyes.reads("closed", OTHER)


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.ADVOCATE])
def test_closed_time_is_for_those_whose_life_it_is_and_their_own_people(role: Role) -> None:
    assert seen_by(role, rooms=FAMILY, circle="person").reads("closed", OTHER)
    assert seen_by(role, rooms=FAMILY, circle="network").reads("closed", OTHER)
    assert not seen_by(role, rooms=FAMILY, circle="professional").reads("closed", OTHER)
    assert not seen_by(role, rooms=FAMILY, circle="person", joined=False).reads("closed", OTHER)


@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_who_came_in_after_closed_time_ended_reads_nothing_of_it(minutes: int) -> None:
    ended = RoomRule("closed-1", frozenset({"participant"}), False, True, closed=True, ended_at=AT)
    looker = Looker(Role.PARTICIPANT, ME, joined_at=AT + timedelta(minutes=minutes))
    assert sight(looker, [ended]).reads("closed-1", OTHER) is (minutes <= 0)


def test_who_is_invited_to_a_family_reads_what_it_is_about_and_not_the_plan() -> None:
    eyes = seen_by(Role.PARTICIPANT, rooms=FAMILY, joined=False, is_invited=True, circle="network", decides=True)
    assert eyes.reads("open", OTHER)
    assert not any(eyes.reads(room.key, OTHER) for room in FAMILY if room.key != "open")


def test_who_has_left_a_family_reads_their_own_words_only() -> None:
    eyes = seen_by(Role.PARTICIPANT, rooms=FAMILY, joined=False, circle="person", is_main_person=True, decides=True)
    assert not any(eyes.reads(room.key, OTHER) for room in FAMILY)


def test_the_public_sees_nothing_of_a_family() -> None:
    eyes = seen_by(None, rooms=FAMILY)
    assert not any(eyes.reads(room.key, author) for room in FAMILY for author in (ME, OTHER, None))


def test_a_professional_reads_the_plan_once_the_circle_gave_them_a_say() -> None:
    assert not seen_by(Role.PROFESSIONAL, rooms=FAMILY).reads("plan", OTHER)
    assert seen_by(Role.PROFESSIONAL, rooms=FAMILY, decides=True).reads("plan", OTHER)


def test_who_was_named_is_between_the_main_person_and_the_facilitator() -> None:
    readers = {"participant": False, "authority": False, "professional": False, "advocate": False, "facilitator": True}
    for role, reads in readers.items():
        assert seen_by(Role(role), rooms=FAMILY, decides=True).reads("counsel", OTHER) is reads
    assert seen_by(Role.PARTICIPANT, rooms=FAMILY, is_main_person=True).reads("counsel", OTHER)


TALK = RoomRule("talk", frozenset({"participant", "advocate", "facilitator"}), public=False, own=True, per_side=True)
# Who reads what the people of each side write apart: by role and side.
APART = {
    (Role.PARTICIPANT, "left"): "left",
    (Role.PARTICIPANT, "right"): "right",
    (Role.PARTICIPANT, ""): "",
    (Role.ADVOCATE, "left"): "left",
    (Role.ADVOCATE, "right"): "right",
    (Role.ADVOCATE, ""): "",
    (Role.FACILITATOR, ""): "left right",
    (Role.AUTHORITY, ""): "",
    (Role.PROFESSIONAL, ""): "",
}


@pytest.mark.parametrize(("who", "reads"), APART.items())
def test_what_a_side_says_apart_is_for_that_side_and_who_guides(who: tuple[Role, str], reads: str) -> None:
    role, side = who
    apart = [TALK.of_side("left"), TALK.of_side("right")]
    eyes = seen_by(role, rooms=apart, side=side)
    assert {room for room in ("left", "right") if eyes.reads(f"talk-{room}", OTHER)} == set(reads.split())
    assert eyes.reads("talk-left", ME)
    assert not seen_by(role, rooms=apart, side=side, joined=False).reads("talk-left", OTHER)


def test_nobody_outside_reads_what_a_side_says_apart() -> None:
    assert not seen_by(None, rooms=[TALK.of_side("left")]).reads("talk-left", OTHER)
