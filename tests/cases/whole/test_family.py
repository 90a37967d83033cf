"""A family: footing, the law alone, a frame about safety, a supporter, the family plan, and its own outcomes."""

from datetime import datetime
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from gedragen.access.doing import Denied, NotFound, Role
from gedragen.cases.closed_time.commands import (
    BringOut,
    DraftText,
    EndClosedTime,
    WriteDraft,
    bring_out,
    end_closed_time,
    write_draft,
)
from gedragen.cases.closed_time.queries import closed_time_sheet, photo_of
from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.doing.queries.follow_through import looking_back_sheet, review_sheet
from gedragen.cases.doing.queries.tasks import tasks_sheet
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.frame_test.commands.frame_test import ask_frame_test
from gedragen.cases.frame_test.queries import test_sheet as frame_test_sheet
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.process import process_sheet
from gedragen.cases.home.queries.welcome import welcome_sheet
from gedragen.cases.journal.queries import journal_sheet
from gedragen.cases.models import Case, CheckIn, Declaration, Objection, Photo, Round, Seat, View, Voice
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.people.queries.people import people_sheet
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
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
    ExceptOpposition,
    RecordPreparation,
    answer_view,
    except_opposition,
    record_preparation,
)
from gedragen.cases.preparing.entries import VIEW_BROUGHT
from gedragen.cases.preparing.queries import information_sheet
from gedragen.cases.rounds.commands.rounds import CloseRound, close_round
from gedragen.cases.starting.commands.footing import (
    AgreeToOnlyTheLaw,
    DeclareOnlyTheLaw,
    SetFooting,
    agree_to_only_the_law,
    declare_only_the_law,
    set_footing,
)
from gedragen.cases.starting.commands.opening import OpenCase, open_case
from gedragen.cases.starting.commands.phases import (
    EndWithOwnPlan,
    MoveOn,
    StopInPreparation,
    end_with_own_plan,
    move_on,
    stop_in_preparation,
)
from gedragen.cases.starting.entries import FOOTING_SET, PLAN_WITHOUT_MEETING, STOPPED_IN_PREPARATION
from gedragen.cases.state.declared import declared_words
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.frames import FrameKind
from gedragen.method.phases import Ending, Phase
from tests.support.cast import THEIRS, Cast, give_up, mail_of, question_of, ria_account, through_the_stages
from tests.support.dump import tells, unchanged
from tests.support.family_cast import (
    INTRODUCTION,
    SAFE,
    Family,
    into_closed_time,
    later,
    make_family,
    out_of_closed_time,
    to_carrying_out,
    to_deciding,
    to_preparing,
    under_the_law_alone,
    with_plan,
    with_rounds,
    with_safety_frame,
)
from tests.support.paper import photo
from tests.support.refusals import breaks, denied


def law_alone(family: Family) -> int:
    """The words that say that only the law is the limit."""
    return declared_words(fresh(family.case), DeclarationKind.ONLY_THE_LAW)


def gates(family: Family) -> set[str]:
    return {gate.code for gate in missing_gates(Case.objects.get(id=family.case))}


# Opening


@pytest.mark.django_db
def test_until_closed_is_really_closed_only_examples_are_made(at: datetime) -> None:
    seat = Seat.objects.get(id=question_of("anna", at))
    ria = ria_account(at)
    with unchanged(), breaks("closed-only-in-demo"):
        open_case(
            seat.case_id,
            OpenCase(
                introduction=INTRODUCTION,
                level=Level.TENSION,
                approach="family_group_conference",
                independence="Ik ken hen niet.",
                phone="06-1",
            ),
            account=ria,
            at=at,
        )


def test_a_family_has_no_public_page_and_a_random_address(family: Family) -> None:
    case = Case.objects.get(id=family.case)
    assert (case.is_open, "daan" in case.address, len(case.address)) == (False, False, 20)
    with pytest.raises(NotFound):
        welcome_sheet(family.case, viewer=None)


def test_the_journal_of_a_family_opens_no_text(family_deciding: Family) -> None:
    family = out_of_closed_time(family_deciding)
    lines = "".join(export_lines(Case.objects.get(id=family.case), at=family.at, reads=whole))
    assert "opened" not in lines.replace("closed-time-opened", "").replace("case-opened", "")
    assert "Daan" not in lines


# Footing and the law alone


def test_on_which_footing_is_asked_before_preparing(family: Family) -> None:
    assert "footing" in gates(family)
    with tells(family, FOOTING_SET):
        set_footing(family.case, SetFooting(Footing.UNDER_PRESSURE), by=family.ria, at=family.at)
    assert "footing" not in gates(family)


