"""Whatever stands in a file, it is refused with all its faults, or it is an approach that says nothing forbidden."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.files import ApproachFile, english_of, read_file
from gedragen.method.constitution.keys.declarations import TakenBack
from gedragen.method.constitution.reader import read_kept
from gedragen.method.phases import Ending
from tests.support.any_file import any_file

FILES = st.one_of(
    any_file("neighbourhood", "any_street", is_wild=True),
    any_file("family_group_conference", "any_family", is_wild=True),
    any_file("neighbourhood", "any_street"),
    any_file("family_group_conference", "any_family"),
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(FILES)
@example("")
@example("rooms = 1\nstages = [[]]\ngates = [{}]\nseats = []\nformat = 9007199254740993")
@example("format = 1\n" + "a = [" * 3000)
def test_any_file_is_refused_with_its_faults_or_is_an_approach(text: str) -> None:
    found = read(text)
    if isinstance(found, ApproachFile):
        check(found)
    else:
        assert all(fault.key and fault.mend for fault in found)
        assert len(set(found)) == len(found) > 0


def read(text: str) -> ApproachFile | tuple[Fault, ...]:
    try:
        return read_file(text, "any.toml")
    except ApproachBroken as broken:
        return broken.faults


def check(found: ApproachFile) -> None:
    """What is kept reads as the file did, and nobody is in a place where no file may put them."""
    approach = found.approach
    assert read_kept(found.text, english_of(found.source)) == approach
    assert {"participant"} <= approach.decide_by_default <= {"participant", "professional"}
    for room in approach.rooms.values():
        assert not room.public or (approach.is_open and room.key in ("open", "plan"))
        if room.closed:
            assert room.circles
            assert room.circles <= {"person", "network"}
            assert room.readers <= {"participant", "advocate"}
    for rule in approach.declarations.values():
        assert rule.key in {gate.kind for gate in approach.gates}
        assert rule.withdraw is not TakenBack.STOPS or Ending.WITHDRAWN_BY_PARTY in approach.endings
    assert not approach.leaving_stops or Ending.WITHDRAWN_BY_PARTY in approach.endings
