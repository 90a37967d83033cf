"""I do it. Who wants to do something is asked first whether the text will do for them, and a no counts like any no."""

from datetime import timedelta

import pytest

from gedragen.access.doing import Role
from gedragen.cases.audit.audit import audit_case
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.doing.commands.volunteering import Volunteer, volunteer
from gedragen.cases.doing.entries import LATE_YES, TASK_OFFERED
from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import FrameTest, LateYes, Round, Seat, Task
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.rounds.entries import ROUND_OPENED
from gedragen.cases.state.frame_tests import is_met
from gedragen.cases.state.outcomes import deciding as who_decided
from gedragen.cases.state.plan_lights import plan_facts
from gedragen.cases.state.plan_state import ItemStand, stands
from gedragen.method.children.ages import Age
from gedragen.method.consent import Outcome
from gedragen.method.items import ItemState
from gedragen.method.tasks import TaskState
from tests.support.cast import Cast, answer, come_in, everyone_says_yes, with_plan, with_test
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


@pytest.fixture
def kees(carrying_out: Cast) -> int:
    return come_in(carrying_out, "Kees", Role.PARTICIPANT)


def do_it(cast: Cast, seat: int, *, fits: bool | None = None, reason: str = "", version: int = 1) -> None:
    asked = Volunteer(1, version=version, what="De kas bijhouden", fits=fits, reason=reason)
    volunteer(cast.case, asked, by=seat, at=cast.at)


def says_no(cast: Cast, seat: int) -> None:
    do_it(cast, seat, fits=False, reason="Op zondag werk ik.")


def stand(cast: Cast) -> ItemStand:
    return stands(fresh(cast.case))[1]


def test_who_said_yes_to_it_does_it_at_once(carrying_out: Cast) -> None:
    with tells(carrying_out, TASK_OFFERED):
        do_it(carrying_out, carrying_out.bram)
    task = Task.objects.get()
    assert (task.state, task.owner_id, task.offered_by_id) == (TaskState.ACTIVE, carrying_out.bram, carrying_out.bram)


def test_who_did_not_say_yes_is_asked_first(carrying_out: Cast, kees: int) -> None:
    with unchanged(), breaks("say-whether-it-fits"):
        do_it(carrying_out, kees)


def test_a_yes_makes_them_one_who_decided_it(carrying_out: Cast, kees: int) -> None:
    before = who_decided(fresh(carrying_out.case))
    with tells(carrying_out, LATE_YES, TASK_OFFERED):
        do_it(carrying_out, kees, fits=True)
    after = who_decided(fresh(carrying_out.case))
    item = Task.objects.get().item_id
    assert after.answers[item] == before.answers[item] + 1
    assert after.people == before.people + 1
    assert (item, kees) in after.carriers
    # Asked once: a second task of the same item needs no question, and others may ask them too.
    do_it(carrying_out, kees)
    offer_task(carrying_out.case, Offer(1, "De sleutel bewaren", owner=kees), by=carrying_out.anna, at=carrying_out.at)
    assert LateYes.objects.count() == 1


def test_a_no_asks_everybody_anew_and_nobody_does_it(carrying_out: Cast, kees: int) -> None:
    with unchanged(), breaks("objection-needs-reason"):
        do_it(carrying_out, kees, fits=False)
    with tells(carrying_out, ROUND_OPENED):
        says_no(carrying_out, kees)
    assert not Task.objects.exists()
    assert entries(carrying_out)[-1].by == "somebody"
    everyone_says_yes(carrying_out, item=1)
    carrying_out.at += timedelta(days=15)
    run_due(at=carrying_out.at)
    assert Round.objects.latest("number").outcome == Outcome.OBJECTED


def test_what_was_agreed_holds_and_its_test_stands_until_people_agree_on_another_text(
    carrying_out: Cast, kees: int
) -> None:
    cast = carrying_out
    says_no(cast, kees)
    assert stand(cast).on_the_table.state is ItemState.IN_ROUND
    everyone_says_yes(cast, item=1)
    cast.at += timedelta(days=15)
    run_due(at=cast.at)
    now = stand(cast)
    assert (now.state, now.on_the_table.state, is_met(fresh(cast.case))) == (ItemState.PASSED, ItemState.OBJECTED, True)
    assert plan_facts(fresh(cast.case)).open_objections == 1
    # A no is asked about once, and there is a no to find another text for.
    for seat in (kees, come_in(cast, "Ingrid", Role.PARTICIPANT)):
        with unchanged(), breaks("no-was-said"):
            says_no(cast, seat)
    other = ItemText("Bewoners doen de administratie", "Op maandag.", bound=[cast.bram])
    change_item(cast.case, ChangeItem(1, other, because="Kees werkt op zondag.", version=1), by=cast.anna, at=cast.at)
    assert stand(cast).on_the_table.version.number == 2


def test_a_round_beside_a_text_that_passes_changes_nothing(carrying_out: Cast, kees: int) -> None:
    cast = carrying_out
    says_no(cast, kees)
    answer(cast, kees, item=1)
    everyone_says_yes(cast, item=1)
    now = stand(cast)
    assert (now.state, now.proposal, is_met(fresh(cast.case))) == (ItemState.PASSED, None, True)
    do_it(cast, kees)
    assert list(audit_case(cast.case).differs) == []


def test_nobody_ends_a_running_test_by_volunteering(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    kees = come_in(deciding, "Kees", Role.PARTICIPANT)
    with tells(deciding, ROUND_OPENED):
        says_no(deciding, kees)
    assert FrameTest.objects.get().result == "open"


def test_the_question_is_about_the_text_that_was_read(carrying_out: Cast, kees: int) -> None:
    with unchanged(), breaks("item-has-changed"):
        do_it(carrying_out, kees, fits=True, version=2)


def test_only_who_decides_volunteers_and_no_child(carrying_out: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        do_it(carrying_out, carrying_out.petra, fits=True)
    Seat.objects.filter(id=carrying_out.fatima).update(age=Age.FROM_12)
    with unchanged(), breaks("not-asked-of-a-child"):
        do_it(carrying_out, carrying_out.fatima, fits=True)


def test_who_promised_it_says_why_not_and_nobody_else_has_to(carrying_out: Cast) -> None:
    cast = carrying_out
    for owner in (cast.otto, cast.petra):
        offer_task(cast.case, Offer(1, "De ruimte openen", owner=owner), by=cast.anna, at=cast.at)
    with unchanged(), breaks("authority-says-why"):
        answer_task(cast.case, AnswerTask(1, accepts=False), by=cast.otto, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=False, reason="De sleutel is weg."), by=cast.otto, at=cast.at)
    answer_task(cast.case, AnswerTask(2, accepts=False), by=cast.petra, at=cast.at)
    first = Task.objects.get(number=1)
    assert first.report is not None
    assert first.report.text == "De sleutel is weg."


def test_a_late_yes_is_held_against_the_journal(carrying_out: Cast, kees: int) -> None:
    do_it(carrying_out, kees, fits=True)
    assert list(audit_case(carrying_out.case).differs) == []
    LateYes.objects.update(seat=carrying_out.jan)
    assert "Late yes 1" in str(next(iter(audit_case(carrying_out.case).differs)))


def test_who_volunteers_says_what_they_will_do(carrying_out: Cast) -> None:
    with unchanged(), breaks("volunteer-needs-text"):
        volunteer(carrying_out.case, Volunteer(1, version=1, what=" "), by=carrying_out.bram, at=carrying_out.at)
