"""Cards with a code: who makes one, who says yes to it, who may hear that yes, and what it ends."""

from contextlib import suppress
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gedragen.access.doing import NotFound, Role
from gedragen.cases.arriving.queries.getting_in import CardWaits, entrance_by_code, entrance_of
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Card, Seat
from gedragen.cases.people.commands.cards import (
    ConfirmCard,
    HearCard,
    MakeCards,
    RefuseCard,
    come_in,
    confirm_card,
    hear_card,
    make_cards,
    refuse_card,
)
from gedragen.cases.people.commands.seats import Invitation, SetMail, decline, erase_me, invite, join, set_mail
from gedragen.cases.people.entries import ACCESS_RENEWED, CARD_CONFIRMED, CARD_HEARD, CARD_LOST, CARD_MADE, CARD_REFUSED
from gedragen.method.broken import RuleBroken
from gedragen.people.cards import code_digest, read_code
from tests.support.cast import Cast, card_of, invited, mail_of, question_of
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import Family
from tests.support.refusals import breaks, denied


def seat_of(pk: int) -> Seat:
    return Seat.objects.get(id=pk)


def made(cast: Cast | Family, seat: int, *, lost: bool = False) -> str:
    return make_cards(cast.case, MakeCards((seat,), lost=tuple([seat] if lost else [])), by=cast.ria, at=cast.at)[seat]


def waiting(seat: int) -> int:
    found = seat_of(seat).waiting_card_id
    assert found is not None
    return found


def opens(code: str) -> bool:
    try:
        entrance_by_code(code)
    except (NotFound, CardWaits):
        return False
    return True


def test_cards_are_shown_once_and_kept_as_digests(preparing: Cast) -> None:
    lotte = invited(preparing, "Lotte", Role.PARTICIPANT)
    with tells(preparing, CARD_MADE, ACCESS_RENEWED):
        codes = make_cards(preparing.case, MakeCards((preparing.jan, lotte)), by=preparing.ria, at=preparing.at)
    assert set(codes) == {preparing.jan, lotte}
    assert all(read_code(code) == code for code in codes.values())
    assert set(Card.objects.values_list("digest", flat=True)) == {code_digest(code) for code in codes.values()}


def test_a_first_card_opens_at_once_and_one_that_was_not_used_gives_way(preparing: Cast) -> None:
    lotte = invited(preparing, "Lotte", Role.PARTICIPANT)
    first, second = made(preparing, lotte), made(preparing, lotte)
    assert (opens(first), opens(second), Card.objects.count()) == (False, True, 1)


def test_the_first_way_in_is_noted_once(preparing: Cast) -> None:
    lotte = invited(preparing, "Lotte", Role.PARTICIPANT)
    way = entrance_of(lotte).way
    with tells(preparing):
        come_in(preparing.case, way, by=lotte, at=preparing.at)
        come_in(preparing.case, way, by=lotte, at=datetime(2027, 1, 1, tzinfo=preparing.at.tzinfo))
    assert seat_of(lotte).entered_at == preparing.at


def test_a_card_that_was_replaced_in_the_very_moment_lets_nobody_in(preparing: Cast) -> None:
    lotte = invited(preparing, "Lotte", Role.PARTICIPANT)
    entrance = entrance_by_code(made(preparing, lotte))
    made(preparing, lotte)
    with unchanged(), pytest.raises(NotFound):
        come_in(preparing.case, entrance.way, by=lotte, at=preparing.at)


def test_a_card_beside_a_way_that_was_used_waits_and_ends_nothing(preparing: Cast) -> None:
    old = card_of(preparing, preparing.jan)
    with tells(preparing, CARD_MADE):
        new = made(preparing, preparing.jan)
    assert opens(old)
    with pytest.raises(CardWaits) as raised:
        entrance_by_code(new)
    assert raised.value.entrance.seat_id == preparing.jan


def test_a_second_card_that_waits_takes_the_place_of_the_first(preparing: Cast) -> None:
    first = made(preparing, preparing.jan)
    shown = waiting(preparing.jan)
    second = made(preparing, preparing.jan)
    with unchanged(), breaks("another-card"):
        confirm_card(preparing.case, ConfirmCard(shown), by=preparing.jan, at=preparing.at)
    confirm_card(preparing.case, ConfirmCard(waiting(preparing.jan)), by=preparing.jan, at=preparing.at)
    assert (opens(first), opens(second)) == (False, True)


def test_a_lost_card_ends_at_once_and_the_new_one_waits_all_the_same(preparing: Cast) -> None:
    old = card_of(preparing, preparing.jan)
    with tells(preparing, CARD_LOST, CARD_MADE):
        new = made(preparing, preparing.jan, lost=True)
    assert (opens(old), opens(new), seat_of(preparing.jan).card) == (False, False, None)


