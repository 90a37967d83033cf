"""Which entries of the journal tell whom. The cast is in tests/support/cast.py."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest

from gedragen.access.doing import Role
from gedragen.cases.children.entries import CHILD_TOLD
from gedragen.cases.closed_time.entries import CLOSED_TIME_OPENED
from gedragen.cases.documents.entries import DOCUMENT_SIGNED
from gedragen.cases.doing.commands.follow_through import OpenCheckIn, open_check_in
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.doing.entries import LATE_YES
from gedragen.cases.due import run_due
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
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveInformation, GiveVerdicts, give_information, give_verdicts
from gedragen.cases.frame_test.entries import DECISION_DIFFERS
from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.models import JournalEntry, Seat
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
from gedragen.cases.people.commands.many import InviteMany, invite_many
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import RenewLink, decline, erase_me, renew_link
from gedragen.cases.people.entries import (
    CARD_CONFIRMED,
    CARD_REFUSED,
    FACILITATOR_REFUSED,
    INVITATIONS_BEGUN,
    NOMINATION_DECIDED,
    NOMINATION_DISCUSSED,
    NOMINATION_SETTLED,
    PLACE_CHOSEN,
    SEATS_INVITED,
    SIDE_SET,
    WHO_DECIDES_CHANGED,
)
from gedragen.cases.people.invitees import Invitee
from gedragen.cases.plan.commands import AgreeSafetyNet, ChangeItem, ItemText, agree_safety_net, change_item, write_item
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
from gedragen.cases.preparing.commands.sides import NothingElse, SayHeard, say_heard, say_nothing_else
from gedragen.cases.preparing.entries import CONTRIBUTION_ANSWERED, VIEW_BROUGHT, VOICE_GIVEN
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, TakeBack, answer_on_behalf, take_back
from gedragen.cases.rounds.commands.rounds import (
    BringObjection,
    OpenRounds,
    RecordContact,
    bring_objection,
    open_rounds,
    record_contact,
)
from gedragen.cases.rounds.entries import ANSWERS_VOIDED, OBJECTION_BROUGHT, SILENT_CONTACTED
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.entries import (
    FOOTING_SET,
    LEVEL_SET,
    STAGE_ENTERED,
)
from gedragen.cases.store.entries import (
    CONSTITUTION_KEPT,
    CORRECTION_DISPUTED,
    DIFFERENCE_ACCEPTED,
    FRAME_REMOVED,
    FRAME_WRITTEN,
    INDEPENDENCE_DECLARED,
    INVITATIONS_STOPPED,
    ITEM_CORRECTED,
    KINDS,
    ONLY_THE_LAW_DECLARED,
    OPPOSITION_EXCEPTED,
    PREPARATION_RECORDED,
    RESOURCES_AGREED,
    ROOM_EMPTIED,
    SAFETY_NET_AGREED,
    SEAT_DECLINED,
    SEAT_ERASED,
    SEAT_JOINED,
    TASK_ACTIVE,
    WHO_CHECKS_AGREED,
)
from gedragen.method.consent import Answer
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.items import ItemKind
from gedragen.method.opposition.sides import Heard
from gedragen.method.phases import Phase
from gedragen.method.tasks import TaskState
from gedragen.method.terms import term
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals, skip_what_was
from gedragen.notices.recipients import SAYS, TELLS, seats_told
from gedragen.notices.still_asked import is_still_needed
from gedragen.notices.writing import TEXTS
from tests.notices.told import from_here, told
from tests.support import family_cast as home
from tests.support.cast import (
    THEIRS,
    Cast,
    agreed_in_a_round,
    answer,
    card_of,
    come_in,
    everyone_says_yes,
    give_up,
    invited,
    late_law,
    later,
    question_of,
    ria_account,
    the_decision,
    to_preparing,
    with_rounds,
    with_test,
)
from tests.support.own_file import FULL, filled_in, signed, with_paper
from tests.support.sides import EVENING, with_sides

# A change of these is on the page for who looks; nobody is called to it.
TOLD_TO_NOBODY = {
    # It was told beforehand, beside every box in which somebody wrote.
    ROOM_EMPTIED,
    # What somebody has to do there is told when it is asked of them.
    STAGE_ENTERED,
    FACILITATOR_REFUSED,  # to accounts too
    FOOTING_SET,
    ONLY_THE_LAW_DECLARED,
    PLACE_CHOSEN,
    # They spoke about it in person; a mail about a name would be one too many.
    NOMINATION_DISCUSSED,
    NOMINATION_DECIDED,
    WHO_DECIDES_CHANGED,
    CLOSED_TIME_OPENED,
    RESOURCES_AGREED,
    WHO_CHECKS_AGREED,
    ANSWERS_VOIDED,  # always together with something that is told
    CONSTITUTION_KEPT,  # nothing changed: it is written down from now on
    CHILD_TOLD,  # whoever told it was there
    LATE_YES,  # together with the task that follows from it
    SIDE_SET,  # its person hears it in the talk
    # Of later work: whoever begins to write them says whom they tell.
    VOICE_GIVEN,
    CONTRIBUTION_ANSWERED,
    DIFFERENCE_ACCEPTED,
    CORRECTION_DISPUTED,  # with the round about it
    ITEM_CORRECTED,  # it was told when it was made
    DECISION_DIFFERS,  # with the decision, and the round about it
    TASK_ACTIVE,  # with the seal, which tells who asked for it
    LEVEL_SET,
    INDEPENDENCE_DECLARED,
    FRAME_WRITTEN,
    FRAME_REMOVED,
    INVITATIONS_BEGUN,
    INVITATIONS_STOPPED,
    CARD_CONFIRMED,  # its person said so
    SEAT_JOINED,
    SEAT_DECLINED,
    SEAT_ERASED,
    NOMINATION_SETTLED,
    PREPARATION_RECORDED,
    VIEW_BROUGHT,
    OPPOSITION_EXCEPTED,
    SAFETY_NET_AGREED,
    DOCUMENT_SIGNED,
    OBJECTION_BROUGHT,
    SILENT_CONTACTED,
}
EVERYBODY = {"anna", "ria", "otto", "wim", "bram", "fatima", "petra"}
CIRCLE = {"anna", "bram", "fatima", "ria"}


def test_of_every_kind_of_entry_it_is_said_whom_it_tells() -> None:
    # Every kind is there once the sentences are that tell it.
    import_module("gedragen.pages.entries")
    assert set(TELLS) <= set(KINDS)
    assert set(KINDS) - set(TELLS) == TOLD_TO_NOBODY
    assert not set(SAYS) & set(TEXTS)


def test_everybody_of_a_part_of_a_list_is_told_and_nobody_twice(preparing: Cast) -> None:
    from_here(preparing)
    people = [Invitee(f"Buur {number}", f"buur{number}@example.nl") for number in range(4)]
    invite_many(preparing.case, InviteMany((*people, Invitee("Truus"))), by=preparing.ria, at=preparing.at)
    assert told(preparing) == {"seat-invited": {"somebody else"}}
    asked = Delivery.objects.values_list("seat__name__text", flat=True).order_by("seat__number")
    assert list(asked) == [one.name for one in people]


def test_of_a_part_in_which_all_were_in_already_nobody_is_told(preparing: Cast) -> None:
    entry = JournalEntry(kind=SEATS_INVITED, data={"list": 1, "people": 0})
    assert seats_told(entry) == []


@pytest.mark.django_db
def test_a_question_is_told_to_facilitators_by_their_account(at: datetime) -> None:
    ria_account(at)
    seat = question_of("anna", at)
    cast = Cast(case=0, at=at, anna=seat)
    assert told(cast) == {"question-brought": {"an account"}, "question-arrived": {"anna"}}


def test_who_brought_the_question_hears_that_it_was_taken_up(starting: Cast) -> None:
    assert told(starting)["case-opened"] == {"anna"}
    assert told(starting)["seat-invited"] == {"otto", "wim"}


def test_frames_and_promise_pass_from_drafter_to_mandate_to_facilitator(starting: Cast) -> None:
    from_here(starting)
    to_preparing(starting)
    notices = told(starting)
    assert notices["promise-written"] == {"otto"}
    assert notices["promise-confirmed"] == {"ria"}
    assert notices["facilitator-accepted"] == {"ria"}
    assert notices["frames-frozen"] == {"anna", "otto", "wim", "bram", "fatima", "petra"}


def test_everyone_with_an_address_gets_an_invitation_and_a_first_card_mails_nobody(preparing: Cast) -> None:
    assert told(preparing)["seat-invited"] == {"otto", "wim", "bram", "fatima", "petra"}
    lotte = invited(preparing, "Lotte", Role.PARTICIPANT)
    from_here(preparing)
    make_cards(preparing.case, MakeCards((lotte,)), by=preparing.ria, at=preparing.at)
    assert told(preparing) == {}


def test_who_was_in_before_hears_of_a_new_card_and_of_a_lost_one_once(preparing: Cast) -> None:
    card_of(preparing, preparing.fatima)
    from_here(preparing)
    make_cards(
        preparing.case, MakeCards((preparing.bram,), lost=(preparing.fatima,)), by=preparing.ria, at=preparing.at
    )
    assert told(preparing) == {"card-made": {"bram"}, "card-lost": {"fatima"}}


def test_a_yes_that_somebody_else_wrote_down_is_told_to_its_person(preparing: Cast) -> None:
    make_cards(preparing.case, MakeCards((preparing.bram,)), by=preparing.ria, at=preparing.at)
    from_here(preparing)
    card = Seat.objects.get(id=preparing.bram).waiting_card_id or 0
    hear_card(preparing.case, HearCard(preparing.bram, card), by=preparing.fatima, at=preparing.at)
    assert told(preparing) == {"card-heard": {"bram"}}


def test_a_no_to_a_new_card_is_told_to_who_guides_the_conversation(preparing: Cast) -> None:
    make_cards(preparing.case, MakeCards((preparing.bram,)), by=preparing.ria, at=preparing.at)
    from_here(preparing)
    card = Seat.objects.get(id=preparing.bram).waiting_card_id or 0
    refuse_card(preparing.case, RefuseCard(card), by=preparing.bram, at=preparing.at)
    assert told(preparing) == {"card-refused": {"ria"}}


def test_behind_a_closed_door_the_person_it_is_about_hears_of_that_no_too(db: None, at: datetime) -> None:
    family = home.to_preparing(home.with_safety_frame(home.make_family(at)))
    make_cards(family.case, MakeCards((family.truus,)), by=family.ria, at=family.at)
    card = Seat.objects.get(id=family.truus).waiting_card_id or 0
    refuse_card(family.case, RefuseCard(card), by=family.truus, at=family.at)
    entry = JournalEntry.objects.get(case=family.case, kind=CARD_REFUSED)
    assert seats_told(entry) == [("card-refused", family.ria), ("card-refused", family.sanne)]


def test_a_new_card_is_no_news_any_more_once_it_was_answered(preparing: Cast) -> None:
    make_cards(preparing.case, MakeCards((preparing.bram,)), by=preparing.ria, at=preparing.at)
    bram = Seat.objects.get(id=preparing.bram)
    assert is_still_needed("card-made", bram)
    confirm_card(preparing.case, ConfirmCard(bram.waiting_card_id or 0), by=bram.pk, at=preparing.at)
    assert not is_still_needed("card-made", bram)


def test_a_new_link_goes_to_its_owner(preparing: Cast) -> None:
    from_here(preparing)
    renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    assert told(preparing) == {"access-renewed": {"bram"}}


def test_naming_sends_the_named_one_nothing(preparing: Cast) -> None:
    from_here(preparing)
    nominate(
        preparing.case,
        Nominate(name="Els", contact="els@example.nl", concern="Zingt."),
        by=preparing.bram,
        at=preparing.at,
    )
    assert told(preparing) == {"somebody-named": {"ria"}}


def test_a_question_goes_to_who_was_asked_and_its_answer_to_who_asked(preparing: Cast) -> None:
    case, at = preparing.case, preparing.at
    from_here(preparing)
    ask_question(case, AskQuestion("Wat kost het?", to=preparing.petra), by=preparing.bram, at=at)
    assert told(preparing) == {"question-asked": {"petra"}}
    from_here(preparing)
    ask_question(case, AskQuestion("Hoe oud is het?"), by=preparing.anna, at=at)
    answer_question(case, AnswerQuestion(1, "Veel."), by=preparing.petra, at=at)
    assert told(preparing) == {"question-asked": {"ria"}, "question-answered": {"bram"}}


def test_views_voices_and_talks_are_told_to_nobody(preparing: Cast) -> None:
    case, at = preparing.case, preparing.at
    from_here(preparing)
    bring_view(case, BringView("Het mag ook dicht."), by=preparing.bram, at=at)
    give_voice(case, GiveVoice("Ik slaap slecht.", room="private"), by=preparing.bram, at=at)
    record_preparation(case, RecordPreparation(preparing.bram, spoken=THEIRS), by=preparing.ria, at=at)
    run_due(at=at)
    assert told(preparing) == {}


def test_who_left_and_who_was_forgotten_are_told_nothing_more(preparing: Cast) -> None:
    case, at = preparing.case, preparing.at
    decline(case, by=preparing.bram, at=at)
    erase_me(case, by=preparing.fatima, at=at)
    for seat in (preparing.anna, preparing.jan):
        record_preparation(case, RecordPreparation(seat, spoken=THEIRS), by=preparing.ria, at=at)
    from_here(preparing)
    extra = come_in(preparing, "Els", Role.PARTICIPANT, contact="els@example.nl")
    record_preparation(case, RecordPreparation(extra, spoken=THEIRS), by=preparing.ria, at=at)
    from_here(preparing)
    move_on(case, MoveOn(expected=Phase.PREPARING), by=preparing.ria, at=at)
    assert told(preparing) == {"deciding-began": {"anna", "otto", "wim", "petra", "somebody else"}}


def test_ten_items_in_one_round_are_one_message(deciding: Cast) -> None:
    from_here(deciding)
    for number in range(8):
        deciding.items.append(
            write_item(deciding.case, ItemText(f"Onderdeel {number}", "Doen."), by=deciding.anna, at=deciding.at)
        )
    with_rounds(deciding)
    assert told(deciding) == {"round-opened": {"anna", "bram", "fatima"}}


def test_an_open_round_tells_nobody_that_somebody_said_no(deciding: Cast) -> None:
    with_rounds(deciding)
    from_here(deciding)
    answer(deciding, deciding.bram, Answer.OBJECTION, reason="Te duur.")
    bring_objection(deciding.case, BringObjection(1, "Nee."), by=deciding.ria, at=deciding.at)
    assert told(deciding) == {}


def test_a_spoken_answer_is_laid_before_who_spoke_it(deciding: Cast) -> None:
    with_rounds(deciding)
    from_here(deciding)
    spoken = [SpokenAnswer(1, deciding.bram, Answer.YES), SpokenAnswer(1, deciding.jan, Answer.YES)]
    answer_on_behalf(deciding.case, AnswerOnBehalf(tuple(spoken)), by=deciding.ria, at=deciding.at)
    assert told(deciding) == {"answer-recorded": {"bram"}}

    # Who was told already is left in peace when somebody else speaks, also when the clock of one server runs behind.
    record_contact(
        deciding.case, RecordContact(1, deciding.fatima, reached=True), by=deciding.ria, at=later(deciding, hours=1)
    )
    from_here(deciding)
    spoken = [SpokenAnswer(1, deciding.fatima, Answer.YES)]
    answer_on_behalf(
        deciding.case, AnswerOnBehalf(tuple(spoken)), by=deciding.ria, at=deciding.at - timedelta(minutes=5)
    )
    assert told(deciding) == {"answer-recorded": {"fatima"}}


def test_extra_days_are_told_to_the_silent_the_bound_and_the_facilitator(deciding: Cast) -> None:
    with_rounds(deciding)
    for seat in (deciding.anna, deciding.jan):
        answer(deciding, seat)
    # Bram will carry the first item: leaving it to the group is not enough.
    answer(deciding, deciding.bram, Answer.ABSTENTION)
    from_here(deciding)
    run_due(at=later(deciding, days=15))
    assert told(deciding) == {"round-extended": {"bram", "fatima", "anna"}, "somebody-is-silent": {"ria"}}


def test_a_closed_round_is_told_to_the_circle_only(deciding: Cast) -> None:
    with_rounds(deciding)
    from_here(deciding)
    everyone_says_yes(deciding)
    assert told(deciding) == {"round-closed": CIRCLE}


def test_a_changed_frame_is_told_to_everybody_in_one_message(deciding: Cast) -> None:
    with_rounds(deciding)
    from_here(deciding)
    change_frame(deciding.case, late_law(deciding, touches=(1,)), by=deciding.otto, at=deciding.at)
    assert told(deciding) == {"frame-changed": EVERYBODY - {"otto"}}


def test_the_frame_test_goes_to_the_mandate_and_its_no_to_the_circle(deciding: Cast) -> None:
    with_plan_of(deciding)
    from_here(deciding)
    with_test(deciding)
    assert told(deciding) == {"frame-test-asked": {"otto"}}
    from_here(deciding)
    verdicts = {
        1: GivenVerdict(Verdict.MET),
        2: GivenVerdict(Verdict.NEEDS_INFORMATION, "Wat kost de stroom?"),
        3: GivenVerdict(Verdict.NOT_MET, "Houd een kamer open."),
    }
    give_verdicts(deciding.case, GiveVerdicts(1, verdicts), by=deciding.otto, at=deciding.at)
    assert told(deciding) == {"information-is-missing": CIRCLE, "frame-not-met": CIRCLE}
    from_here(deciding)
    give_information(deciding.case, GiveInformation(1, 2, "Twaalf euro."), by=deciding.bram, at=deciding.at)
    assert told(deciding) == {"information-given": {"otto"}}


def test_a_passed_term_moves_the_case_on_and_everybody_hears(deciding: Cast) -> None:
    with_test(with_plan_of(deciding))
    from_here(deciding)
    run_due(at=later(deciding, days=15))
    assert told(deciding) == {"carrying-out-began": EVERYBODY}


def test_a_plan_that_changes_frees_the_authority_from_its_test(deciding: Cast) -> None:
    with_test(with_plan_of(deciding))
    from_here(deciding)
    write_item(deciding.case, ItemText("Nog iets", "Doen."), by=deciding.anna, at=deciding.at)
    assert told(deciding) == {"proposal-made": {"ria"}}
    from_here(deciding)
    agreed_in_a_round(deciding, item=3)
    assert told(deciding)["frame-test-stopped"] == {"otto"}


def test_who_wrote_an_item_and_who_carries_it_hear_when_another_changes_it(deciding: Cast) -> None:
    with_plan_of(deciding)
    from_here(deciding)
    text = ItemText("Een bar", "Bewoners schenken koffie.")
    change_item(deciding.case, ChangeItem(1, text, "Beter zo.", version=1), by=deciding.fatima, at=deciding.at)
    assert told(deciding) == {"proposal-made": {"ria"}, "item-changed": {"anna", "bram"}}


def test_no_plan_is_told_to_everybody_in_one_message(deciding: Cast) -> None:
    with_test(with_plan_of(deciding))
    from_here(deciding)
    deciding.at = give_up(deciding.case, by=deciding.ria, at=deciding.at)
    assert told(deciding) == {"ended-without-plan": EVERYBODY}


def test_that_it_is_proposed_to_stop_is_told_to_everybody_and_so_is_every_step(deciding: Cast) -> None:
    from_here(deciding)
    propose_ending(deciding.case, ProposeEnding("Alles.", "Veel."), by=deciding.ria, at=deciding.at)
    assert told(deciding) == {"ending-proposed": EVERYBODY - {"ria"}}
    from_here(deciding)
    hold_ending(deciding.case, HoldEnding(1, "Eerst praten."), by=deciding.anna, at=deciding.at)
    assert told(deciding)["ending-held"] == EVERYBODY - {"anna"}
    from_here(deciding)
    take_back_ending(deciding.case, TakeBackEnding(1), by=deciding.ria, at=deciding.at)
    assert told(deciding)["ending-taken-back"] == EVERYBODY - {"ria"}


def test_whom_it_is_about_stops_and_everybody_else_hears_that(db: None, at: datetime) -> None:
    family = home.to_deciding(home.to_preparing(home.with_safety_frame(home.make_family(at))))
    skip_what_was(family.case)
    stop_own_case(family.case, StopOwnCase(), by=family.sanne, at=family.at)
    read_journals(at=family.at)
    heard = Delivery.objects.filter(notice="stopped-by-main-person").values_list("seat", flat=True)
    assert {family.ria, family.henk, family.arjen} <= set(heard)
    assert family.sanne not in heard


def with_plan_of(cast: Cast) -> Cast:
    """The items are written already; now they pass."""
    with_rounds(cast)
    for number in (1, 2):
        everyone_says_yes(cast, item=number)
    agree_safety_net(cast.case, AgreeSafetyNet("Wie iets merkt, belt Ria."), by=cast.fatima, at=cast.at)
    return cast


def test_tasks_go_back_and_forth_between_who_asks_and_who_is_asked(carrying_out: Cast) -> None:
    case, at = carrying_out.case, carrying_out.at
    from_here(carrying_out)
    offer = Offer(1, "Kas bijhouden", carrying_out.bram, carrying_out.fatima)
    offer_task(case, offer, by=carrying_out.anna, at=at)
    assert told(carrying_out) == {"task-offered": {"bram"}}
    from_here(carrying_out)
    answer_task(case, AnswerTask(1, accepts=True), by=carrying_out.bram, at=at)
    run_due(at=at)
    assert told(carrying_out) == {"task-answered": {"anna"}}
    from_here(carrying_out)
    report_task(case, ReportTask(1, state=TaskState.GIVEN_BACK), by=carrying_out.bram, at=at)
    assert told(carrying_out) == {"task-given-back": {"fatima", "ria"}}


def test_the_call_is_the_facilitators_and_looking_back_is_the_peoples(carrying_out: Cast) -> None:
    from_here(carrying_out)
    open_check_in(carrying_out.case, OpenCheckIn(1), by=CLOCK, at=later(carrying_out, days=28))
    assert told(carrying_out) == {"call-due": {"ria"}}
    from_here(carrying_out)
    run_due(at=later(carrying_out, days=70))
    assert told(carrying_out) == {"review-opened": {"anna", "bram", "fatima"}}
    from_here(carrying_out)
    run_due(at=later(carrying_out, days=15))
    assert told(carrying_out) == {"review-closed": CIRCLE}


def test_the_formal_decision_is_told_to_everybody_else(carrying_out: Cast) -> None:
    from_here(carrying_out)
    day = carrying_out.at.date()
    record_decision(
        carrying_out.case,
        the_decision("Ja.", on=day),
        by=carrying_out.otto,
        at=carrying_out.at,
    )
    assert told(carrying_out) == {"decision-recorded": EVERYBODY - {"otto"}}


def test_a_yes_taken_back_asks_the_facilitator_and_all_who_decide(carrying_out: Cast) -> None:
    from_here(carrying_out)
    take_back(carrying_out.case, TakeBack(1, because="Ik verhuis."), by=carrying_out.bram, at=carrying_out.at)
    found = told(carrying_out)
    assert found["yes-taken-back"] == {"ria"}
    # Bram too is asked anew, and the journal does not say that it was he.
    assert found["round-opened"] == {"anna", "bram", "fatima"}


def test_closing_says_once_that_it_is_finished(carrying_out: Cast) -> None:
    text = ItemText("Wij zijn klaar", "Het loopt.", kind=ItemKind.CLOSING)
    number = write_item(carrying_out.case, text, by=carrying_out.anna, at=carrying_out.at)
    closes = term(carrying_out.at, 14)
    open_rounds(carrying_out.case, OpenRounds((number,), closes_at=closes), by=carrying_out.ria, at=carrying_out.at)
    from_here(carrying_out)
    everyone_says_yes(carrying_out, item=number)
    assert told(carrying_out) == {"case-closed": EVERYBODY}


@pytest.mark.django_db
def test_whoever_signs_a_paper_hears_when_it_is_full_and_again_when_its_text_changed(at: datetime) -> None:
    own = with_paper(at)
    from_here(own)
    filled_in(own, {"what": "Bram maakt de bank."})
    assert told(own) == {}
    filled_in(own, read=1)
    assert told(own) == {"document-written": {"anna", "fatima"}}
    signed(own, own.anna, version=2)
    from_here(own)
    filled_in(own, {**FULL, "how": "letter"}, read=2, by=own.ria)
    assert told(own) == {"document-written": {"anna", "bram", "fatima"}}
    assert is_still_needed("document-written", Seat.objects.get(id=own.anna))
    signed(own, own.anna, version=3)
    assert not is_still_needed("document-written", Seat.objects.get(id=own.anna))


def test_of_the_sides_each_hears_what_is_theirs(preparing: Cast) -> None:
    from_here(preparing)
    with_sides(preparing)
    assert told(preparing)["put-on-sides"] == {"anna", "bram", "fatima"}
    from_here(preparing)
    say_nothing_else(preparing.case, NothingElse(EVENING), by=preparing.bram, at=preparing.at)
    assert told(preparing) == {"nothing-else-said": {"anna"}, "side-agrees": {"ria"}}
    from_here(preparing)
    bring_view(preparing.case, BringView("Ik slaap niet."), by=preparing.fatima, at=preparing.at)
    answer_view(preparing.case, AnswerView(1, "Om elf uur is het stil."), by=preparing.anna, at=preparing.at)
    assert told(preparing) == {"view-answered": {"fatima"}}
    from_here(preparing)
    say_heard(preparing.case, SayHeard(1, Heard.NOT_YET), by=preparing.fatima, at=preparing.at)
    assert told(preparing) == {"view-heard": {"ria"}}
