"""A situation in which something stands in most of its tables."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.ending.commands import HoldEnding, ProposeEnding, hold_ending, propose_ending
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.doubts import AnswerDoubts, DoubtDecision, answer_doubts, doubt_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, give_verdicts
from gedragen.cases.models import ItemVersion
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
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
from gedragen.method.terms import term
from tests.support.cast import (
    Cast,
    all_met,
    everyone_says_yes,
    later,
    make_case,
    the_decision,
    to_deciding,
    to_preparing,
    with_plan,
    with_test,
)


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
