"""A small correction says what the text said; for anything else there is a round."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.plan.correction import CorrectionClock, check_is_small, corrected_from

TODAY = date(2026, 3, 1)
NAMES = ("Bram de Wit", "Anna Jansen", "Hanna Bos")
TEXT = "Bram opent de kas op zaterdag 14 maart om 10 uur. Dat kost 40 euro."


def small(old: str, new: str) -> bool:
    try:
        check_is_small(old, new, names=NAMES, today=TODAY)
    except RuleBroken:
        return False
    return True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("De vrijwiligers koken.", "De vrijwilligers koken."),
        ("wij koken", "Wij koken."),
        ("Wij vragen het bij voorbeeld aan Petra.", "Wij vragen het bijvoorbeeld aan Petra."),
        ("Wij vragen het mevrouw Janssen.", "Wij vragen het mevrouw Jansen."),
        ("Wij beginnen op vrijdag 14 maart.", "Wij beginnen op zaterdag 14 maart."),
    ],
)
def test_spelling_a_name_and_a_weekday_that_was_wrong(old: str, new: str) -> None:
    assert small(old, new)


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace("40", "400"),
        TEXT.replace("40", "14").replace("14 maart", "40 maart"),
        TEXT.replace("maart", "april"),
        TEXT.replace("zaterdag", "zondag"),
        TEXT.replace("Bram", "Anna"),
        TEXT.replace("opent", "sluit"),
        TEXT.replace("opent", "opent niet"),
        TEXT.replace("euro", "cent"),
        TEXT + " En op zondag.",
        TEXT.replace("de kas ", ""),
        "",
    ],
)
def test_never_who_what_money_a_number_or_a_date(new: str) -> None:
    assert not small(TEXT, new)


def test_never_another_who_is_in_it_too_however_alike_the_names() -> None:
    assert not small("Anna doet het.", "Hanna doet het.")


def test_the_same_text_is_no_correction() -> None:
    with pytest.raises(RuleBroken, match="nothing-changed"):
        check_is_small(TEXT, TEXT, names=NAMES, today=TODAY)


@given(st.lists(st.sampled_from(["niet", "wel", "Bram", "kas", "10", "euro", "mei"]), max_size=6), st.data())
def test_no_number_month_amount_or_no_is_ever_moved(words: list[str], data: st.DataObject) -> None:
    other = data.draw(
        st.permutations([*words, *data.draw(st.lists(st.sampled_from(["3", "geen", "juni"]), max_size=2))])
    )
    turns = {"niet", "wel", "10", "euro", "mei", "3", "geen", "juni"}
    if small(" ".join(words), " ".join(other)):
        assert [word for word in words if word in turns] == [word for word in other if word in turns]


def test_it_stands_beside_the_old_text_for_three_days() -> None:
    made = datetime(2026, 3, 1, 12, tzinfo=UTC)
    clock = CorrectionClock(corrected_from(made))
    assert not clock.is_due(datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert clock.is_due(datetime(2026, 3, 4, 23, tzinfo=UTC))
    assert not CorrectionClock(clock.until, over_at=made).is_due(datetime(2026, 4, 1, tzinfo=UTC))
