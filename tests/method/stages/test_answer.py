"""Who guides passes answers on, and has none of their own about what people decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.stages.answer import Informed, checked_information
from gedragen.method.texts import is_blank

texts = st.sampled_from(["", "  ", "De beheerder", " Ja. "])
answers = st.builds(Informed, text=texts, is_unknown=st.booleans(), about_process=st.booleans(), source=texts)


@given(answers, st.booleans())
def test_what_who_guides_says_is_never_their_own(answer: Informed, by_guide: bool) -> None:
    try:
        said = checked_information(answer, by_guide=by_guide)
    except RuleBroken:
        return
    assert said.is_unknown or not is_blank(said.text)
    if by_guide and not said.is_unknown:
        assert said.about_process != bool(said.source)
    if not by_guide:
        assert not said.about_process
        assert not said.source


def test_not_knowing_needs_no_words_and_no_name() -> None:
    assert checked_information(Informed("", is_unknown=True), by_guide=True) == Informed("", is_unknown=True)


def test_an_answer_from_nobody_is_refused() -> None:
    with pytest.raises(RuleBroken, match="guide-passes-on"):
        checked_information(Informed("Ja."), by_guide=True)
