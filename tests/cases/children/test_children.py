"""Daan is ten. He says what he thinks, it is answered before a round closes, and he is made responsible for nothing."""

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.audit.audit import audit_case
from gedragen.cases.children.commands import AnswerChild, TellChild, answer_child, tell_child
from gedragen.cases.children.entries import CHILD_ANSWERED, CHILD_TOLD
from gedragen.cases.doing.commands.follow_through import LookBack, look_back
from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.models import ChildAnswer, JournalEntry, Round, Seat, Voice
from gedragen.cases.people.commands.choosing import ChangeWhoDecides, ChooseSay, change_who_decides, choose_say
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.preparing.commands.advocacy import (
    BringViewFor,
    ObjectFor,
    SpeakFor,
    bring_view_for,
    object_for,
    speak_for,
)
from gedragen.cases.preparing.commands.preparation import BringView, bring_view
from gedragen.cases.rounds.commands.consent import (
    AnswerItem,
    AnswerOnBehalf,
    SpokenAnswer,
    answer_item,
    answer_on_behalf,
)
from gedragen.cases.rounds.entries import CHILD_AWAITED
from gedragen.cases.state.headcount import reach
from gedragen.method.children.ages import Age
from gedragen.method.consent import Answer, Outcome
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import (
    Family,
    answer,
    come_in,
    later,
    name_somebody,
    out_of_closed_time,
    to_carrying_out,
    with_rounds,
)
from tests.support.refusals import breaks, denied

WORRY = "Ik wil bij mama blijven."


def grow(family: Family, age: Age) -> None:
    """As if Ria had recorded it when she invited him."""
    Seat.objects.filter(id=family.daan).update(age=age, decides=age in (Age.FROM_16, Age.ADULT))
    forget_snapshots()


@pytest.fixture
def child(family_preparing: Family) -> Family:
    grow(family_preparing, Age.UNDER_12)
    return family_preparing


@pytest.fixture
def deciding(family_deciding: Family) -> Family:
    grow(family_deciding, Age.UNDER_12)
    return with_rounds(family_deciding)


def says(family: Family, text: str = WORRY, *, room: str = "circle") -> int:
    speak_for(family.case, SpeakFor(text, room=room, say_so=True), by=family.joke, at=family.at)
    return Voice.objects.latest("id").pk


def everybody_answers(family: Family) -> None:
    for seat in (family.sanne, family.truus, family.henk, family.leyla):
        answer(family, seat)


def the_round() -> Round:
    return Round.objects.get(number=1)


def test_whoever_is_younger_than_twelve_is_invited_without_a_say(family_preparing: Family) -> None:
    family = family_preparing
    number = name_somebody(family, "Mees", by=family.sanne)
    mees = Invitation("Mees", "mees@example.org", Role.PARTICIPANT, nomination=number, age=Age.UNDER_12)
    seat = Seat.objects.get(id=invite(family.case, mees, by=family.ria, at=family.at))
    assert (seat.decides, seat.age) == (False, Age.UNDER_12)
    entry = JournalEntry.objects.filter(case=family.case).latest("number")
    assert "under" not in str(entry.data)


def test_only_who_takes_part_can_be_a_child(family_preparing: Family) -> None:
    family = family_preparing
    guest = Invitation("Mees", "mees@example.org", Role.AUTHORITY, age=Age.UNDER_12)
    with unchanged(), breaks("minor-takes-part"):
        invite(family.case, guest, by=family.ria, at=family.at)


