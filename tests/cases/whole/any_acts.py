"""Every act of a seat in a case with arguments that somebody might send: right ones, wrong ones, and guessed ones."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from gedragen.access.doing import Action, NotFound, Role
from gedragen.cases.closed_time import commands as closed
from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, RecordCall, look_back, record_call
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.ending.commands import (
    HoldEnding,
    ProposeEnding,
    StopOwnCase,
    TakeBackEnding,
    hold_ending,
    propose_ending,
    stop_own_case,
    take_back_ending,
)
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation, end_with_own_plan, stop_in_preparation
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.doubts import AnswerDoubts, DoubtDecision, answer_doubts, doubt_decision
from gedragen.cases.frame_test.commands.frame_test import (
    GiveInformation,
    GiveVerdicts,
    ask_frame_test,
    give_information,
    give_verdicts,
)
from gedragen.cases.frames.commands.about import (
    AskAboutFrame,
    KeepFrame,
    RemarkOnFrame,
    ask_about_frame,
    keep_frame,
    remark_on_frame,
)
from gedragen.cases.frames.commands.later import (
    ChangeFrame,
    DisputeFrame,
    NameTouched,
    TakeFrameAway,
    change_frame,
    dispute_frame,
    name_touched,
    take_frame_away,
)
from gedragen.cases.models import ItemVersion, NominationState
from gedragen.cases.people.commands.cards import (
    ConfirmCard,
    HearCard,
    MakeCards,
    RefuseCard,
    confirm_card,
    hear_card,
    make_cards,
    refuse_card,
)
from gedragen.cases.people.commands.choosing import ChangeWhoDecides, ChoosePlace, change_who_decides, choose_place
from gedragen.cases.people.commands.keeping_out import LookAgain, look_again
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    Nominate,
    decide_nomination,
    discuss_nomination,
    nominate,
)
from gedragen.cases.people.commands.seats import Invitation, decline, erase_me, invite, join
from gedragen.cases.plan.commands import (
    AgreeArrangement,
    AgreeSafetyNet,
    ChangeItem,
    DropItem,
    ItemText,
    agree_arrangement,
    agree_safety_net,
    as_text,
    change_item,
    drop_item,
    write_item,
)
from gedragen.cases.plan.corrections import CorrectItem, DisputeCorrection, correct_item, dispute_correction
from gedragen.cases.preparing.commands.advocacy import (
    BringViewFor,
    ObjectFor,
    SpeakFor,
    bring_view_for,
    object_for,
    speak_for,
)
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    GiveVoice,
    RecordPreparation,
    answer_view,
    bring_view,
    give_voice,
    record_preparation,
)
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.rounds.commands.consent import (
    AnswerItem,
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    TakeBack,
    answer_item,
    answer_on_behalf,
    confirm_answer,
    take_back,
)
from gedragen.cases.rounds.commands.rounds import (
    BringObjection,
    OpenRounds,
    RecordContact,
    bring_objection,
    open_rounds,
    record_contact,
)
from gedragen.cases.starting.commands.footing import (
    AgreeToOnlyTheLaw,
    DeclareOnlyTheLaw,
    SetFooting,
    agree_to_only_the_law,
    declare_only_the_law,
    set_footing,
)
from gedragen.cases.starting.commands.phases import (
    MoveOn,
    move_on,
)
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.state.gates import whereabouts
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.follow_through import Going
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.frames import FrameChange
from gedragen.method.phases import Phase
from gedragen.method.stages.keeping_out import Ruling
from gedragen.method.tasks import TaskState
from tests.support import cast as street
from tests.support.cast import THEIRS, the_decision

small = st.integers(1, 3)
yes_or_no = st.booleans()
answers = st.sampled_from(list(Answer))


@dataclass
class World:
    """What the acts share: all seats, how often something was said behind the door, and who took up which task."""

    seats: list[int]
    told: int = 0
    accepted: set[tuple[int, int, int]] = field(default_factory=set)

    def secret(self) -> str:
        """A sentence that nobody said before, so that it can be looked for."""
        self.told += 1
        return f"Wat hier blijft, is {secret_word(self.told)}."


def secret_word(number: int) -> str:
    return f"kluiswoord{number:04}z"


class Acts:
    """One method for each; `by` and `at` are passed on."""

    def __init__(self, world: World, draw: Callable[..., Any]) -> None:
        self.world, self.draw = world, draw

    def seat(self) -> int:
        return int(self.draw(st.sampled_from(self.world.seats)))

    def write_draft(self, case: int, **by: Any) -> None:
        closed.write_draft(
            case, closed.WriteDraft(self.draw(small), closed.DraftText("Kladje", self.world.secret())), **by
        )

    def change_draft(self, case: int, **by: Any) -> None:
        text = closed.DraftText("Kladje", self.world.secret())
        closed.change_draft(
            case, closed.ChangeDraft(self.draw(small), self.draw(small), text, version=self.draw(small)), **by
        )

    def remove_draft(self, case: int, **by: Any) -> None:
        closed.remove_draft(case, closed.RemoveDraft(self.draw(small), self.draw(small)), **by)

    def open_closed_time(self, case: int, *, at: datetime, by: int) -> None:
        closed.open_closed_time(case, closed.OpenClosedTime(until=at + timedelta(hours=self.draw(small))), by=by, at=at)

    def end_closed_time(self, case: int, **by: Any) -> None:
        closed.end_closed_time(case, closed.EndClosedTime(self.draw(small)), **by)

    def bring_out(self, case: int, **by: Any) -> None:
        closed.bring_out(case, closed.BringOut(self.draw(small), tuple(self.draw(st.lists(small, max_size=2)))), **by)

    def write_item(self, case: int, **by: Any) -> None:
        bound = self.draw(st.lists(st.sampled_from(self.world.seats), max_size=1))
        write_item(case, ItemText("Samen eten", "Elke week.", bound=bound), **by)

    def change_item(self, case: int, **by: Any) -> None:
        text = ItemText("Samen eten", "Om de week.")
        change_item(case, ChangeItem(self.draw(small), text, because="Te veel.", version=self.draw(small)), **by)

    def drop_item(self, case: int, **by: Any) -> None:
        drop_item(case, DropItem(self.draw(small), because="Niet nodig.", version=self.draw(small)), **by)

    def agree(self, case: int, **by: Any) -> None:
        kinds = st.sampled_from([DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS, None])
        kind = self.draw(kinds)
        if kind is None:
            agree_safety_net(case, AgreeSafetyNet("Bel Leyla."), **by)
        else:
            agree_arrangement(case, AgreeArrangement(kind, "Leyla."), **by)

    def open_rounds(self, case: int, *, at: datetime, by: int) -> None:
        open_rounds(
            case, OpenRounds((self.draw(small),), closes_at=at + timedelta(hours=self.draw(small))), by=by, at=at
        )

    def answer(self, case: int, **by: Any) -> None:
        said = self.draw(answers)
        answer_item(case, AnswerItem(self.draw(small), version=1, answer=said, reason="Te duur."), **by)

    def answer_for(self, case: int, **by: Any) -> None:
        answer_on_behalf(case, AnswerOnBehalf((SpokenAnswer(self.draw(small), self.seat(), Answer.YES),)), **by)

    def objection(self, case: int, **by: Any) -> None:
        bring_objection(case, BringObjection(self.draw(small), "Het is niet veilig."), **by)

    def confirm(self, case: int, **by: Any) -> None:
        confirm_answer(case, ConfirmAnswer((self.draw(st.integers(1, 40)),)), **by)

    def contact(self, case: int, **by: Any) -> None:
        record_contact(case, RecordContact(self.draw(small), self.seat(), reached=self.draw(yes_or_no)), **by)

    def take_back(self, case: int, **by: Any) -> None:
        take_back(case, TakeBack(self.draw(small), because="Het ging mis."), **by)

    def ask_test(self, case: int, **by: Any) -> None:
        ask_frame_test(case, **by)

    def verdicts(self, case: int, **by: Any) -> None:
        verdict = st.sampled_from([Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_INFORMATION])
        given = {
            number: GivenVerdict(self.draw(verdict), "Meer toezicht.") for number in range(1, self.draw(small) + 1)
        }
        give_verdicts(case, GiveVerdicts(self.draw(small), given), **by)

    def information(self, case: int, **by: Any) -> None:
        give_information(case, GiveInformation(self.draw(small), self.draw(small), "Tien euro."), **by)

    def change_frame(self, case: int, **by: Any) -> None:
        kind, number = self.draw(st.sampled_from(list(FrameChange))), self.draw(st.none() | small)
        text = replace(street.FIRE_FRAME, text=f"Brandveilig, zegt brief {self.draw(small)}.")
        since = by["at"].date() if self.draw(yes_or_no) else None
        touches = tuple(self.draw(st.lists(small, max_size=2)))
        asked = ChangeFrame(text, number, kind, "Er kwam een brief.", self.draw(small), since, touches)
        change_frame(case, asked, **by)

    def take_frame_away(self, case: int, **by: Any) -> None:
        take_frame_away(case, TakeFrameAway(self.draw(small), self.draw(small), "Niet meer nodig."), **by)

    def dispute_frame(self, case: int, **by: Any) -> None:
        dispute_frame(case, DisputeFrame(self.draw(small), self.draw(small), "Dit is juist krapper."), **by)

    def name_touched(self, case: int, **by: Any) -> None:
        asked = NameTouched(self.draw(small), self.draw(small), self.draw(small), "Dit gaat ook over de tuin.")
        name_touched(case, asked, **by)

    def ask_about_frame(self, case: int, **by: Any) -> None:
        ask_about_frame(case, AskAboutFrame(self.draw(small), "Kan dit ruimer?"), **by)

    def keep_frame(self, case: int, **by: Any) -> None:
        keep_frame(case, KeepFrame(self.draw(small), "Nee, het moet van de wet."), **by)

    def remark_on_frame(self, case: int, **by: Any) -> None:
        remark_on_frame(case, RemarkOnFrame(self.draw(small), self.draw(small), "Is dit een grens?"), **by)

    def decision(self, case: int, **by: Any) -> None:
        record_decision(case, the_decision("Vastgesteld.", {1: "Minder uren."}, items=[]), **by)

    def task(self, case: int, **by: Any) -> None:
        offer_task(case, Offer(self.draw(small), "Bellen", self.seat()), **by)

    def answer_task(self, case: int, *, by: int, at: datetime) -> None:
        number, accepts = self.draw(small), self.draw(yes_or_no)
        answer_task(case, AnswerTask(number, accepts=accepts), by=by, at=at)
        if accepts:
            self.world.accepted.add((case, number, by))

    def report_task(self, case: int, **by: Any) -> None:
        report_task(case, ReportTask(self.draw(small), state=TaskState.DONE), **by)

    def call(self, case: int, **by: Any) -> None:
        record_call(case, RecordCall(self.draw(small), "Het gaat goed."), **by)

    def look_back(self, case: int, **by: Any) -> None:
        going = self.draw(st.sampled_from(list(Going)))
        look_back(case, LookBack(self.draw(st.integers(1, 4)), items={1: ItemGoing(going, "Zo gaat het.")}), **by)

    def talk(self, case: int, **by: Any) -> None:
        record_preparation(case, RecordPreparation(self.seat(), notes="Gesproken.", spoken=THEIRS), **by)

    def name(self, case: int, **by: Any) -> None:
        nominate(case, Nominate(name="Piet", contact=f"06-{self.draw(small)}", concern="Oom."), **by)

    def discuss(self, case: int, **by: Any) -> None:
        discuss_nomination(case, DiscussNomination(self.draw(st.integers(1, 9))), **by)

    def decide_on_name(self, case: int, **by: Any) -> None:
        state = self.draw(st.sampled_from(list(NominationState)))
        is_parent = self.draw(st.booleans())
        said = DecideNomination(self.draw(st.integers(1, 9)), state, reason="Onveilig.", is_parent=is_parent)
        decide_nomination(case, said, **by)

    def look_again(self, case: int, **by: Any) -> None:
        ruling = self.draw(st.sampled_from([None, *Ruling]))
        look_again(case, LookAgain(self.draw(st.integers(1, 9)), self.draw(st.booleans()), ruling), **by)

    def invite(self, case: int, **by: Any) -> None:
        role = self.draw(st.sampled_from([Role.PARTICIPANT, Role.PROFESSIONAL, Role.AUTHORITY]))
        begins = self.draw(st.sampled_from([False, False, True]))
        somebody = Invitation("Piet", f"06-{self.draw(small)}", role, nomination=self.draw(small), begins=begins)
        invite(case, somebody, **by)

    def who_decides(self, case: int, **by: Any) -> None:
        change_who_decides(case, ChangeWhoDecides(self.seat(), decides=self.draw(yes_or_no)), **by)

    def voice(self, case: int, **by: Any) -> None:
        room = self.draw(st.sampled_from(["private", "circle", "open", "closed-1"]))
        give_voice(case, GiveVoice("Ik slaap slecht.", room=room), **by)

    def for_the_child(self, case: int, **by: Any) -> None:
        act = self.draw(st.sampled_from([0, 1, 2]))
        if act == 0:
            speak_for(case, SpeakFor("Ik mis oma.", room="circle", say_so=True), **by)
        elif act == 1:
            bring_view_for(case, BringViewFor("Ik wil blijven.", say_so=True), **by)
        else:
            object_for(case, ObjectFor(self.draw(small), "Ik wil blijven.", say_so=True), **by)

    def view(self, case: int, **by: Any) -> None:
        bring_view(case, BringView("Sluiten is beter."), **by)

    def answer_view(self, case: int, **by: Any) -> None:
        answer_view(case, AnswerView(self.draw(small), "Dat is gehoord."), **by)

    def ask(self, case: int, **by: Any) -> None:
        ask_question(case, AskQuestion("Wat kost het?"), **by)

    def correct_item(self, case: int, **by: Any) -> None:
        version = ItemVersion.objects.filter(item__case=case, item__number=self.draw(small)).order_by("-number").first()
        if version is None:
            raise NotFound
        text = replace(as_text(version), what=f"{version.what.text}!")
        correct_item(case, CorrectItem(version.item.number, version.number, text), **by)

    def dispute_correction(self, case: int, **by: Any) -> None:
        dispute_correction(case, DisputeCorrection(self.draw(small), self.draw(small)), **by)

    def doubt(self, case: int, **by: Any) -> None:
        doubt_decision(case, DoubtDecision(1, self.draw(small), "Er staat iets anders."), **by)

    def answer_doubt(self, case: int, **by: Any) -> None:
        answer_doubts(case, AnswerDoubts(1, self.draw(small), "Dat is een schrijffout."), **by)

    def answer_question(self, case: int, **by: Any) -> None:
        answer_question(case, AnswerQuestion(self.draw(small), "Tien euro.", source="de kassier"), **by)

    def place(self, case: int, **by: Any) -> None:
        choose_place(case, ChoosePlace("Bij oma."), **by)

    def footing(self, case: int, **by: Any) -> None:
        footings = st.sampled_from(list(Footing))
        set_footing(case, SetFooting(self.draw(footings), was=self.draw(st.just("") | footings)), **by)

    def the_law_alone(self, case: int, **by: Any) -> None:
        declare_only_the_law(case, DeclareOnlyTheLaw("Dan blijft het zo."), **by)

    def yes_to_the_law(self, case: int, **by: Any) -> None:
        agree_to_only_the_law(case, AgreeToOnlyTheLaw(read=0), **by)

    def enter_stage(self, case: int, **by: Any) -> None:
        here = whereabouts(fresh(case))
        stages = [stage.key for stage in here.stages] if here is not None else [""]
        now = here.key if here is not None else ""
        to, shown = self.draw(st.sampled_from(stages)), self.draw(st.sampled_from([now, now, *stages]))
        enter_stage(case, EnterStage(to, expected=shown, reason=self.draw(st.sampled_from(["", "Te snel."]))), **by)

    def move_on(self, case: int, **by: Any) -> None:
        move_on(case, MoveOn(expected=Phase.DECIDING), **by)

    def leave(self, case: int, **by: Any) -> None:
        decline(case, **by)

    def join(self, case: int, **by: Any) -> None:
        join(case, **by)

    def forget(self, case: int, **by: Any) -> None:
        erase_me(case, **by)

    def card(self, case: int, **by: Any) -> None:
        seats = st.lists(st.sampled_from(self.world.seats), max_size=2)
        make_cards(case, MakeCards(tuple(self.draw(seats)), lost=tuple(self.draw(seats))), **by)

    def my_card(self, case: int, **by: Any) -> None:
        if self.draw(yes_or_no):
            confirm_card(case, ConfirmCard(self.draw(small)), **by)
        else:
            refuse_card(case, RefuseCard(self.draw(small)), **by)

    def hear(self, case: int, **by: Any) -> None:
        hear_card(case, HearCard(self.seat(), self.draw(small)), **by)

    def give_up(self, case: int, **by: Any) -> None:
        propose_ending(case, ProposeEnding(tried="Alles.", stays_open="Alles."), **by)

    def not_yet(self, case: int, **by: Any) -> None:
        hold_ending(case, HoldEnding(self.draw(small), "Eerst praten."), **by)

    def on_after_all(self, case: int, **by: Any) -> None:
        take_back_ending(case, TakeBackEnding(self.draw(small)), **by)

    def stop_mine(self, case: int, **by: Any) -> None:
        stop_own_case(case, StopOwnCase(), **by)

    def stop(self, case: int, **by: Any) -> None:
        if self.draw(yes_or_no):
            end_with_own_plan(case, EndWithOwnPlan("Zij kwamen er zelf uit."), **by)
        else:
            stop_in_preparation(case, StopInPreparation("Zij kwamen er zelf uit."), **by)


# Leaving for good ends a story, so it is drawn seldom.
SELDOM = ("leave", "forget", "give_up", "stop_mine", "stop", "take_frame_away", "remark_on_frame", "on_after_all")
OFTEN = [name for name in vars(Acts) if not name.startswith("_") and name not in ("seat", *SELDOM)]
NAMES = st.sampled_from(OFTEN * 3 + list(SELDOM))
NEEDS = {
    "card": Action.RENEW_ACCESS,
    "my_card": Action.CONFIRM_CARD,
    "hear": Action.HEAR_CARD,
    "write_draft": Action.WRITE_DRAFT,
    "change_draft": Action.WRITE_DRAFT,
    "remove_draft": Action.WRITE_DRAFT,
    "open_closed_time": Action.OPEN_CLOSED_TIME,
    "end_closed_time": Action.END_CLOSED_TIME,
    "bring_out": Action.BRING_OUT,
    "write_item": Action.WRITE_ITEM,
    "change_item": Action.WRITE_ITEM,
    "drop_item": Action.DROP_ITEM,
    "correct_item": Action.CORRECT_ITEM,
    "dispute_correction": Action.DISPUTE_CORRECTION,
    "agree": Action.AGREE_ARRANGEMENT,
    "enter_stage": Action.ENTER_STAGE,
    "open_rounds": Action.OPEN_ROUND,
    "answer": Action.ANSWER_ROUND,
    "answer_for": Action.ANSWER_ON_BEHALF,
    "objection": Action.BRING_OBJECTION,
    "confirm": Action.CONFIRM_ANSWER,
    "contact": Action.RECORD_CONTACT,
    "take_back": Action.TAKE_BACK,
    "ask_test": Action.ASK_FRAME_TEST,
    "verdicts": Action.TEST_FRAMES,
    "information": Action.GIVE_INFORMATION,
    "change_frame": Action.CHANGE_FRAME,
    "take_frame_away": Action.CHANGE_FRAME,
    "dispute_frame": Action.DISPUTE_FRAME,
    "name_touched": Action.NAME_TOUCHED,
    "ask_about_frame": Action.ASK_ABOUT_FRAME,
    "keep_frame": Action.ANSWER_ABOUT_FRAME,
    "remark_on_frame": Action.REMARK_ON_FRAME,
    "decision": Action.RECORD_DECISION,
    "doubt": Action.DOUBT_DECISION,
    "answer_doubt": Action.ANSWER_DOUBTS,
    "task": Action.OFFER_TASK,
    "answer_task": Action.ANSWER_TASK,
    "report_task": Action.REPORT_TASK,
    "call": Action.RECORD_CALL,
    "look_back": Action.LOOK_BACK,
    "talk": Action.RECORD_PREPARATION,
    "name": Action.NOMINATE,
    "discuss": Action.DISCUSS_NOMINATION,
    "decide_on_name": Action.DECIDE_NOMINATION,
    "look_again": Action.LOOK_AGAIN,
    "invite": Action.INVITE,
    "who_decides": Action.CHANGE_WHO_DECIDES,
    "voice": Action.GIVE_VOICE,
    "for_the_child": Action.BRING_VIEW_FOR,
    "view": Action.BRING_VIEW,
    "answer_view": Action.ANSWER_VIEW,
    "ask": Action.ASK_QUESTION,
    "answer_question": Action.ANSWER_QUESTION,
    "place": Action.CHOOSE_PLACE,
    "footing": Action.SET_FOOTING,
    "give_up": Action.PROPOSE_ENDING,
    "not_yet": Action.HOLD_ENDING,
    "on_after_all": Action.TAKE_BACK_ENDING,
    "stop_mine": Action.STOP_OWN_CASE,
}