def test_lost_alone_is_enough_and_stays_said_when_a_third_card_is_made(preparing: Cast) -> None:
    card_of(preparing, preparing.jan)
    codes = make_cards(preparing.case, MakeCards((), lost=(preparing.jan,)), by=preparing.ria, at=preparing.at)
    assert set(codes) == {preparing.jan}
    made(preparing, preparing.jan)
    assert Card.objects.get().replaces_lost


def test_a_yes_opens_the_new_card_and_ends_the_old_one(preparing: Cast) -> None:
    old, new = card_of(preparing, preparing.jan), made(preparing, preparing.jan)
    with tells(preparing, CARD_CONFIRMED):
        confirm_card(preparing.case, ConfirmCard(waiting(preparing.jan)), by=preparing.jan, at=preparing.at)
    assert (opens(old), opens(new), Card.objects.count()) == (False, True, 1)


def test_a_no_ends_the_new_card_and_nothing_else(preparing: Cast) -> None:
    old, new = card_of(preparing, preparing.jan), made(preparing, preparing.jan)
    with tells(preparing, CARD_REFUSED):
        refuse_card(preparing.case, RefuseCard(waiting(preparing.jan)), by=preparing.jan, at=preparing.at)
    assert (opens(old), opens(new), Card.objects.count()) == (True, False, 1)


def test_a_card_one_said_yes_to_oneself_is_not_refused_afterwards(preparing: Cast) -> None:
    card_of(preparing, preparing.jan)
    with unchanged(), breaks("another-card"):
        refuse_card(preparing.case, RefuseCard(seat_of(preparing.jan).card_id or 0), by=preparing.jan, at=preparing.at)


def test_nobody_says_yes_or_no_to_the_card_of_another(preparing: Cast) -> None:
    made(preparing, preparing.jan)
    card = waiting(preparing.jan)
    with unchanged(), breaks("another-card"):
        confirm_card(preparing.case, ConfirmCard(card), by=preparing.bram, at=preparing.at)
    with unchanged(), breaks("another-card"):
        refuse_card(preparing.case, RefuseCard(card), by=preparing.bram, at=preparing.at)


def heard(cast: Cast | Family, seat: int, *, by: int) -> None:
    hear_card(cast.case, HearCard(seat, waiting(seat)), by=by, at=cast.at)


@pytest.mark.parametrize("hearer", ["bram", "fatima", "anna"])
def test_somebody_of_the_circle_hears_it(preparing: Cast, hearer: str) -> None:
    new = made(preparing, preparing.jan)
    with tells(preparing, CARD_HEARD):
        heard(preparing, preparing.jan, by=getattr(preparing, hearer))
    assert opens(new)
    told, by = entries(preparing, CARD_HEARD)[-1], seat_of(getattr(preparing, hearer))
    assert (told.by, told.data) == (str(by.number), {"seat": seat_of(preparing.jan).number})
    assert Card.objects.get().heard_by == by


@pytest.mark.parametrize(
    ("hearer", "reason"),
    [
        ("jan", "somebody-else-hears"),
        ("ria", "not-your-role"),
        ("otto", "somebody-else-hears"),
        ("petra", "somebody-else-hears"),
    ],
)
def test_these_do_not_hear_it(preparing: Cast, hearer: str, reason: str) -> None:
    """Its person, who facilitates, and who is not of the circle as long as somebody else of it takes part."""
    made(preparing, preparing.jan)
    with unchanged(), denied(reason):
        heard(preparing, preparing.jan, by=getattr(preparing, hearer))


def test_who_has_not_joined_or_left_does_not_hear_it(preparing: Cast) -> None:
    made(preparing, preparing.jan)
    lotte = invited(preparing, "Lotte", Role.PARTICIPANT)
    decline(preparing.case, by=preparing.bram, at=preparing.at)
    for seat in (lotte, preparing.bram):
        with unchanged(), denied("join-first"):
            heard(preparing, preparing.jan, by=seat)


def test_nobody_of_another_situation_hears_it(preparing: Cast) -> None:
    made(preparing, preparing.jan)
    xander = question_of("xander", preparing.at)
    with unchanged(), pytest.raises(NotFound):
        heard(preparing, preparing.jan, by=xander)
    with unchanged(), pytest.raises(NotFound):
        hear_card(seat_of(xander).case_id, HearCard(preparing.jan, waiting(preparing.jan)), by=xander, at=preparing.at)