def test_a_footing_that_another_facilitator_just_recorded_is_not_replaced_unread(family: Family) -> None:
    set_footing(family.case, SetFooting(Footing.UNDER_PRESSURE), by=family.ria, at=family.at)
    with unchanged(), breaks("footing-has-changed"):
        set_footing(family.case, SetFooting(Footing.VOLUNTARY), by=family.ria, at=family.at)
    set_footing(family.case, SetFooting(Footing.VOLUNTARY, was=Footing.UNDER_PRESSURE), by=family.ria, at=family.at)


def test_a_family_under_nobody_needs_no_frames_and_no_promise(family: Family) -> None:
    under_the_law_alone(family)
    assert gates(family) == set()
    move_on(family.case, MoveOn(expected=Phase.STARTING), by=family.ria, at=family.at)


def test_the_law_alone_is_declared_by_the_facilitator_and_the_main_person(family: Family) -> None:
    set_footing(family.case, SetFooting(Footing.VOLUNTARY), by=family.ria, at=family.at)
    with unchanged(), breaks("not-declared-yet"):
        agree_to_only_the_law(family.case, AgreeToOnlyTheLaw(read=0), by=family.sanne, at=family.at)
    with unchanged(), denied("not-your-role"):
        declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan niet."), by=family.sanne, at=family.at)
    declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan blijft het zoals het is."), by=family.ria, at=family.at)
    assert "only-the-law" in gates(family)
    read = law_alone(family)
    with unchanged(), denied("not-your-role"):
        agree_to_only_the_law(family.case, AgreeToOnlyTheLaw(read=read), by=family.ria, at=family.at)
    agree_to_only_the_law(family.case, AgreeToOnlyTheLaw(read=read), by=family.sanne, at=family.at)
    assert "only-the-law" not in gates(family)


def test_a_yes_to_the_law_alone_is_a_yes_to_what_was_read(family: Family) -> None:
    under_the_law_alone(family)
    first = law_alone(family)
    with unchanged(), breaks("text-has-changed"):
        declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan gaat Daan weg."), by=family.ria, at=family.at)
    declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan gaat Daan weg.", read=first), by=family.ria, at=family.at)
    assert "only-the-law" in gates(family)
    with unchanged(), breaks("text-has-changed"):
        agree_to_only_the_law(family.case, AgreeToOnlyTheLaw(read=first), by=family.sanne, at=family.at)


@pytest.mark.parametrize("footing", [Footing.UNDER_PRESSURE, Footing.COURT_ORDERED])
def test_who_must_come_is_never_under_the_law_alone(family: Family, footing: Footing) -> None:
    set_footing(family.case, SetFooting(footing), by=family.ria, at=family.at)
    with unchanged(), breaks("authority-is-over-them"):
        declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan niet."), by=family.ria, at=family.at)


def test_an_authority_that_comes_ends_the_law_alone(family: Family) -> None:
    under_the_law_alone(family)
    invite(family.case, Invitation("Arjen", mail_of("arjen"), Role.AUTHORITY), by=family.ria, at=family.at)
    assert "frames" in gates(family)


def test_after_the_freeze_nobody_comes_over_them_any_more(family: Family) -> None:
    to_preparing(family)
    with unchanged(), breaks("only-the-law-holds"):
        invite(family.case, Invitation("Arjen", mail_of("arjen"), Role.AUTHORITY), by=family.ria, at=family.at)
    with unchanged(), breaks("only-the-law-holds"):
        set_footing(family.case, SetFooting(Footing.COURT_ORDERED, was=Footing.VOLUNTARY), by=family.ria, at=family.at)


def test_under_the_law_alone_the_plan_goes_through_when_everyone_agrees(family: Family) -> None:
    to_carrying_out(to_deciding(to_preparing(family)))
    assert Case.objects.get(id=family.case).phase == Phase.CARRYING_OUT
    assert [check.months for check in CheckIn.objects.order_by("due_on")] == [0, 3, 6, 12]


def test_a_frame_about_safety_names_who_may_set_it(family: Family) -> None:
    with_safety_frame(family)
    nameless = type(SAFE)(SAFE.text, SAFE.question, SAFE.reason, SAFE.source, FrameKind.SAFETY)
    with unchanged(), breaks("safety-frame-needs-authority"):
        write_frame(family.case, WriteFrame(nameless), by=family.arjen, at=family.at)


