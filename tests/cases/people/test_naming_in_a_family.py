"""Naming in a closed case: nothing is sent, the facilitator talks with the main person, and the main person decides."""

from dataclasses import replace

import pytest

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.cases import brought_questions, cases_of_seats, my_cases
from gedragen.cases.models import Case, Nomination, NominationState, Seat, Words
from gedragen.cases.people.commands.choosing import (
    ChangeWhoDecides,
    ChoosePlace,
    change_who_decides,
    choose_place,
    refuse_facilitator,
)
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    SettleAsNotReached,
    decide_nomination,
    discuss_nomination,
    settle_as_not_reached,
)
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.people.entries import (
    FACILITATOR_REFUSED,
    NOMINATION_DECIDED,
    NOMINATION_DISCUSSED,
    PLACE_CHOSEN,
    WHO_DECIDES_CHANGED,
)
from gedragen.cases.people.queries.people import people_sheet
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.cases.rounds.queries.rounds import Counted
from gedragen.cases.starting.commands.opening import Introduce, OpenCase, introduce, open_case
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.state.head import case_head
from gedragen.method.constitution.levels import Level
from gedragen.people.accounts import make_account
from tests.support.cast import Cast, mail_of, ria_account
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import (
    INTRODUCTION,
    Family,
    answer,
    into_closed_time,
    name_somebody,
    out_of_closed_time,
    to_deciding,
    with_rounds,
)
from tests.support.refusals import breaks, denied

AGREED, NOT_NOW, EXCLUDED = NominationState.AGREED, NominationState.NOT_NOW, NominationState.EXCLUDED
WHY = "Hij heeft mij bedreigd."


@pytest.fixture
def named(family_preparing: Family) -> Family:
    """Oma Truus named Piet."""
    name_somebody(family_preparing, "piet", by=family_preparing.truus)
    return family_preparing


def number_of_piet() -> int:
    return Nomination.objects.latest("number").number


def discuss(family: Family) -> None:
    discuss_nomination(family.case, DiscussNomination(number_of_piet()), by=family.ria, at=family.at)


def decide(family: Family, state: NominationState, reason: str = "") -> None:
    decide_nomination(
        family.case, DecideNomination(number_of_piet(), state, reason=reason), by=family.sanne, at=family.at
    )


def invite_piet(family: Family, role: Role = Role.PARTICIPANT, *, nomination: int | None = None) -> int:
    piet = Invitation("Piet", mail_of("piet"), role, nomination=nomination)
    return invite(family.case, piet, by=family.ria, at=family.at)


def piet_seen_by(family: Family, seat: int) -> tuple[str, str] | None:
    """The state and the reason that this seat reads, if it knows of Piet at all."""
    cards = people_sheet(family.case, viewer=seat).nominations
    return next(((card.state, card.reason) for card in cards if card.name == "piet"), None)


def test_before_the_talk_the_main_person_reads_no_name(named: Family) -> None:
    assert piet_seen_by(named, named.sanne) is None
    with unchanged(), breaks("nomination-is-settled"):
        decide(named, AGREED)
    with tells(named, NOMINATION_DISCUSSED):
        discuss(named)
    assert piet_seen_by(named, named.sanne) == ("discussed", "")


@pytest.mark.parametrize("discussed", [False, True])
def test_nobody_comes_in_before_the_main_person_said_yes(named: Family, discussed: bool) -> None:
    if discussed:
        discuss(named)
    for nomination in (number_of_piet(), None):
        with unchanged(), breaks("main-person-decides-first"):
            invite_piet(named, nomination=nomination)


def test_after_their_yes_somebody_is_invited(named: Family) -> None:
    discuss(named)
    with tells(named, NOMINATION_DECIDED):
        decide(named, AGREED)
    invite_piet(named, nomination=number_of_piet())
    assert Nomination.objects.latest("number").state == NominationState.INVITED


def test_whom_the_main_person_names_needs_no_talk(family_preparing: Family) -> None:
    name_somebody(family_preparing, "piet", by=family_preparing.sanne)
    assert Nomination.objects.latest("number").state == AGREED


