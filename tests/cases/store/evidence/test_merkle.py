"""The way from a leaf to the root: each leaf has one, and no other leads there."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.cases.store.evidence.merkle import Step, merkle_path, root_from
from tests.method.few import few

MOST = 70
LEAVES = tuple(hashlib.sha256(str(number).encode()).hexdigest() for number in range(MOST))
OTHER = "f" * 64
sizes = st.integers(1, MOST)


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_of_every_size_leads_to_the_root(size: int) -> None:
    leaves = LEAVES[:size]
    roots = {root_from(leaf, merkle_path(leaves, index)) for index, leaf in enumerate(leaves)}
    assert roots == {merkle_root(leaves)}


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_no_other_leaf_and_no_way_of_another_leads_there(size: int) -> None:
    leaves, root = LEAVES[:size], merkle_root(LEAVES[:size])
    ways = [merkle_path(leaves, index) for index in range(size)]
    for index, way in enumerate(ways):
        assert root_from(OTHER, way) != root
        assert root not in {root_from(leaf, way) for at, leaf in enumerate(leaves) if at != index}


@few
@given(st.data(), sizes)
def test_a_way_that_was_cut_made_longer_or_turned_never_leads_there(data: st.DataObject, size: int) -> None:
    leaves, root = LEAVES[:size], merkle_root(LEAVES[:size])
    index = data.draw(st.integers(0, size - 1))
    leaf, way = leaves[index], list(merkle_path(leaves, index))
    more = Step(data.draw(st.sampled_from(["left", "right"])), data.draw(st.sampled_from([*LEAVES, OTHER])))
    at = data.draw(st.integers(0, len(way)))
    assert root_from(leaf, [*way[:at], more, *way[at:]]) != root
    if way:
        at = data.draw(st.integers(0, len(way) - 1))
        step = way[at]
        assert root_from(leaf, [*way[:at], *way[at + 1 :]]) != root
        turned = Step("left" if step.side == "right" else "right", step.hash)
        assert root_from(leaf, [*way[:at], turned, *way[at + 1 :]]) != root
        assert root_from(leaf, [*way[:at], Step(step.side, OTHER), *way[at + 1 :]]) != root


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_where_no_leaf_stands_there_is_no_way(size: int, index: int) -> None:
    with pytest.raises(IndexError):
        merkle_path(LEAVES[:size], index)
