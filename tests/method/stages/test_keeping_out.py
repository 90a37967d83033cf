"""When a second look is asked at a parent who is kept out."""

from hypothesis import given
from hypothesis import strategies as st

from gedragen.cases.models import NominationState
from gedragen.method.stages.keeping_out import KEPT_OUT, Ruling, is_asked, is_looked_at

SAID = st.sampled_from([*NominationState])
RULINGS = st.sampled_from([None, *Ruling])


@given(SAID, st.booleans(), RULINGS)
def test_it_is_asked_once_of_a_parent_who_is_kept_out_in_whatever_words(
    said: NominationState, is_parent: bool, ruling: Ruling | None
) -> None:
    kept_out = said in (NominationState.NOT_NOW, NominationState.EXCLUDED)
    assert is_looked_at(said, is_parent=is_parent) is (kept_out and is_parent)
    assert is_asked(said, is_parent=is_parent, ruling=ruling) is (kept_out and is_parent and ruling is None)
    assert set(NominationState) >= KEPT_OUT
