"""A facilitator sees whose mail does not arrive, and nobody else does."""

import pytest

from gedragen.access.doing import Denied
from gedragen.notices.models import Delivery, DeliveryState
from gedragen.notices.undelivered import undelivered_to
from tests.support.cast import Cast
from tests.support.visitor import address, page_of, visitor


def delivery(cast: Cast, seat: int, state: DeliveryState, number: int) -> None:
    Delivery.objects.create(
        seat_id=seat,
        notice="round-opened",
        message_id=f"<{number}@x>",
        state=state,
        made_at=cast.at,
        next_try_at=cast.at,
    )


def test_whose_mail_was_given_up_stands_in_the_cockpit(preparing: Cast) -> None:
    delivery(preparing, preparing.bram, DeliveryState.GIVEN_UP, 1)
    page = page_of(visitor(preparing.ria), f"/situatie/{address(preparing)}/overzicht/")
    assert "Mail to Bram Willems does not arrive." in page


def test_a_mended_address_is_no_news_any_more(preparing: Cast) -> None:
    delivery(preparing, preparing.bram, DeliveryState.GIVEN_UP, 1)
    delivery(preparing, preparing.bram, DeliveryState.SENT, 2)
    assert undelivered_to(preparing.case, viewer=preparing.ria) == ()


def test_nobody_else_learns_whose_mail_does_not_arrive(preparing: Cast) -> None:
    delivery(preparing, preparing.fatima, DeliveryState.GIVEN_UP, 1)
    with pytest.raises(Denied):
        undelivered_to(preparing.case, viewer=preparing.bram)
