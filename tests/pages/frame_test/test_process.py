"""The process: reach, steps, dates, and what was promised and done. Never what people say."""

import pytest
from django.urls import reverse

from gedragen.cases.frames.commands.later import change_frame
from tests.support.cast import ITEMS, Cast, late_law, later, with_items, with_rounds
from tests.support.visitor import address, page_of, visitor


def page(cast: Cast, seat: int | None) -> str:
    return page_of(visitor(seat), reverse("process", args=[address(cast)]))


def test_it_counts_and_dates_and_shows_no_content(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    text = page(deciding, deciding.otto)
    assert "4 people decide." in text
    assert "The plan has 2 items." in text
    assert "People answer until then" in text
    assert not any(item.title in text or item.what in text for item in ITEMS)


def test_it_shows_what_was_promised_and_done(testing: Cast) -> None:
    found = page(testing, testing.otto)
    assert "An answer within 14 days." in found
    assert "Time until" in found
    assert "No limit came later." in found


def test_a_frame_that_came_later_is_counted(preparing: Cast) -> None:
    change_frame(preparing.case, late_law(preparing), by=preparing.otto, at=later(preparing, hours=1))
    assert "1 limit was added or changed later." in page(preparing, preparing.otto)


@pytest.mark.parametrize("name", ["anna", "ria", "petra"])
def test_how_to_help_is_for_those_who_set_the_limits(deciding: Cast, name: str) -> None:
    assert "How you can help" in page(deciding, deciding.wim)
    assert "How you can help" not in page(deciding, getattr(deciding, name))
    assert "How you can help" not in page(deciding, None)


def test_every_phase_has_a_page(starting: Cast) -> None:
    assert "How the process goes" in page(starting, starting.wim)


def test_after_deciding_the_days_to_look_back_are_there(carrying_out: Cast) -> None:
    found = page(carrying_out, carrying_out.otto)
    assert found.count("Looking back together") == 3
    assert "There is no formal decision yet." in found
