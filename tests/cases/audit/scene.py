"""Situations in which something stands in each of the tables."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from gedragen.access.doing import Role
from gedragen.cases.children.commands import AnswerChild, TellChild, answer_child, tell_child
from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, OpenCheckIn, look_back, open_check_in
from gedragen.cases.doing.commands.keeping import AnswerKeeping, NameKeeper, answer_keeping, name_keeper
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.doing.commands.volunteering import Volunteer, volunteer
from gedragen.cases.due import run_due
from gedragen.cases.ending.commands import HoldEnding, ProposeEnding, hold_ending, propose_ending
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.doubts import AnswerDoubts, DoubtDecision, answer_doubts, doubt_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, give_verdicts
from gedragen.cases.frames.commands.about import AskAboutFrame, KeepFrame, ask_about_frame, keep_frame
from gedragen.cases.frames.commands.later import NameTouched, change_frame, name_touched
from gedragen.cases.models import CheckIn, ItemVersion, Voice
from gedragen.cases.people.commands.many import InviteMany, invite_many
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
from gedragen.cases.people.invitees import Invitee
from gedragen.cases.plan.commands import DropItem, ItemText, as_text, drop_item, write_item
from gedragen.cases.plan.corrections import CorrectItem, correct_item
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    GiveVoice,
    answer_view,
    bring_view,
    give_voice,
)
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.rounds.commands.rounds import (
    BringObjection,
    OpenRounds,
    RecordContact,
    bring_objection,
    open_rounds,
    record_contact,
)
from gedragen.cases.sealing import seal_own_acts
from gedragen.cases.sharing.commands import SharePlan, share_plan
from gedragen.method.follow_through import Going
from gedragen.method.stages.sharing import Reach
from gedragen.method.terms import end_of_day, term
from tests.support.cast import (
    Cast,
    all_met,
    come_in,
    everyone_says_yes,
    late_law,
    later,
    make_case,
    the_decision,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_test,
)
from tests.support.family_cast import Family, make_family, with_child
from tests.support.own_file import carrying_out, filled_in, signed, with_paper


def busy(at: datetime) -> Cast:
    """Carrying out, with a view, a question, a voice, a task and a decision; about item 3 somebody unnamed said no."""
    cast = to_preparing(make_case(at))
    bring_view(cast.case, BringView("Ik wil rust."), by=cast.bram, at=cast.at)
    answer_view(cast.case, AnswerView(1, "Om tien uur gaat het dicht."), by=cast.anna, at=cast.at)
    ask_question(cast.case, AskQuestion("Mag het?", to=cast.petra), by=cast.anna, at=cast.at)
    answer_question(cast.case, AnswerQuestion(1, "Ja."), by=cast.petra, at=cast.at)
    for text in ("Ik lig er wakker van.", "Wie betaalt dat?"):
        give_voice(cast.case, GiveVoice(text, room="circle"), by=cast.fatima, at=cast.at)
    seal_own_acts(cast.case, by=CLOCK, at=later(cast, hours=1))
    nominate(cast.case, Nominate("Kees", "kees@example.nl", "Hij woont ernaast."), by=cast.anna, at=cast.at)
    with_item_3_dropped(with_plan(with_ending_proposed(to_deciding(settled(cast)))))
    give_verdicts(with_test(cast).case, GiveVerdicts(1, all_met()), by=cast.otto, at=later(cast, days=1))
    record_decision(
        cast.case, the_decision("Het mag.", {2: "Alleen zondag."}, on=date(2026, 3, 20)), by=cast.otto, at=cast.at
    )
    version = ItemVersion.objects.get(item__case=cast.case, item__number=1)
    better = replace(as_text(version), what=f"{version.what.text}!")
    correct_item(cast.case, CorrectItem(1, version.number, better), by=version.by_id, at=cast.at)
    doubt_decision(cast.case, DoubtDecision(1, 1, "Er staat iets anders."), by=cast.bram, at=cast.at)
    answer_doubts(cast.case, AnswerDoubts(1, 1, "Dat is een schrijffout."), by=cast.otto, at=cast.at)
    offer_task(cast.case, Offer(1, "De kas bijhouden.", owner=cast.bram, checker=cast.anna), by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.bram, at=cast.at)
    seal_own_acts(cast.case, by=CLOCK, at=later(cast, hours=1))
    return cast


def settled(cast: Cast) -> Cast:
    """Nobody waits to be invited, so deciding can begin."""
    settle_as_not_reached(cast.case, SettleAsNotReached(1), by=cast.ria, at=cast.at)
    return cast


def with_ending_proposed(cast: Cast) -> Cast:
    """It is off the table again once the plan goes ahead."""
    propose_ending(cast.case, ProposeEnding("Twee avonden.", "De zondag."), by=cast.ria, at=cast.at)
    hold_ending(cast.case, HoldEnding(1, "Eerst naar de kerk."), by=cast.bram, at=cast.at)
    return cast


def with_item_3_dropped(cast: Cast) -> Cast:
    write_item(cast.case, ItemText("Een bank", "Een bank in de tuin."), by=cast.bram, at=cast.at)
    open_rounds(cast.case, OpenRounds((3,), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    bring_objection(cast.case, BringObjection(3, "Te duur."), by=cast.ria, at=cast.at)
    record_contact(cast.case, RecordContact(3, cast.jan, reached=True), by=cast.ria, at=cast.at)
    everyone_says_yes(cast, item=3)
    cast.at += timedelta(hours=1)
    drop_item(cast.case, DropItem(3, "Te duur.", version=1), by=cast.bram, at=cast.at)
    return cast


def family(at: datetime) -> Family:
    """Closed time is over; Daan of ten said something and was told an answer; Truus would share it all with Karin."""
    family = with_child(make_family(at))
    said = Voice.objects.get().pk
    number = answer_child(family.case, AnswerChild(said, text="Je belt elke avond."), by=family.truus, at=family.at)
    tell_child(family.case, TellChild(number), by=family.joke, at=family.at)
    give_voice(family.case, GiveVoice("Ik help waar ik kan.", room="circle"), by=family.henk, at=family.at)
    share_plan(family.case, SharePlan(family.karin, Reach.WHOLE), by=family.truus, at=family.at)
    return family


def paper(at: datetime) -> Cast:
    """Everybody signed one, and there are questions about the limits."""
    return signed(filled_in(with_questions_about_frames(with_items(with_paper(at)))))


def with_questions_about_frames(cast: Cast) -> Cast:
    """Bram asks about a limit; another one becomes narrower by law, and Anna says what it touches."""
    number = ask_about_frame(cast.case, AskAboutFrame(2, "Kan hij ruimer?"), by=cast.bram, at=cast.at)
    keep_frame(cast.case, KeepFrame(number, "De kas is leeg."), by=cast.otto, at=cast.at)
    change_frame(cast.case, late_law(cast), by=cast.otto, at=cast.at)
    touched = NameTouched(4, version=1, item_number=1, because="Ook dat is binnen.")
    name_touched(cast.case, touched, by=cast.anna, at=cast.at)
    return cast


def looked_back(at: datetime) -> Cast:
    """Anna keeps an eye on it, Kees came in late and does something, and after three months two people look back."""
    cast = carrying_out(at, 'keeper = "circle"')
    invite_many(cast.case, InviteMany((Invitee("Els", "06-11111111"),)), by=cast.ria, at=cast.at)
    kees = come_in(cast, "Kees", Role.PARTICIPANT)
    volunteer(cast.case, Volunteer(2, version=1, what="De kas bijhouden", fits=True), by=kees, at=cast.at)
    name_keeper(cast.case, NameKeeper(cast.anna, 0), by=cast.bram, at=cast.at)
    answer_keeping(cast.case, AnswerKeeping(accepts=True), by=cast.anna, at=cast.at)
    month_three = CheckIn.objects.get(case=cast.case, number=2)
    cast.at = end_of_day(month_three.due_on) - timedelta(hours=14)
    open_check_in(cast.case, OpenCheckIn(2), by=CLOCK, at=cast.at)
    for seat in (cast.anna, cast.bram):
        going = {2: ItemGoing(Going.WELL, "Het loopt.")}
        look_back(cast.case, LookBack(2, items=going, hard_answer="Niets."), by=seat, at=cast.at)
    run_due(at=later(cast, days=30))
    return cast