def test_with_a_guardian_the_plan_waits_for_his_answer(family_deciding: Family) -> None:
    to_carrying_out(family_deciding)
    assert not plan_sheet(family_deciding.case, viewer=family_deciding.sanne).without_meeting
    assert Case.objects.get(id=family_deciding.case).phase == Phase.CARRYING_OUT


# At level conflict, since before sides were asked


@pytest.fixture
def torn(db: None, at: datetime) -> Family:
    """A family in conflict, everyone spoken to: only the other side is missing."""
    family = to_preparing(with_safety_frame(make_family(at, level=Level.CONFLICT)))
    for seat in family.deciders:
        record_preparation(family.case, RecordPreparation(seat, spoken=THEIRS), by=family.ria, at=family.at)
    Case.objects.filter(id=family.case).update(asks_sides=False)
    forget_snapshots()
    return family


def test_deciding_stays_shut_until_the_other_side_is_heard(torn: Family) -> None:
    assert gates(torn) == {"opposing-views"}
    bring_view_for(torn.case, BringViewFor("Ik wil naar papa.", say_so=True), by=torn.joke, at=torn.at)
    assert gates(torn) == {"views-unanswered"}
    answer_view(torn.case, AnswerView(1, "Je belt hem elke avond."), by=torn.truus, at=torn.at)
    assert gates(torn) == set()
    for name, knows in (("ria", True), ("henk", False), ("sanne", False)):
        (view,) = information_sheet(torn.case, viewer=getattr(torn, name)).views
        assert (view.text, bool(view.brought_by)) == ("Ik wil naar papa.", knows)


def test_or_until_everyone_can_read_why_nobody_thinks_otherwise(torn: Family) -> None:
    except_opposition(torn.case, ExceptOpposition("Wij zochten, en vonden niemand."), by=torn.ria, at=torn.at)
    assert gates(torn) == set()
    words = Declaration.objects.get(kind=DeclarationKind.OPPOSITION_EXCEPTION).words
    invited = invite(torn.case, Invitation("Ali", mail_of("ali"), Role.AUTHORITY), by=torn.ria, at=torn.at)
    for seat in (torn.sanne, torn.daan, torn.joke, torn.truus, torn.karin, torn.arjen, torn.ria, invited):
        assert eyes_of(torn.case, seat).text(words) == "Wij zochten, en vonden niemand."


# Who reads what


@pytest.mark.parametrize("name", ["sanne", "daan", "joke", "ria"])
def test_the_plan_is_read_by_those_whose_it_is(family_deciding: Family, name: str) -> None:
    family = out_of_closed_time(family_deciding)
    (item,) = plan_sheet(family.case, viewer=getattr(family, name)).items
    assert item.version.title == "Doordeweeks bij oma"


def test_who_sets_the_limits_reads_nothing_of_the_plan_before_the_test(family_deciding: Family) -> None:
    family = with_plan(family_deciding)
    for look in (plan_sheet, partial(item_sheet, number=1)):
        with denied("plan-comes-to-you"):
            look(family.case, viewer=family.arjen)
    assert frame_test_sheet(family.case, viewer=family.arjen).plan == ()
    assert process_sheet(family.case, viewer=family.arjen).items == 0
    told = str(home_sheet(family.case, viewer=family.arjen)) + str(journal_sheet(family.case, viewer=family.arjen))
    assert not [text for text in ("Doordeweeks bij oma", "Leyla en Henk.", "Wie iets merkt") if text in told]
    ask_frame_test(family.case, by=family.ria, at=family.at)
    ((number, title, _),) = frame_test_sheet(family.case, viewer=family.arjen).plan
    assert (number, title) == (1, "Doordeweeks bij oma")


def test_a_professional_sees_what_is_asked_of_them_and_no_plan(family_deciding: Family) -> None:
    family = to_carrying_out(family_deciding)
    for owner in (family.karin, family.henk):
        offer_task(family.case, Offer(1, "Eén keer per week bellen", owner), by=family.truus, at=family.at)
    for look in (plan_sheet, frame_test_sheet, looking_back_sheet, partial(review_sheet, number=1)):
        with denied("plan-is-not-for-you"):
            look(family.case, viewer=family.karin)
    assert process_sheet(family.case, viewer=family.karin).items == 0
    (card,) = tasks_sheet(family.case, viewer=family.karin).all
    assert (card.what, card.is_mine) == ("Eén keer per week bellen", True)


