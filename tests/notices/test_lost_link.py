"""Back in with nothing but an address."""

import pytest
from django.core import mail

from gedragen.cases.models import Seat
from gedragen.cases.people.commands.seats import SetMail, erase_me, set_mail
from gedragen.notices.lost_link import send_lost_link
from gedragen.notices.models import Delivery
from gedragen.notices.reading import skip_what_was
from gedragen.notices.worker import tick
from gedragen.people.links import link_token
from tests.notices.told import from_here
from tests.support.cast import Cast, later, mail_of, question_of
from tests.support.together import together


def test_the_links_of_all_seats_come_in_one_mail(preparing: Cast) -> None:
    other = Seat.objects.get(id=question_of("bram", preparing.at))
    skip_what_was(other.case_id)
    from_here(preparing)
    send_lost_link(" BRAM@Example.nl", at=preparing.at)
    tick(at=preparing.at)
    (message,) = mail.outbox
    assert message.to == [mail_of("bram")]
    for seat in (preparing.bram, other.pk):
        assert f"/link/{link_token(seat, 1)}/" in message.body
    assert message.body.count("/link/") == 2


def test_an_unknown_address_gets_nothing(preparing: Cast) -> None:
    from_here(preparing)
    send_lost_link("xander@example.nl", at=preparing.at)
    send_lost_link("", at=preparing.at)
    tick(at=preparing.at)
    assert not mail.outbox


def test_who_was_forgotten_gets_nothing(preparing: Cast) -> None:
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    from_here(preparing)
    send_lost_link(mail_of("bram"), at=preparing.at)
    tick(at=preparing.at)
    assert not mail.outbox


def test_who_wants_no_mail_has_no_address_to_find(preparing: Cast) -> None:
    set_mail(preparing.case, SetMail(""), by=preparing.bram, at=preparing.at)
    from_here(preparing)
    send_lost_link(mail_of("bram"), at=preparing.at)
    tick(at=preparing.at)
    assert not mail.outbox


def test_asking_ten_times_sends_one_mail_until_some_time_has_passed(preparing: Cast) -> None:
    from_here(preparing)
    for _ in range(10):
        send_lost_link(mail_of("bram"), at=later(preparing, seconds=5))
        tick(at=preparing.at)
    assert len(mail.outbox) == 1
    send_lost_link(mail_of("bram"), at=later(preparing, minutes=21))
    tick(at=preparing.at)
    assert len(mail.outbox) == 2


def test_a_clock_that_went_back_an_hour_keeps_nobody_waiting(preparing: Cast) -> None:
    from_here(preparing)
    send_lost_link(mail_of("bram"), at=later(preparing, hours=1))
    tick(at=preparing.at)
    send_lost_link(mail_of("bram"), at=later(preparing, hours=-1))
    tick(at=preparing.at)
    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_one_moment_is_asking_once(preparing: Cast) -> None:
    from_here(preparing)
    together(*[lambda: send_lost_link(mail_of("bram"), at=preparing.at)] * 4)
    assert Delivery.objects.count() == 1