def test_who_made_the_card_does_not_hear_it_from_another_seat_of_theirs(preparing: Cast) -> None:
    """Ria takes part as a neighbour too, and gets her messages where she signs in."""
    ghost = invited(preparing, "Buurvrouw", Role.PARTICIPANT, contact="06-12121212")
    join(preparing.case, by=ghost, at=preparing.at)
    set_mail(preparing.case, SetMail(mail_of("ria")), by=ghost, at=preparing.at)
    made(preparing, preparing.jan)
    with unchanged(), denied("somebody-else-hears"):
        heard(preparing, preparing.jan, by=ghost)


@pytest.mark.parametrize("hearer", ["otto", "petra"])
def test_while_nobody_else_of_the_circle_takes_part_a_professional_or_the_authority_hears_it(
    preparing: Cast, hearer: str
) -> None:
    for seat in (preparing.anna, preparing.bram, preparing.fatima):
        decline(preparing.case, by=seat, at=preparing.at)
    new = made(preparing, preparing.jan)
    heard(preparing, preparing.jan, by=getattr(preparing, hearer))
    assert opens(new)


def test_a_yes_that_was_never_said_is_taken_back_by_its_person(preparing: Cast) -> None:
    new = made(preparing, preparing.jan)
    heard(preparing, preparing.jan, by=preparing.bram)
    with tells(preparing, CARD_REFUSED):
        refuse_card(preparing.case, RefuseCard(seat_of(preparing.jan).card_id or 0), by=preparing.jan, at=preparing.at)
    assert (opens(new), Card.objects.exists()) == (False, False)


def test_an_advocate_hears_it_and_the_guardian_does_not(family_deciding: Family) -> None:
    made(family_deciding, family_deciding.truus)
    with unchanged(), denied("somebody-else-hears"):
        heard(family_deciding, family_deciding.truus, by=family_deciding.arjen)
    heard(family_deciding, family_deciding.truus, by=family_deciding.joke)


def test_being_forgotten_ends_what_works_and_what_waits(preparing: Cast) -> None:
    codes = [card_of(preparing, preparing.jan), made(preparing, preparing.jan)]
    erase_me(preparing.case, by=preparing.jan, at=preparing.at)
    assert not any(opens(code) for code in codes)
    assert not Card.objects.exists()


def test_who_heard_a_yes_can_be_forgotten(preparing: Cast) -> None:
    new = made(preparing, preparing.jan)
    heard(preparing, preparing.jan, by=preparing.bram)
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    assert opens(new)


def test_cards_are_made_for_seats_of_this_case_only(preparing: Cast) -> None:
    xander = question_of("xander", preparing.at)
    for chosen, lost in (([xander], []), ([], [xander])):
        with unchanged(), breaks("nobody-chosen"):
            make_cards(preparing.case, MakeCards(tuple(chosen), lost=tuple(lost)), by=preparing.ria, at=preparing.at)


def test_no_two_cards_share_a_code_whether_they_open_or_wait(preparing: Cast) -> None:
    card_of(preparing, preparing.jan)
    taken = Card.objects.get().digest
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(digest=taken, made_at=preparing.at)


def test_an_address_that_was_given_is_no_reason_to_open_a_second_card(preparing: Cast) -> None:
    kees = invite(
        preparing.case, Invitation("Kees", mail_of("kees"), Role.PARTICIPANT), by=preparing.ria, at=preparing.at
    )
    decline(preparing.case, by=kees, at=preparing.at)
    assert not opens(made(preparing, kees))


ACTS = st.lists(st.sampled_from(["make", "lost", "yes", "no", "hear", "take back"]), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_in_any_order_one_code_opens_at_most_and_only_after_a_yes(preparing: Cast, acts: list[str]) -> None:
    with transaction.atomic():
        agreed, codes = "", [""]
        for act in acts:
            with suppress(RuleBroken):
                agreed = _after(act, preparing, codes, agreed)
            assert [code for code in codes if opens(code)] == [agreed][not agreed :], act
        transaction.set_rollback(True)
    forget_snapshots()


def _after(act: str, cast: Cast, codes: list[str], agreed: str) -> str:
    """Do it. Which code opens the seat of Jan after that."""
    seat, at = seat_of(cast.jan), cast.at
    waits, works = seat.waiting_card_id or 0, seat.card_id or 0
    if act in ("make", "lost"):
        codes.append(made(cast, cast.jan, lost=act == "lost"))
        return "" if act == "lost" else agreed
    if act == "yes":
        confirm_card(cast.case, ConfirmCard(waits), by=cast.jan, at=at)
        return codes[-1]
    if act == "hear":
        hear_card(cast.case, HearCard(cast.jan, waits), by=cast.bram, at=at)
        return codes[-1]
    refuse_card(cast.case, RefuseCard(waits if act == "no" else works), by=cast.jan, at=at)
    return agreed if act == "no" else ""