def test_a_child_is_asked_for_no_yes_and_has_no_objection_or_opposing_view(deciding: Family) -> None:
    family = deciding
    with unchanged(), denied("needs-answers"):
        answer_item(family.case, AnswerItem(1, version=1, answer=Answer.YES), by=family.daan, at=family.at)
    spoken = AnswerOnBehalf((SpokenAnswer(1, family.daan, Answer.YES),))
    with unchanged(), pytest.raises(NotFound):
        answer_on_behalf(family.case, spoken, by=family.ria, at=family.at)
    with unchanged(), denied("needs-objects-for"):
        object_for(family.case, ObjectFor(1, "Nee.", say_so=True), by=family.joke, at=family.at)
    with unchanged(), denied("needs-objects-for"):
        bring_view_for(family.case, BringViewFor("Nee.", say_so=True), by=family.joke, at=family.at)
    with unchanged(), denied("needs-decides"):
        bring_view(family.case, BringView("Nee."), by=family.daan, at=family.at)
    assert reach(fresh(family.case)).deciders == 4


def test_nobody_gives_a_child_a_say(child: Family) -> None:
    with unchanged(), breaks("child-decides-nothing"):
        change_who_decides(child.case, ChangeWhoDecides(child.daan, decides=True), by=child.sanne, at=child.at)


def test_a_child_is_bound_by_nothing(family_deciding: Family) -> None:
    family = out_of_closed_time(family_deciding)
    text = ItemText("Bij oma", "Doordeweeks.", bound=[family.daan])
    grow(family, Age.UNDER_12)
    with unchanged(), breaks("only-deciders-are-bound"):
        change_item(family.case, ChangeItem(1, text, because="Anders.", version=1), by=family.henk, at=family.at)
    Seat.objects.filter(id=family.daan).update(age=Age.FROM_12, decides=True)
    with unchanged(), breaks("not-asked-of-a-child"):
        change_item(family.case, ChangeItem(1, text, because="Anders.", version=1), by=family.henk, at=family.at)


def test_a_child_is_asked_to_do_nothing(deciding: Family) -> None:
    family = deciding
    everybody_answers(family)
    with unchanged(), breaks("not-asked-of-a-child"):
        offer_task(family.case, Offer(1, "Bellen", owner=family.daan), by=family.sanne, at=family.at)


def test_a_child_marks_nothing_when_people_look_back(family_deciding: Family) -> None:
    family = to_carrying_out(family_deciding)
    grow(family, Age.UNDER_12)
    with unchanged(), denied("needs-no-child"):
        look_back(family.case, LookBack(1, {}), by=family.daan, at=family.at)


def test_a_round_waits_until_what_the_child_said_has_an_answer(deciding: Family) -> None:
    family = deciding
    voice = says(family)
    everybody_answers(family)
    assert the_round().closed_at is None
    run_due(at=later(family, hours=4))
    assert [entry.data["item"] for entry in entries(family, CHILD_AWAITED)] == [1]
    run_due(at=later(family, hours=4))
    assert len(entries(family, CHILD_AWAITED)) == 1
    assert the_round().clock.is_open(family.at)
    with tells(family, CHILD_ANSWERED):
        answer_child(family.case, AnswerChild(voice, item_number=1), by=family.henk, at=family.at)
    run_due(at=family.at)
    assert the_round().outcome == Outcome.PASSED


def test_a_sentence_is_an_answer_once_it_was_told_to_the_child(deciding: Family) -> None:
    family = deciding
    number = answer_child(
        family.case, AnswerChild(says(family), text="Je mag mama elke avond bellen."), by=family.truus, at=family.at
    )
    everybody_answers(family)
    run_due(at=later(family, hours=4))
    assert the_round().closed_at is None
    with tells(family, CHILD_TOLD):
        tell_child(family.case, TellChild(number), by=family.joke, at=family.at)
    run_due(at=family.at)
    assert the_round().outcome == Outcome.PASSED
    assert ChildAnswer.objects.get().told_by_id == family.joke


def test_what_is_for_the_facilitator_alone_holds_nothing_up(deciding: Family) -> None:
    says(deciding, room="private")
    everybody_answers(deciding)
    assert the_round().outcome == Outcome.PASSED


