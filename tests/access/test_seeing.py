"""What a seat may see, as sentences that hold for every role and every room."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gedragen.access.doing import Role
from gedragen.access.seeing import Rows, Sight, sight
from gedragen.method.approach import RoomRule, shipped_approaches

PEOPLE = tuple(role for role in Role if role is not Role.CLOCK)
ROOMS = [room for approach in shipped_approaches().values() for room in approach.rooms.values()]
ME, OTHER = 1, 2
KINDS = ("running", "given", "who_answered", "nominations", "talks", "bringers")
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


def seen_by(role: Role | None, *, joined: bool = True, rooms: list[RoomRule] = ROOMS) -> Sight:
    return sight(role, None if role is None else ME, rooms, has_joined=joined)


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


@pytest.mark.parametrize("role", [None, *(role for role in PEOPLE if role is not Role.FACILITATOR)])
@pytest.mark.parametrize("kind", ["who_answered", "nominations", "talks", "bringers"])
def test_only_the_facilitator_knows_who_is_silent_named_spoken_to_or_otherwise_minded(
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
