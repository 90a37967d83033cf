"""Who brings a question about somebody else owns nothing of it, and nobody reads it before it is theirs."""

from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.access.doing import Action, Denied, NotFound, Role, allowed
from gedragen.cases.arriving.queries.cases import open_situations
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.mine.queries import told_sheet
from gedragen.cases.models import Case, Room, Seat
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import Invitation, erase_me, invite
from gedragen.cases.starting.commands.opening import OpenCase, accept_facilitator, bring_question, open_case
from gedragen.cases.starting.commands.telling import ShareTold, share_told
from gedragen.cases.state.gates import missing_gates
from gedragen.method.constitution.gates import Missing
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from gedragen.method.stages.bringing import About
from tests.support.cast import INTRODUCTION, make_case, ria_account, take_part
from tests.support.dump import unchanged
from tests.support.refusals import denied
from tests.support.visitor import visitor

pytestmark = pytest.mark.django_db

TOLD = "Bij de buren hoor ik elke nacht een kind huilen."


def bets_tells(at: datetime, about: About, approach: str) -> Seat:
    bets = bring_question(TOLD, name="Buur Bets", contact="bets@example.nl", about=about, at=at, is_demo=True)
    asked = OpenCase(INTRODUCTION, Level.TENSION, approach, "Ik ken hen niet.", "06-12345678")
    open_case(Seat.objects.get(id=bets).case_id, asked, account=ria_account(at), at=at)
    return Seat.objects.get(id=bets)


@pytest.mark.parametrize("about", [About.OTHER, About.PLACE])
def test_a_neighbour_who_tells_of_a_family_has_no_say_in_it_and_reads_nothing(about: About, at: datetime) -> None:
    bets = bets_tells(at, about, "family_group_conference")
    assert (bets.role, bets.is_main_person, bets.decides) == (Role.BRINGER, False, False)
    assert Missing("main-person") in missing_gates(Case.objects.get(id=bets.case_id))
    may = allowed(bets.standing, Phase.STARTING, closed=False)
    assert may == {
        Action.COME_IN,
        Action.CONFIRM_CARD,
        Action.REFUSE_CARD,
        Action.ERASE_ME,
        Action.SET_MAIL,
        Action.SHARE_TOLD,
    }
    assert home_sheet(bets.case_id, viewer=bets.pk).now == ()
    with pytest.raises(Denied):
        eyes_of(bets.case_id, bets.pk)
    eyes = eyes_of(bets.case_id, bets.pk, of_own=True)
    whole = {room.key for room in Room.objects.filter(case=bets.case_id) if eyes.reads_whole(room.key)}
    assert whole == set()
    for act in (accept_facilitator,):
        with unchanged(), denied("not-your-role"):
            act(bets.case_id, by=bets.pk, at=at)
    with unchanged(), denied("not-your-role"):
        nominate(bets.case_id, Nominate(name="Een vriend", contact="", concern=""), by=bets.pk, at=at)


def test_the_mother_is_invited_as_the_one_it_is_about_and_the_neighbour_can_go(at: datetime) -> None:
    bets = bets_tells(at, About.OTHER, "family_group_conference")
    ria = Seat.objects.get(case=bets.case_id, role=Role.FACILITATOR).pk
    asked = Invitation("Mona", "mona@example.nl", Role.PARTICIPANT, is_main_person=True)
    mona = invite(bets.case_id, asked, by=ria, at=at)
    assert Seat.objects.get(id=mona).is_main_person
    erase_me(bets.case_id, by=bets.pk, at=at)
    assert Seat.objects.get(id=bets.pk).erased_at is not None


def test_whom_it_is_about_reads_what_was_told_only_with_a_yes_of_who_told_it(at: datetime) -> None:
    bets = bets_tells(at, About.OTHER, "family_group_conference")
    ria = Seat.objects.get(case=bets.case_id, role=Role.FACILITATOR).pk
    asked = Invitation("Mona", "mona@example.nl", Role.PARTICIPANT, is_main_person=True)
    mona = invite(bets.case_id, asked, by=ria, at=at)
    take_part(bets.case_id, mona, at=at)
    with pytest.raises(NotFound):
        told_sheet(bets.case_id, viewer=mona)
    with unchanged(), denied("not-your-role"):
        share_told(bets.case_id, ShareTold(shared=True), by=ria, at=at)
    share_told(bets.case_id, ShareTold(shared=True), by=bets.pk, at=at)
    forget_snapshots()
    assert told_sheet(bets.case_id, viewer=mona).text == TOLD
    here = Case.objects.get(id=bets.case_id).address
    assert TOLD in visitor(mona).get(reverse("told", args=[here])).content.decode()
    with pytest.raises(NotFound):
        told_sheet(bets.case_id, viewer=ria)
    visitor(bets.pk).post(reverse("share_told", args=[here]), {"shared": "no"})
    with pytest.raises(NotFound):
        told_sheet(bets.case_id, viewer=mona)
    share_told(bets.case_id, ShareTold(shared=True), by=bets.pk, at=at)
    erase_me(bets.case_id, by=bets.pk, at=at)
    with pytest.raises(NotFound):
        told_sheet(bets.case_id, viewer=mona)


def test_who_told_of_it_can_be_asked_to_take_part_as_well(at: datetime) -> None:
    bets = bets_tells(at, About.OTHER, "neighbourhood")
    ria = Seat.objects.get(case=bets.case_id, role=Role.FACILITATOR).pk
    asked = Invitation("Buur Bets", "bets@example.nl", Role.PARTICIPANT, is_main_person=True)
    assert invite(bets.case_id, asked, by=ria, at=at) != bets.pk


def test_who_belongs_to_a_place_says_yes_to_who_guides(at: datetime) -> None:
    bets = bets_tells(at, About.PLACE, "neighbourhood")
    assert (bets.role, bets.is_main_person, bets.decides) == (Role.PARTICIPANT, True, True)


def test_nobody_reads_it_before_its_bringer_says_yes(at: datetime) -> None:
    cast = make_case(at)
    Case.objects.update(about=About.PLACE)
    forget_snapshots()
    with pytest.raises(NotFound):
        eyes_of(cast.case, None)
    assert open_situations() == ()
    accept_facilitator(cast.case, by=cast.anna, at=at)
    assert eyes_of(cast.case, None).seat is None
    assert [one.address for one in open_situations()] == [Case.objects.get().address]


def test_a_page_of_anything_else_is_refused_to_who_told_of_it(at: datetime) -> None:
    bets = bets_tells(at, About.OTHER, "family_group_conference")
    bets_looks, here = visitor(bets.pk), Case.objects.get(id=bets.case_id).address
    names = ("people", "journal", "frames", "approach", "welcome", "plan", "information", "promise", "nominate")
    answers = {name: bets_looks.get(reverse(name, args=[here])).status_code for name in names}
    assert set(answers.values()) <= {403}, answers
    for own in ("road", "my_data", "my_answers", "erase_me"):
        page = bets_looks.get(reverse(own, args=[here]))
        assert page.status_code == 200, own
        assert INTRODUCTION.question not in page.content.decode()


def test_what_was_read_by_anybody_before_this_was_asked_stays_so(at: datetime) -> None:
    cast = make_case(at)
    Case.objects.update(about=About.UNSAID)
    forget_snapshots()
    assert eyes_of(cast.case, None).seat is None
    assert len(open_situations()) == 1
