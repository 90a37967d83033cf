"""Against a real SMTP server process: what arrives, and what happens when it does not."""

import logging
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from gedragen.cases.due import run_due
from gedragen.cases.models import RoundAnswer, Words
from gedragen.cases.people.commands import many
from gedragen.cases.people.commands.seats import RenewLink, renew_link
from gedragen.cases.people.invitees import Invitee
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    answer_on_behalf,
    confirm_answer,
)
from gedragen.method.consent import Answer
from gedragen.notices import reading, sending
from gedragen.notices.models import Delivery, DeliveryState, Reading
from gedragen.notices.reading import read_journals
from gedragen.notices.sending import MOST_REFUSALS, send_waiting
from gedragen.notices.worker import tick
from gedragen.people.links import link_token
from tests.notices.post_office import PostOffice
from tests.notices.told import from_here
from tests.support.cast import Cast, later, mail_of, with_rounds
from tests.support.installation import free_port
from tests.support.together import together


def told_to(cast: Cast) -> list[str]:
    """Read the journal; the address of each message that waits now."""
    read_journals(at=cast.at)
    made = Delivery.objects.select_related("seat__mail", "account")
    seats = [found.seat.mail.text for found in made if found.seat and found.seat.mail]
    return sorted(seats + [found.account.email for found in made if found.account])


def waiting() -> int:
    return Delivery.objects.filter(state=DeliveryState.WAITING).count()