def test_who_was_invited_reads_what_it_is_about_and_nothing_more(family_preparing: Family) -> None:
    family = family_preparing
    Seat.objects.filter(id=family.leyla).update(joined_at=None)
    assert welcome_sheet(family.case, viewer=family.leyla).head.title == INTRODUCTION.title
    for look in (people_sheet, journal_sheet, plan_sheet, frame_test_sheet, looking_back_sheet):
        with denied("join-first"):
            look(family.case, viewer=family.leyla)


def test_who_left_reads_nothing_any_more(family_preparing: Family) -> None:
    family = family_preparing
    Seat.objects.filter(id=family.leyla).update(declined_at=family.at)
    assert welcome_sheet(family.case, viewer=family.leyla).head.title == ""


# Beside a child


def test_a_supporter_writes_down_the_voice_of_the_child_with_its_say_so(family_preparing: Family) -> None:
    family = family_preparing
    with unchanged(), breaks("needs-say-so"):
        speak_for(family.case, SpeakFor("Ik wil naar oma.", room="circle", say_so=False), by=family.joke, at=family.at)
    speak_for(family.case, SpeakFor("Ik wil naar oma.", room="circle", say_so=True), by=family.joke, at=family.at)
    voice = Voice.objects.get()
    assert (voice.seat_id, voice.spoken_by_id, voice.words.seat_id) == (family.daan, family.joke, family.daan)


def test_a_view_of_the_child_is_nobodys_in_the_journal(family_preparing: Family) -> None:
    family = family_preparing
    with tells(family, VIEW_BROUGHT):
        bring_view_for(family.case, BringViewFor("Ik wil niet verhuizen.", say_so=True), by=family.joke, at=family.at)
    view = View.objects.get()
    assert (view.brought_by_id, view.words.seat) == (family.daan, None)
    assert Case.objects.get(id=family.case).journal.latest("number").by == "somebody"


def test_a_no_of_the_child_stops_an_item_and_names_nobody(family_deciding: Family) -> None:
    family = with_rounds(family_deciding)
    object_for(family.case, ObjectFor(1, "Dan mis ik voetbal.", say_so=True), by=family.joke, at=family.at)
    assert Objection.objects.get().reason.room.key == "ballot"
    close_round(family.case, CloseRound(Round.objects.get().pk), by=CLOCK, at=later(family, hours=3))
    answers = plan_sheet(family.case, viewer=family.sanne).items[0].round
    assert answers is not None
    assert [(one.by, one.reason) for one in answers.answers] == [("", "Dan mis ik voetbal.")]


def test_for_somebody_who_does_not_decide_no_no_is_brought(family_deciding: Family) -> None:
    family = with_rounds(family_deciding)
    Seat.objects.filter(id=family.daan).update(decides=False)
    with unchanged(), breaks("supported-decides-not"):
        object_for(family.case, ObjectFor(1, "Nee.", say_so=True), by=family.joke, at=family.at)


def test_a_supporter_of_somebody_who_left_speaks_for_nobody(family_preparing: Family) -> None:
    family = family_preparing
    Seat.objects.filter(id=family.daan).update(declined_at=family.at)
    with unchanged(), denied("needs-supports"):
        speak_for(family.case, SpeakFor("Hij wil weg.", room="circle", say_so=True), by=family.joke, at=family.at)


def test_a_supporter_stands_beside_somebody(family_preparing: Family) -> None:
    alone = Invitation("Bo", "bo@example.nl", Role.ADVOCATE)
    with unchanged(), breaks("advocate-needs-somebody"):
        invite(family_preparing.case, alone, by=family_preparing.ria, at=family_preparing.at)


def test_in_a_neighbourhood_nobody_stands_beside_another(preparing: Cast) -> None:
    there = Invitation("Bo", "bo@example.nl", Role.ADVOCATE, supports=preparing.bram)
    with unchanged(), breaks("no-advocates-here"):
        invite(preparing.case, there, by=preparing.ria, at=preparing.at)


# Paper


def test_a_photo_loses_what_the_camera_knew(family_deciding: Family) -> None:
    family = family_deciding
    item = ItemText("Ons plan", "Maandag bij oma.", photo=photo())
    write_item(family.case, item, by=family.sanne, at=family.at)
    kept = Photo.objects.get()
    seen = photo_of(family.case, kept.pk, viewer=family.truus)
    assert seen.startswith(b"\xff\xd8")
    assert b"Kerkstraat" not in seen
    assert not Image.open(BytesIO(seen)).getexif()


