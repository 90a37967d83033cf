"""What counts as a text, and in which signs it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.texts import can_be_kept, is_blank, one_line, tidy

any_text = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b", "\u202e\u2060", "\u00a0\u3000", "\x07"])
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "?", "👍", "שלום", "\u200bja", "1"])
def test_what_somebody_can_see_is_not(text: str) -> None:
    assert not is_blank(text)


def test_a_paste_loses_what_steers_a_machine_and_keeps_its_lines() -> None:
    assert tidy("een\r\ntwee\x0bdrie\x1b[31m\x07\tvier\x85") == "een\ntwee\ndrie[31m\tvier"


def test_a_name_stays_on_its_line_and_turns_no_others_around() -> None:
    assert one_line("Jan\r\nBcc: iedereen@example.nl \u202eneppirk") == "Jan Bcc: iedereen@example.nl neppirk"


def test_a_family_of_signs_stays_together() -> None:
    assert one_line("Nadia 👩🏽\u200d🤝\u200d👨🏿") == "Nadia 👩🏽\u200d🤝\u200d👨🏿"


def test_what_no_database_or_wire_can_carry_is_told_apart() -> None:
    assert not can_be_kept("nul\0")
    assert not can_be_kept("half \ud800")
    assert can_be_kept("heel 👍")


@given(any_text)
def test_tidying_once_is_enough(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)


@given(any_text)
def test_a_line_has_no_breaks(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