def test_what_a_child_said_who_left_holds_nothing_up(deciding: Family) -> None:
    says(deciding)
    Seat.objects.filter(id=deciding.daan).update(declined_at=deciding.at)
    everybody_answers(deciding)
    assert the_round().outcome == Outcome.PASSED


def test_an_answer_says_something_and_is_given_and_told_once(deciding: Family) -> None:
    family = deciding
    voice = says(family)
    with unchanged(), breaks("child-needs-answer"):
        answer_child(family.case, AnswerChild(voice, text=" "), by=family.henk, at=family.at)
    number = answer_child(family.case, AnswerChild(voice, item_number=1), by=family.henk, at=family.at)
    with unchanged(), breaks("child-has-answer"):
        answer_child(family.case, AnswerChild(voice, text="Nee."), by=family.truus, at=family.at)
    tell_child(family.case, TellChild(number), by=family.ria, at=family.at)
    with unchanged(), breaks("child-was-told"):
        tell_child(family.case, TellChild(number), by=family.joke, at=family.at)


def test_only_who_stands_beside_this_child_or_guides_tells_it(deciding: Family) -> None:
    family = deciding
    other = come_in(family, "Noor", Role.ADVOCATE, supports=family.leyla)
    number = answer_child(family.case, AnswerChild(says(family), text="Ja."), by=family.henk, at=family.at)
    with unchanged(), pytest.raises(NotFound):
        tell_child(family.case, TellChild(number), by=other, at=family.at)


def test_who_guides_writes_it_down_for_a_child_and_for_nobody_else(child: Family) -> None:
    said = SpeakFor(WORRY, room="circle", say_so=True, seat_id=child.daan)
    speak_for(child.case, said, by=child.ria, at=child.at)
    assert (Voice.objects.get().seat_id, Voice.objects.get().spoken_by_id) == (child.daan, child.ria)
    other = SpeakFor(WORRY, room="circle", say_so=True, seat_id=child.leyla)
    with unchanged(), pytest.raises(NotFound):
        speak_for(child.case, other, by=child.ria, at=child.at)


def test_from_twelve_on_one_chooses_to_decide_or_to_say(family_preparing: Family) -> None:
    family = family_preparing
    grow(family, Age.FROM_12)
    with unchanged(), breaks("chooses-themselves"):
        change_who_decides(family.case, ChangeWhoDecides(family.daan, decides=True), by=family.sanne, at=family.at)
    choose_say(family.case, ChooseSay(decides=False), by=family.daan, at=family.at)
    with unchanged(), breaks("nothing-changed"):
        choose_say(family.case, ChooseSay(decides=False), by=family.daan, at=family.at)
    choose_say(family.case, ChooseSay(decides=True), by=family.daan, at=family.at)
    assert Seat.objects.get(id=family.daan).decides
    with unchanged(), denied("needs-chooses-say"):
        choose_say(family.case, ChooseSay(decides=False), by=family.leyla, at=family.at)


def test_nobody_chooses_while_people_answer(family_deciding: Family) -> None:
    grow(family_deciding, Age.FROM_12)
    family = with_rounds(family_deciding)
    with unchanged(), breaks("people-are-answering"):
        choose_say(family.case, ChooseSay(decides=True), by=family.daan, at=family.at)


def test_who_decided_before_ages_were_recorded_decides_still(family_deciding: Family) -> None:
    assert Seat.objects.get(id=family_deciding.daan).age == Age.ADULT
    assert reach(fresh(family_deciding.case)).deciders == 5


def test_what_was_answered_and_told_is_held_against_the_journal(deciding: Family) -> None:
    family = deciding
    number = answer_child(family.case, AnswerChild(says(family), 1, "Je slaapt bij oma."), by=family.henk, at=family.at)
    tell_child(family.case, TellChild(number), by=family.joke, at=family.at)
    assert list(audit_case(family.case).differs) == []
    ChildAnswer.objects.update(told_at=None)
    (found,) = audit_case(family.case).differs
    assert "Answer 1 to a child: is_told" in str(found)