def test_keeping_somebody_out_for_safety_says_why_to_two_people_only(named: Family) -> None:
    discuss(named)
    with unchanged(), breaks("exclusion-needs-reason"):
        decide(named, EXCLUDED)
    decide(named, EXCLUDED, WHY)
    assert piet_seen_by(named, named.sanne) == ("excluded", WHY)
    assert piet_seen_by(named, named.ria) == ("excluded", WHY)
    assert piet_seen_by(named, named.truus) == ("not_now", "")
    for outside in (named.henk, named.daan, named.joke, named.karin, named.arjen):
        assert piet_seen_by(named, outside) is None


def test_the_journal_does_not_tell_what_was_said_of_somebody(named: Family) -> None:
    discuss(named)
    decide(named, EXCLUDED, WHY)
    (entry,) = entries(named, NOMINATION_DECIDED)
    assert entry.data == {"nomination": number_of_piet()}


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.AUTHORITY, Role.FACILITATOR])
def test_who_is_kept_out_comes_in_by_no_other_door(named: Family, role: Role) -> None:
    discuss(named)
    decide(named, EXCLUDED, WHY)
    with unchanged(), breaks("main-person-decides-first"):
        invite_piet(named, role)


def test_one_may_think_otherwise_and_then_the_reason_is_gone(named: Family) -> None:
    discuss(named)
    decide(named, EXCLUDED, WHY)
    decide(named, AGREED)
    assert not Words.objects.filter(text=WHY).exists()
    settle_as_not_reached(named.case, SettleAsNotReached(number_of_piet()), by=named.ria, at=named.at)
    with unchanged(), breaks("nomination-is-settled"):
        decide(named, NOT_NOW)


def waits(family: Family) -> bool:
    return "nomination" in {gate.code for gate in missing_gates(Case.objects.get(id=family.case))}


def test_a_name_that_waits_keeps_deciding_shut(named: Family) -> None:
    assert waits(named)
    discuss(named)
    assert waits(named)
    decide(named, AGREED)
    assert waits(named)
    decide(named, NOT_NOW)
    assert not waits(named)


def test_in_a_neighbourhood_nobody_decides_over_a_name(preparing: Cast) -> None:
    with unchanged(), denied("needs-asks-main-person"):
        discuss_nomination(preparing.case, DiscussNomination(1), by=preparing.ria, at=preparing.at)
    with unchanged(), denied("needs-chooses-circle"):
        decide_nomination(preparing.case, DecideNomination(1, AGREED), by=preparing.anna, at=preparing.at)


# Who guides, where, and who decides


def take_up(family: Family, account: int, *, approach: str = "family_group_conference") -> None:
    open_case(
        family.case,
        OpenCase(
            introduction=INTRODUCTION,
            level=Level.TENSION,
            approach=approach,
            independence="Ik ken hen niet.",
            phone="06-2",
        ),
        account=account,
        at=family.at,
    )


def test_the_main_person_may_ask_for_another_facilitator(family: Family) -> None:
    with tells(family, FACILITATOR_REFUSED):
        refuse_facilitator(family.case, by=family.sanne, at=family.at)
    assert [question.case_id for question in brought_questions()] == [family.case]
    assert case_head(family.case, viewer=family.sanne).human is None
    with unchanged(), breaks("facilitator-was-refused"):
        take_up(family, ria_account(family.at))
    other = make_account("bo@example.nl", "Bo", at=family.at, is_facilitator=True).pk
    with unchanged(), breaks("approach-is-chosen"):
        take_up(family, other, approach="neighbourhood")
    take_up(family, other)
    human = case_head(family.case, viewer=family.sanne).human
    assert human is not None
    assert human.name == "Bo"


def test_the_place_that_the_main_person_chose_stays(family: Family) -> None:
    with tells(family, PLACE_CHOSEN):
        choose_place(family.case, ChoosePlace("Bij oma, zaterdag om elf uur."), by=family.sanne, at=family.at)
    changed, read = replace(INTRODUCTION, meeting="Op kantoor."), Case.objects.get(id=family.case).title_id or 0
    introduce(family.case, Introduce(changed, read=read), by=family.ria, at=family.at)
    assert case_head(family.case, viewer=family.ria).meeting == "Bij oma, zaterdag om elf uur."


