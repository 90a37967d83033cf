"""Who else lies awake over this? Everyone can name others, and naming sends nothing."""

from datetime import datetime

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.models import Nomination, NominationState, Seat
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
from gedragen.cases.people.entries import NOMINATION_SETTLED, SOMEBODY_NAMED
from tests.support.cast import Cast, invited, mail_of, question_of
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


def name_kees(cast: Cast, *, by: int | None = None, name: str = "Kees", contact: str = "kees@example.nl") -> int:
    return nominate(
        cast.case, Nominate(name=name, contact=contact, concern="Hij kookt er."), by=by or cast.bram, at=cast.at
    )


def test_naming_somebody_sends_nothing_and_makes_no_seat(preparing: Cast) -> None:
    seats = Seat.objects.count()
    with tells(preparing, SOMEBODY_NAMED):
        assert name_kees(preparing) == 1
    assert Seat.objects.count() == seats
    assert entries(preparing)[-1].data == {"nomination": 1, "wave": 1}


@pytest.mark.parametrize("who", ["anna", "ria", "otto", "wim", "petra"])
def test_everyone_can_name_others(preparing: Cast, who: str) -> None:
    name_kees(preparing, by=getattr(preparing, who))
    assert Nomination.objects.get().by_id == getattr(preparing, who)


def test_also_who_has_not_joined_can_name_others(preparing: Cast) -> None:
    name_kees(preparing, by=invited(preparing, "Els", Role.PARTICIPANT))
    assert Nomination.objects.count() == 1


def test_who_names_nobody_or_nowhere_changes_nothing(preparing: Cast) -> None:
    with unchanged(), breaks("needs-name"):
        name_kees(preparing, name=" ")
    with unchanged(), breaks("needs-contact"):
        name_kees(preparing, contact="")


def test_who_is_in_already_waits_for_nobody(preparing: Cast) -> None:
    name_kees(preparing, contact=mail_of("fatima").upper())
    assert Nomination.objects.get().state == NominationState.ALREADY_IN


def test_who_is_in_already_is_known_by_phone_and_by_street_as_well(preparing: Cast) -> None:
    for contact, again in (("06-12345670", "0031612345670"), ("Dorpsstraat 3", "dorpsstraat 3")):
        invited(preparing, "Kees", Role.PARTICIPANT, contact=contact)
        number = name_kees(preparing, name="kees", contact=again)
        assert Nomination.objects.get(number=number).state == NominationState.ALREADY_IN


def test_a_housemate_of_who_is_in_is_somebody_else(preparing: Cast) -> None:
    invited(preparing, "Kees", Role.PARTICIPANT, contact="Dorpsstraat 3")
    name_kees(preparing, name="Els", contact="Dorpsstraat 3")
    assert Nomination.objects.get().state == NominationState.NAMED


def test_a_name_and_an_address_are_for_the_facilitator(preparing: Cast) -> None:
    name_kees(preparing)
    nomination = Nomination.objects.get()
    rooms = {words.room.key for words in (nomination.name, nomination.contact, nomination.concern)}
    assert rooms == {"private"}


def test_who_could_not_be_reached_is_settled_once_and_can_be_named_again(preparing: Cast) -> None:
    name_kees(preparing)
    with tells(preparing, NOMINATION_SETTLED):
        settle_as_not_reached(preparing.case, SettleAsNotReached(1), by=preparing.ria, at=preparing.at)
    with unchanged(), breaks("nomination-is-settled"):
        settle_as_not_reached(preparing.case, SettleAsNotReached(1), by=preparing.ria, at=preparing.at)
    name_kees(preparing, by=preparing.anna)
    assert Nomination.objects.get(number=2).state == NominationState.NAMED


def test_only_the_facilitator_settles_and_only_what_is_there(preparing: Cast) -> None:
    name_kees(preparing)
    with unchanged(), denied("not-your-role"):
        settle_as_not_reached(preparing.case, SettleAsNotReached(1), by=preparing.bram, at=preparing.at)
    with unchanged(), pytest.raises(NotFound):
        settle_as_not_reached(preparing.case, SettleAsNotReached(2), by=preparing.ria, at=preparing.at)


def test_who_brought_a_question_can_name_others_before_anybody_took_it_up(db: None, at: datetime) -> None:
    anna = Seat.objects.get(id=question_of("anna", at))
    nominate(anna.case_id, Nominate("Gerrit", "06-11111111", "Buurman"), by=anna.pk, at=at)
    assert Nomination.objects.get(case=anna.case_id).state == NominationState.NAMED
