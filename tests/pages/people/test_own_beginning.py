"""Who may be invited before the limits stand fast is up to the approach; what it leaves out is as it was."""

from datetime import datetime

import pytest

from gedragen.access.doing import Role
from gedragen.cases.models import JournalEntry, Seat
from gedragen.cases.people.commands.seats import Invitation, decline, invite
from gedragen.cases.store.constitutions import add_file
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, come_in, make_case, take_part, to_preparing
from tests.support.dump import unchanged
from tests.support.family_cast import make_family
from tests.support.own_file import add_own, own_file, without_chosen_circle
from tests.support.refusals import breaks
from tests.support.visitor import address, neighbour, page_of

INVITE = "/situatie/huize-lydia/overzicht/uitnodigen/"


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, 'others_before_frames = "anyone"')))


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.PROFESSIONAL])
def test_anyone_comes_in_before_the_limits_where_the_file_says_so(own: Cast, role: Role) -> None:
    assert Seat.objects.get(id=come_in(own, "bram", role)).joined_at is not None


def test_otherwise_nobody_does(starting: Cast) -> None:
    with breaks("others-after-the-freeze"):
        come_in(starting, "bram", Role.PARTICIPANT)


def test_the_form_offers_them_and_the_list(own: Cast) -> None:
    page = page_of(neighbour(own.ria), INVITE)
    assert 'value="participant"' in page
    assert f"{INVITE}lijst/" in page
    assert "Voorlopig alleen" not in page
    sent = {"who": "participant", "name": "Bram", "contact": "bram@example.nl", "language": "nl"}
    assert neighbour(own.ria).post(INVITE, sent).status_code == 302
    answer = neighbour(own.ria).get(f"{INVITE}lijst/")
    assert "Eerst moeten de grenzen vaststaan" not in answer.content.decode()


def test_the_form_as_it_was(starting: Cast) -> None:
    page = page_of(neighbour(starting.ria), INVITE)
    assert 'value="participant"' not in page
    assert f"{INVITE}lijst/" not in page


def test_in_a_closed_approach_where_nobody_chooses_the_circle_anyone_can_be_invited(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = without_chosen_circle(own_file('others_before_frames = "anyone"', like="family_group_conference"))
    family = make_family(at, approach=add_file(file, "own.toml", by=None, at=at).key)
    ria, path = neighbour(stop_the_clock(monkeypatch, family).ria), f"/situatie/{address(family)}/overzicht"
    page = page_of(ria, f"{path}/uitnodigen/")
    for who in ("participant", "advocate", "authority"):
        assert f'value="{who}"' in page
    assert "Schrijf op wie er is genoemd" not in page
    assert f"{path}/uitnodigen/" in page_of(ria, f"{path}/mensen/")
    sent = {"who": "advocate", "supports": family.sanne, "name": "Joke", "contact": "joke@example.nl", "language": "nl"}
    assert ria.post(f"{path}/uitnodigen/", sent).status_code == 302
    assert Seat.objects.get(case=family.case, role=Role.ADVOCATE).supports_id == family.sanne


BEGINNER = {"who": "beginner", "name": "Bram", "contact": "bram@example.nl", "language": "nl"}


@pytest.fixture
def group(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Starting, under an approach where a group helps to word the question and the limits."""
    return stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, 'others_before_frames = "core_group"')))


def begin(cast: Cast, name: str, role: Role = Role.PARTICIPANT) -> int:
    someone = Invitation(name=name, contact="", role=role, begins=True)
    return invite(cast.case, someone, by=cast.ria, at=cast.at)


def test_only_the_group_that_begins_comes_in_before_the_limits(group: Cast) -> None:
    page = page_of(neighbour(group.ria), INVITE)
    assert 'value="beginner"' in page
    assert 'value="participant"' not in page
    assert f"{INVITE}lijst/" not in page
    assert "de groep die begint: vier tot tien mensen, van meer dan een kant" in page
    assert neighbour(group.ria).post(INVITE, BEGINNER).status_code == 302
    seat = Seat.objects.get(case=group.case, begins=True)
    assert (seat.role, seat.decides, seat.is_main_person) == (Role.PARTICIPANT, True, False)
    with unchanged(), breaks("others-after-the-freeze"):
        come_in(group, "fatima", Role.PARTICIPANT)
    with unchanged(), breaks("others-after-the-freeze"):
        come_in(group, "petra", Role.PROFESSIONAL)


def test_the_group_that_begins_has_ten_people_at_most(group: Cast) -> None:
    for number in range(10):
        begin(group, f"Buur {number}")
    with unchanged(), breaks("group-is-full"):
        begin(group, "Nog een buur")
    decline(group.case, by=Seat.objects.filter(begins=True)[0].pk, at=group.at)
    begin(group, "Nog een buur")


def test_everybody_reads_that_the_limits_were_there_first_when_they_were(group: Cast) -> None:
    told = "De grenzen stonden er eerst, gemaakt met de groep die begint."
    people = "/situatie/huize-lydia/mensen/"
    take_part(group.case, begin(group, "Bram Willems"), at=group.at)
    assert told not in page_of(neighbour(group.anna), people)
    to_preparing(group)
    for path, seat in ((people, group.anna), ("/situatie/huize-lydia/overzicht/mensen/", group.ria)):
        page = page_of(neighbour(seat), path)
        assert told in page
        assert "hoort het" not in page


def test_who_is_in_it_reads_what_that_means_and_others_see_it(group: Cast) -> None:
    bram = begin(group, "Bram Willems")
    welcome = page_of(neighbour(bram), "/situatie/huize-lydia/welkom/")
    assert "U hoort bij de groep die begint" in welcome
    assert "Bij het besluiten telt u even zwaar als ieder ander." in welcome
    take_part(group.case, bram, at=group.at)
    assert "in de groep die begint" in page_of(neighbour(group.anna), "/situatie/huize-lydia/mensen/")
    assert "U hoort bij de groep" not in page_of(neighbour(group.anna), "/situatie/huize-lydia/welkom/")
    approach = page_of(neighbour(group.anna), "/situatie/huize-lydia/aanpak/")
    assert "alleen de groep die begint: hoogstens 10 mensen" in approach


def test_a_group_begins_only_at_the_start_and_only_of_who_takes_part(group: Cast) -> None:
    with unchanged(), breaks("no-group-begins"):
        begin(group, "Petra", Role.PROFESSIONAL)
    to_preparing(group)
    with unchanged(), breaks("no-group-begins"):
        begin(group, "Nog een buur")


def test_no_group_begins_where_the_approach_does_not_say_so(
    at: datetime, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting = stop_the_clock(monkeypatch, make_case(at, approach=add_own(at)))
    with unchanged(), breaks("no-group-begins"):
        begin(starting, "Bram")
    assert 'value="beginner"' not in page_of(neighbour(starting.ria), INVITE)
    assert neighbour(starting.ria).post(INVITE, BEGINNER).status_code == 422


def test_the_journal_says_who_began_and_nothing_more_of_others(group: Cast) -> None:
    begin(group, "Bram")
    invited = JournalEntry.objects.filter(case=group.case, kind="seat-invited").order_by("number")
    assert [one.data.get("begins") for one in invited] == [None, None, True]