def test_another_place_replaces_only_the_one_that_was_read(family: Family) -> None:
    choose_place(family.case, ChoosePlace("Bij oma."), by=family.sanne, at=family.at)
    with unchanged(), breaks("text-has-changed"):
        choose_place(family.case, ChoosePlace("Op school."), by=family.sanne, at=family.at)
    read = case_head(family.case, viewer=family.sanne).place
    choose_place(family.case, ChoosePlace("Op school.", read=read), by=family.sanne, at=family.at)
    assert case_head(family.case, viewer=family.ria).meeting == "Op school."


def test_the_circle_gives_a_professional_a_say_and_a_seat_at_the_plan(family_deciding: Family) -> None:
    family = out_of_closed_time(family_deciding)
    with tells(family, WHO_DECIDES_CHANGED):
        change_who_decides(family.case, ChangeWhoDecides(family.karin, decides=True), by=family.sanne, at=family.at)
    assert Seat.objects.get(id=family.karin).decides
    with unchanged(), breaks("nothing-changed"):
        change_who_decides(family.case, ChangeWhoDecides(family.karin, decides=True), by=family.sanne, at=family.at)


def test_who_loses_their_say_afterwards_keeps_what_they_said(family_deciding: Family) -> None:
    family = out_of_closed_time(family_deciding)
    change_who_decides(family.case, ChangeWhoDecides(family.karin, decides=True), by=family.sanne, at=family.at)
    with_rounds(family)
    for seat in (*family.deciders, family.karin):
        answer(family, seat)
    change_who_decides(family.case, ChangeWhoDecides(family.karin, decides=False), by=family.sanne, at=family.at)
    (item,) = plan_sheet(family.case, viewer=family.sanne).items
    assert item.round is not None
    assert item.round.counted == Counted(yes=6, abstained=0, objections=0, not_reached=0, unknown_yes=0)


@pytest.mark.parametrize("name", ["ria", "arjen", "joke"])
def test_some_never_decide(family_preparing: Family, name: str) -> None:
    seat = getattr(family_preparing, name)
    with unchanged(), breaks("cannot-decide"):
        change_who_decides(
            family_preparing.case,
            ChangeWhoDecides(seat, decides=True),
            by=family_preparing.sanne,
            at=family_preparing.at,
        )


def test_nobodys_no_is_counted_out_while_people_answer(family_deciding: Family) -> None:
    family = with_rounds(into_closed_time(family_deciding))
    with unchanged(), breaks("people-are-answering"):
        change_who_decides(family.case, ChangeWhoDecides(family.henk, decides=False), by=family.sanne, at=family.at)


def test_once_they_decide_nobody_of_the_family_loses_their_say(family_preparing: Family) -> None:
    family = family_preparing
    for decides in (False, True):
        change_who_decides(family.case, ChangeWhoDecides(family.henk, decides=decides), by=family.sanne, at=family.at)
    to_deciding(family)
    with unchanged(), breaks("say-stays"):
        change_who_decides(family.case, ChangeWhoDecides(family.henk, decides=False), by=family.sanne, at=family.at)
    for decides in (True, False):
        change_who_decides(family.case, ChangeWhoDecides(family.karin, decides=decides), by=family.sanne, at=family.at)


def test_a_yes_is_for_who_was_named_and_for_nobody_else(named: Family) -> None:
    discuss(named)
    decide(named, AGREED)
    another = Invitation("Gerrit Bakker", mail_of("gerrit"), Role.PARTICIPANT, nomination=number_of_piet())
    with unchanged(), breaks("invite-who-was-named"):
        invite(named.case, another, by=named.ria, at=named.at)
    fuller = replace(another, name="Piet  van Dijk", contact=mail_of("piet"))
    assert invite(named.case, fuller, by=named.ria, at=named.at)


def test_a_facilitator_who_was_refused_no_longer_reads_what_it_is_about(family: Family) -> None:
    title = INTRODUCTION.title
    account = Seat.objects.get(id=family.ria).account_id
    assert account is not None
    assert [one.title for one in my_cases(account)] == [title]
    refuse_facilitator(family.case, by=family.sanne, at=family.at)
    assert [one.title for one in my_cases(account)] == [""]
    assert [one.title for one in cases_of_seats([family.sanne])] == [title]