@pytest.mark.parametrize("name", ["karin"])
def test_a_photo_is_seen_by_who_reads_its_room(family_deciding: Family, name: str) -> None:
    family = family_deciding
    write_item(family.case, ItemText("Plan", "Zie foto.", photo=photo("PNG")), by=family.sanne, at=family.at)
    with pytest.raises(NotFound):
        photo_of(family.case, Photo.objects.get().pk, viewer=getattr(family, name))


def test_a_photo_inside_is_locked_and_comes_out_with_its_draft(family_deciding: Family) -> None:
    family = into_closed_time(family_deciding)
    text = DraftText("Flap", "Alles wat op de flap staat.", photo=photo())
    number = write_draft(family.case, WriteDraft(1, text), by=family.daan, at=family.at)
    inside = Photo.objects.latest("id")
    assert not bytes(inside.data).startswith(b"\xff\xd8")
    assert photo_of(family.case, inside.pk, viewer=family.sanne).startswith(b"\xff\xd8")
    for outside in (family.ria, family.arjen, family.karin):
        with pytest.raises(NotFound):
            photo_of(family.case, inside.pk, viewer=outside)
    end_closed_time(family.case, EndClosedTime(1), by=family.sanne, at=family.at)
    bring_out(family.case, BringOut(1, (number,)), by=family.sanne, at=family.at)
    out = Photo.objects.latest("id")
    assert photo_of(family.case, out.pk, viewer=family.ria).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "upload", [b"GIF89a" + b"0" * 50, b"\xff\xd8\xff" + b"0" * 50, b"<svg xmlns='x'/>", photo("GIF"), photo("BMP")]
)
def test_what_is_no_photo_is_refused_by_content(family_deciding: Family, upload: bytes) -> None:
    text = ItemText("Plan", "Zie foto.", photo=upload)
    with unchanged(), breaks("photo-not-readable"):
        write_item(family_deciding.case, text, by=family_deciding.sanne, at=family_deciding.at)


# Outcomes of their own


def test_it_may_stop_while_preparing_with_a_reason(family_preparing: Family) -> None:
    family = family_preparing
    with unchanged(), breaks("stopping-needs-reason"):
        stop_in_preparation(family.case, StopInPreparation(" "), by=family.ria, at=family.at)
    with tells(family, STOPPED_IN_PREPARATION):
        stop_in_preparation(family.case, StopInPreparation("Sanne is opgenomen."), by=family.ria, at=family.at)
    assert Case.objects.get(id=family.case).ending == Ending.STOPPED_IN_PREPARATION


@pytest.mark.django_db
def test_a_plan_may_be_made_without_a_meeting(at: datetime) -> None:
    family = to_preparing(make_family(at))
    with tells(family, PLAN_WITHOUT_MEETING):
        end_with_own_plan(family.case, EndWithOwnPlan("Daan gaat naar oma."), by=family.ria, at=family.at)
    assert Case.objects.get(id=family.case).ending == Ending.PLAN_WITHOUT_MEETING
    assert plan_sheet(family.case, viewer=family.truus).what_was_tried == "Daan gaat naar oma."


def test_what_stands_fast_is_not_passed_by_without_a_meeting(family_preparing: Family) -> None:
    with unchanged(), breaks("plan-needs-frame-test"):
        end_with_own_plan(
            family_preparing.case, EndWithOwnPlan("Naar oma."), by=family_preparing.ria, at=family_preparing.at
        )


def test_where_something_stands_fast_a_plan_without_a_meeting_is_decided_and_tested(family_deciding: Family) -> None:
    """The way that the page names: as an item of the plan, with nobody ever behind a door."""
    family = family_deciding
    text = ItemText("Naar oma", "Daan gaat naar oma.")
    family.items = [write_item(family.case, text, by=family.truus, at=family.at)]
    through_the_stages(family.case, by=family.ria, at=family.at)
    to_carrying_out(family)
    assert Case.objects.get(id=family.case).phase == Phase.CARRYING_OUT
    assert not closed_time_sheet(family.case, viewer=family.sanne).times
    assert plan_sheet(family.case, viewer=family.sanne).without_meeting


def test_a_case_that_ends_leaves_no_door_shut(family_deciding: Family) -> None:
    family = into_closed_time(family_deciding)
    family.at = give_up(family.case, by=family.ria, at=family.at)
    assert closed_time_sheet(family.case, viewer=family.ria).running is None
    with pytest.raises(Denied):
        write_draft(family.case, WriteDraft(1, DraftText("a", "b")), by=family.sanne, at=family.at)