def test_a_mail_arrives_with_the_personal_link(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    from_here(preparing)
    renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    tick(at=preparing.at)
    (mail,) = post_office.mails()
    assert (mail["To"], mail["Subject"]) == (mail_of("bram"), "Uw persoonlijke link")
    assert f"http://localhost:8000/link/{link_token(preparing.bram, 2)}/" in mail.get_content()
    assert "Ria Jansen: 06-12345678" in mail.get_content()


def test_nothing_is_sent_twice(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    addresses = told_to(preparing)
    for _ in range(3):
        tick(at=later(preparing, minutes=1))
    assert post_office.addresses() == addresses
    assert not waiting()


def test_a_server_that_is_down_loses_nothing(
    preparing: Cast, post_office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    addresses = told_to(preparing)
    for _ in range(20):
        tick(at=later(preparing, hours=12))
    assert waiting() == len(addresses)
    assert not Delivery.objects.exclude(attempts=0).exists()
    post_office.open()
    tick(at=later(preparing, minutes=1))
    assert post_office.addresses() == addresses


def test_a_server_that_goes_down_halfway_gets_the_rest_later(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    addresses = told_to(preparing)
    first = Delivery.objects.order_by("next_try_at", "id").first()
    assert first is not None
    Delivery.objects.exclude(id=first.id).update(next_try_at=preparing.at + timedelta(minutes=1))
    tick(at=preparing.at)
    post_office.close()
    tick(at=later(preparing, minutes=2))
    post_office.open()
    tick(at=later(preparing, minutes=2))
    assert post_office.addresses() == addresses


def test_one_refused_address_holds_up_nobody(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    addresses = told_to(preparing)
    change_mail(preparing.bram, "refused@example.nl")
    send_waiting(at=preparing.at)
    assert post_office.addresses() == [one for one in addresses if one != mail_of("bram")]
    assert waiting() == addresses.count(mail_of("bram"))


def test_a_refused_address_is_tried_again_and_then_given_up(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    from_here(preparing)
    change_mail(preparing.bram, "refused@example.nl")
    renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    for _ in range(MOST_REFUSALS):
        tick(at=preparing.at)
        later(preparing, hours=25)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DeliveryState.GIVEN_UP, MOST_REFUSALS)


def test_a_server_that_fails_brings_no_address_nearer_to_being_wrong(
    preparing: Cast, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_office.open()
    from_here(preparing)
    change_mail(preparing.bram, "refused@example.nl")
    renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", hangs_up)
        for _ in range(MOST_REFUSALS + 1):
            tick(at=later(preparing, hours=25))
    tick(at=later(preparing, hours=25))
    assert Delivery.objects.get().state == DeliveryState.WAITING


def hangs_up(_: object) -> None:
    raise SMTPServerDisconnected


def test_a_server_that_hangs_up_on_one_address_gets_the_others_at_once(
    preparing: Cast, post_office: PostOffice
) -> None:
    post_office.open()
    addresses = told_to(preparing)
    change_mail(preparing.bram, "busy@example.nl")
    send_waiting(at=preparing.at)
    assert post_office.addresses() == [one for one in addresses if one != mail_of("bram")]
    assert not Delivery.objects.exclude(seat=preparing.bram).exclude(attempts=0).exists()


def test_a_server_that_never_says_it_took_a_message_is_waited_for_once(
    preparing: Cast, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_office.open()
    told_to(preparing)
    Words.objects.filter(kind="contact").update(text="never@example.nl")
    monkeypatch.setattr(sending, "TO_TAKE", 0.3)
    send_waiting(at=preparing.at)
    assert waiting() > 3
    assert Delivery.objects.exclude(attempts=0).count() == 1


def test_between_attempts_there_is_time(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    from_here(preparing)
    change_mail(preparing.bram, "refused@example.nl")
    renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    for _ in range(5):
        tick(at=later(preparing, seconds=5))
    assert Delivery.objects.get().attempts == 1


@pytest.mark.parametrize(
    "typed", ["bel mij maar @ thuis", "a@x.example, b@x.example", "a@x.example\nBcc: b@x.example", "annie@"]
)
def test_what_is_no_address_is_given_up_at_once(preparing: Cast, post_office: PostOffice, typed: str) -> None:
    post_office.open()
    addresses = told_to(preparing)
    change_mail(preparing.bram, typed)
    send_waiting(at=preparing.at)
    assert post_office.addresses() == [one for one in addresses if one != mail_of("bram")]
    assert Delivery.objects.filter(state=DeliveryState.GIVEN_UP).count() == addresses.count(mail_of("bram"))


def test_who_dies_after_sending_sends_again_with_the_same_message_id(
    preparing: Cast, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_office.open()
    from_here(preparing)
    renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "_settle", dies)
        with pytest.raises(KeyboardInterrupt):
            tick(at=preparing.at)
    tick(at=later(preparing, minutes=1))
    assert len(post_office.mails()) == 1
    tick(at=later(preparing, minutes=10))
    first, second = post_office.mails()
    assert first["Message-ID"] == second["Message-ID"]
    assert Delivery.objects.get().state == DeliveryState.SENT


def dies(*_: Any) -> None:
    raise KeyboardInterrupt


def test_no_message_has_the_id_of_another(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    tick(at=preparing.at)
    ids = [mail["Message-ID"] for mail in post_office.mails()]
    assert len(ids) > 5
    assert len(set(ids)) == len(ids)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", [tick, send_waiting])
def test_two_workers_at_one_moment_send_each_message_once(preparing: Cast, post_office: PostOffice, work: Any) -> None:
    post_office.open()
    addresses = told_to(preparing)
    found = together(*[lambda: work(at=preparing.at)] * 4)
    assert not [one for one in found if isinstance(one, Exception)]
    tick(at=later(preparing, minutes=1))
    assert post_office.addresses() == addresses


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_one_moment_make_each_delivery_once(preparing: Cast) -> None:
    addresses = told_to(preparing)
    Delivery.objects.all().delete()
    Reading.objects.all().delete()
    found = together(*[lambda: read_journals(at=preparing.at)] * 4)
    assert not [one for one in found if isinstance(one, Exception)]
    assert Delivery.objects.count() == len(addresses)


def test_who_answered_meanwhile_is_left_in_peace(deciding: Cast, post_office: PostOffice) -> None:
    post_office.open()
    with_rounds(deciding)
    from_here(deciding)
    spoken = [SpokenAnswer(number, deciding.bram, Answer.YES) for number in (1, 2)]
    read_journals(at=deciding.at)
    answer_on_behalf(deciding.case, AnswerOnBehalf(tuple(spoken)), by=deciding.ria, at=deciding.at)
    read_journals(at=deciding.at)
    answers = list(RoundAnswer.objects.filter(seat=deciding.bram).values_list("id", flat=True))
    confirm_answer(deciding.case, ConfirmAnswer(tuple(answers)), by=deciding.bram, at=deciding.at)
    tick(at=deciding.at)
    assert mail_of("bram") not in post_office.addresses()
    assert not waiting()


def test_a_mistake_in_one_text_keeps_nobody_waiting(preparing: Cast, post_office: PostOffice) -> None:
    post_office.open()
    addresses = told_to(preparing)
    broken = Delivery.objects.filter(seat=preparing.bram)
    broken.update(notice="there-is-no-such-notice")
    send_waiting(at=preparing.at)
    assert post_office.addresses() == [one for one in addresses if one != mail_of("bram")]


def test_the_log_names_nobody(
    preparing: Cast, post_office: PostOffice, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    caplog.set_level(logging.DEBUG)
    for logger in ("gedragen", "django"):
        logging.getLogger(logger).addHandler(caplog.handler)
    post_office.open()
    change_mail(preparing.bram, "refused@example.nl")
    tick(at=preparing.at)
    settings.EMAIL_PORT = free_port()
    tick(at=later(preparing, minutes=5))
    for logger in ("gedragen", "django"):
        logging.getLogger(logger).removeHandler(caplog.handler)
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("gedragen"))
    assert "was refused" in said
    assert "@" not in said
    assert "/link/" not in said


def change_mail(seat_id: int, address: str) -> None:
    Words.objects.filter(seat=seat_id, kind="contact").update(text=address)


def test_each_part_of_a_list_becomes_messages_in_a_turn_of_its_own(
    preparing: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_journals(at=preparing.at)
    before = Delivery.objects.count()
    turns: list[int] = []
    monkeypatch.setattr(many, "PART", 2)
    monkeypatch.setattr(reading, "let_others_write", lambda: turns.append(Delivery.objects.count() - before))
    people = [Invitee(f"Buur {number}", f"buur{number}@example.nl") for number in range(5)]
    many.invite_many(preparing.case, many.InviteMany(tuple(people)), by=preparing.ria, at=preparing.at)
    run_due(at=preparing.at)
    read_journals(at=preparing.at)
    assert turns == [2, 4]
    assert Delivery.objects.count() - before == 5
