"""What an approach says of its rooms in time: who comes in from a stage on, and who keeps what was said at the end."""

from datetime import UTC, datetime, time, timedelta

import pytest

from gedragen.cases.declaring.queries import declarations_sheet
from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, look_back
from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.doing.queries.tasks import tasks_sheet
from gedragen.cases.due import run_due
from gedragen.cases.ending.early import StopInPreparation
from gedragen.cases.engine.erase_again import erase_again
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frame_test.queries import test_sheet as frame_test_sheet
from gedragen.cases.models import Case, CheckIn, JournalEntry, Room, Seat, Words
from gedragen.cases.plan.commands import (
    AgreeArrangement,
    AgreeSafetyNet,
    ChangeItem,
    ItemText,
    agree_arrangement,
    agree_safety_net,
    change_item,
    write_item,
)
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.store import erasure_list
from gedragen.cases.store.constitutions import add_file
from gedragen.cases.store.erasure_list import Erasure, note_erasure, read_list
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.follow_through import CheckInKind, Going
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.items import ItemKind
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.cast import Cast, end_early
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.own_file import KEYS, own_file
from tests.support.refusals import denied
from tests.support.two_sides import FILE, Sides, later, make_sides, say, to_deciding, to_preparing

APART = 'key = "apart"\n'
CIRCLE = 'key = "circle"\n'
SHARED = 'shared_with = ["professional"] # what the family agreed on, as much of it as they say\n'
PLAN = 'readers = ["participant", "facilitator", "authority", "advocate", "decider"]\n'


def sides_with(at: datetime, *changed: tuple[str, str]) -> Sides:
    """Preparing, under the approach with two sides and these lines added to its rooms."""
    file = FILE
    for line, added in changed:
        assert line in file
        file = file.replace(line, f"{line}{added}\n", 1)
    return to_preparing(make_sides(at, file=file))


def heard(sides: Sides, viewer: int, kind: str) -> list[str]:
    eyes = eyes_of(sides.case, viewer)
    return [eyes.text(one) for one in Words.objects.filter(case=sides.case, kind=kind) if eyes.text(one)]


def supporters(sides: Sides, viewer: int) -> list[str]:
    return heard(sides, viewer, "declaration")


@pytest.fixture
def waiting(db: None, at: datetime) -> Sides:
    """What the sides say apart is read from the stage "together" on. Carl has said whom he brings."""
    sides = sides_with(at, (APART, 'from = "together"'))
    say(sides, "supporter", sides.carl, "Mijn broer Bas.")
    return sides


def test_until_its_stage_a_room_is_read_by_who_wrote_there_only(waiting: Sides) -> None:
    assert supporters(waiting, waiting.carl) == ["Mijn broer Bas."]
    assert supporters(waiting, waiting.ria) == []
    assert not declarations_sheet(waiting.case, viewer=waiting.ria).others


def test_from_its_stage_on_its_readers_come_in_and_nobody_else(waiting: Sides) -> None:
    say(waiting, "supporter", waiting.hanna, "Niemand.")
    to_deciding(waiting)
    assert "Mijn broer Bas." in supporters(waiting, waiting.ria)
    assert "Mijn broer Bas." not in supporters(waiting, waiting.hanna)


def test_without_that_key_they_read_it_at_once(db: None, at: datetime) -> None:
    sides = sides_with(at)
    say(sides, "supporter", sides.carl, "Mijn broer Bas.")
    assert supporters(sides, sides.ria) == ["Mijn broer Bas."]


def ended(sides: Sides) -> Sides:
    sides.at = end_early(sides.case, StopInPreparation("Het hoeft niet meer."), by=sides.ria, at=later(sides, days=1))
    return sides


def said_everywhere(sides: Sides) -> Sides:
    say(sides, "supporter", sides.carl, "Mijn broer Bas.")
    give_voice(sides.case, GiveVoice("Ik schrok ervan.", "circle"), by=sides.aisha, at=sides.at)
    return sides


def test_what_was_said_is_kept_by_those_who_took_part_alone(db: None, at: datetime) -> None:
    kept = 'kept = "participants"'
    sides = said_everywhere(sides_with(at, (APART, kept), (CIRCLE, kept)))
    assert heard(sides, sides.ria, "voice") == ["Ik schrok ervan."]
    ended(sides)
    assert heard(sides, sides.ria, "voice") == supporters(sides, sides.ria) == []
    assert heard(sides, sides.hanna, "voice") == ["Ik schrok ervan."]
    assert supporters(sides, sides.carl) == ["Mijn broer Bas."]
    assert eyes_of(sides.case, sides.ria).name(Seat.objects.get(id=sides.hanna)) == "Hanna Smit"
    assert not read_list()


def test_what_nobody_keeps_is_erased_at_the_end_and_names_are_not(db: None, at: datetime) -> None:
    kept = 'kept = "nobody_after_close"'
    sides = said_everywhere(sides_with(at, (APART, kept), (CIRCLE, kept)))
    ended(sides)
    gone = Words.objects.filter(case=sides.case, kind__in=["voice", "declaration"])
    assert {(one.text, one.salt, one.erased_at is not None) for one in gone} == {("", "", True)}
    assert eyes_of(sides.case, sides.carl).name(Seat.objects.get(id=sides.hanna)) == "Hanna Smit"
    told = JournalEntry.objects.filter(case=sides.case, kind="room-emptied").order_by("number")
    assert {(one.data["room"], one.data["texts"]) for one in told} >= {("circle", 1)}
    assert all(one.by == "" or not one.by.isdigit() for one in told)
    assert verify_lines(export_lines(Case.objects.get(id=sides.case), at=sides.at, reads=whole)).ok


def test_what_was_erased_at_the_end_does_not_come_back_with_a_backup(db: None, at: datetime) -> None:
    sides = said_everywhere(sides_with(at, (CIRCLE, 'kept = "nobody_after_close"')))
    ended(sides)
    (erasure,) = read_list()
    Words.objects.filter(id__in=erasure.words).update(text="Ik schrok ervan.", salt="x", erased_at=None)
    erase_again(at=sides.at, everything=True)
    assert not Words.objects.filter(case=sides.case, text="Ik schrok ervan.").exists()


def test_a_room_that_says_nothing_is_read_after_the_end_as_before(db: None, at: datetime) -> None:
    sides = ended(said_everywhere(sides_with(at)))
    assert heard(sides, sides.ria, "voice") == ["Ik schrok ervan."]
    assert supporters(sides, sides.ria) == ["Mijn broer Bas."]


def test_of_very_many_texts_no_line_of_the_list_is_too_long_to_be_read(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure_list, "MOST_IN_A_LINE", 2)
    sides = sides_with(at)
    note_erasure(Case.objects.get(id=sides.case), {"seats": {7}, "words": {1, 2, 3, 4, 5}})
    listed = read_list()
    assert [(one.seats, one.words) for one in listed] == [((7,), (1, 2)), ((), (3, 4)), ((), (5,))]
    assert erasure_list.noted_length() == 3
    assert isinstance(listed[0], Erasure)


def family_with(at: datetime, *changed: tuple[str, str]) -> Family:
    file = own_file(like="family_group_conference")
    for line, becomes in changed:
        assert line in file
        file = file.replace(line, becomes, 1)
    add_file(file, "own.toml", by=None, at=at)
    family = make_family(at, approach=KEYS["family_group_conference"])
    return home.to_deciding(home.to_preparing(with_safety_frame(family)))


@pytest.fixture
def from_the_test(db: None, at: datetime) -> Family:
    """Deciding, where Arjen reads the plan only when he is asked whether it fits."""
    return family_with(at)


def test_the_authority_reads_nothing_of_the_plan_while_it_is_made(from_the_test: Family) -> None:
    home.with_plan(from_the_test)
    with denied("plan-comes-to-you"):
        plan_sheet(from_the_test.case, viewer=from_the_test.arjen)
    with denied("plan-comes-to-you"):
        item_sheet(from_the_test.case, 1, viewer=from_the_test.arjen)
    assert frame_test_sheet(from_the_test.case, viewer=from_the_test.arjen).plan == ()
    eyes = eyes_of(from_the_test.case, from_the_test.arjen)
    assert not any(eyes.text(one) for one in Words.objects.filter(case=from_the_test.case, kind__startswith="item-"))


def test_from_the_test_on_they_read_what_was_asked_and_no_earlier_text(from_the_test: Family) -> None:
    family = home.out_of_closed_time(from_the_test)
    text = ItemText("Doordeweeks bij oma", "Maandag tot vrijdag bij Truus.")
    change_item(family.case, ChangeItem(1, text, "Vrijdag kan ook.", 1), by=family.truus, at=family.at)
    open_rounds(
        family.case, OpenRounds((1,), closes_at=home.later(family, hours=1)), by=family.ria, at=at_before(family)
    )
    for seat in family.deciders:
        answer_item(family.case, AnswerItem(1, version=2, answer=Answer.YES), by=seat, at=at_before(family))
    agree_safety_net(family.case, AgreeSafetyNet("Bel Leyla."), by=family.truus, at=family.at)
    for kind in (DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS):
        agree_arrangement(family.case, AgreeArrangement(kind, "Leyla."), by=family.henk, at=family.at)
    ask_frame_test(family.case, by=family.ria, at=family.at)
    asked = (1, "Doordeweeks bij oma", "Maandag tot vrijdag bij Truus.")
    assert frame_test_sheet(family.case, viewer=family.arjen).plan == (asked,)
    eyes = eyes_of(family.case, family.arjen)
    words = Words.objects.filter(case=family.case, kind__startswith="item-").order_by("id")
    assert [eyes.text(one) for one in words if eyes.text(one)] == [asked[1], asked[2]]
    with denied("plan-comes-to-you"):
        plan_sheet(family.case, viewer=family.arjen)
    assert plan_sheet(family.case, viewer=family.sanne).items[0].version.what == asked[2]


def at_before(family: Family) -> datetime:
    return family.at - timedelta(minutes=30)


def test_both_read_what_the_authority_says_and_what_is_asked_of_them(from_the_test: Family) -> None:
    family = home.with_plan(from_the_test)
    number = ask_frame_test(family.case, by=family.ria, at=family.at)
    missing = {1: GivenVerdict(Verdict.NEEDS_INFORMATION, "Wie haalt Daan op?")}
    give_verdicts(family.case, GiveVerdicts(number, missing), by=family.arjen, at=family.at)
    for viewer in (family.sanne, family.arjen):
        (frame,) = frame_test_sheet(family.case, viewer=viewer).tests[0].frames
        assert frame.verdict is not None
        assert frame.verdict.missing == "Wie haalt Daan op?"
    met = {1: GivenVerdict(Verdict.MET)}
    give_verdicts(family.case, GiveVerdicts(number, met), by=family.arjen, at=family.at)
    offer_task(family.case, Offer(1, "Wilt u de school bellen?", family.arjen), by=family.sanne, at=family.at)
    (task,) = tasks_sheet(family.case, viewer=family.arjen).mine
    assert task.what == "Wilt u de school bellen?"


def test_who_informs_reads_the_plan_from_the_stage_that_the_file_names(db: None, at: datetime) -> None:
    readers = PLAN.replace('"advocate"', '"advocate", "professional"')
    family = family_with(
        at,
        (PLAN, f'{readers}from = "agreeing"\n'),
        (SHARED, ""),
        ('["closed", "information", "private", "counsel"]', '["closed", "information", "private", "counsel", "plan"]'),
    )
    assert Room.objects.get(case=family.case, key="plan").waits_for == "agreeing"
    with denied("plan-is-not-for-you"):
        plan_sheet(family.case, viewer=family.karin)
    assert plan_sheet(family.case, viewer=family.truus).items == ()
    for key, before in (("closed_time", "information_round"), ("agreeing", "closed_time")):
        enter_stage(family.case, EnterStage(key, expected=before), by=family.ria, at=family.at)
    assert plan_sheet(family.case, viewer=family.karin).items == ()
    back = EnterStage("information_round", expected="agreeing", reason="Nog een vraag.")
    enter_stage(family.case, back, by=family.ria, at=family.at)
    assert plan_sheet(family.case, viewer=family.karin).items == ()


def street_kept_by_nobody(at: datetime) -> Cast:
    """Carrying out. Bram said in the circle what worries him, and why something had to change first."""
    file = own_file().replace('key = "circle"', 'key = "circle"\nkept = "nobody_after_close"')
    add_file(file, "own.toml", by=None, at=at)
    cast = street.to_deciding(street.to_preparing(street.make_case(at, approach=KEYS["neighbourhood"])))
    give_voice(cast.case, GiveVoice("Ik slaap slecht.", "circle"), by=cast.bram, at=cast.at)
    return street.to_carrying_out(cast)


def shut(cast: Cast) -> int:
    """Ask whether people are done, in a round. Returns the number of that item."""
    done = write_item(cast.case, ItemText("Klaar", "Wij zijn klaar.", kind=ItemKind.CLOSING), by=cast.anna, at=cast.at)
    open_rounds(cast.case, OpenRounds((done,), cast.at + timedelta(days=1)), by=cast.ria, at=cast.at)
    return done


def test_also_when_the_people_close_it_themselves(db: None, at: datetime) -> None:
    cast = street_kept_by_nobody(at)
    street.everyone_says_yes(cast, item=shut(cast))
    assert Case.objects.get(id=cast.case).closed_at is not None
    assert Words.objects.get(case=cast.case, kind="voice").text == ""
    assert read_list()[-1].words
    assert plan_sheet(cast.case, viewer=cast.anna).items[0].version.what == street.ITEMS[0].what


def test_what_was_still_shut_is_erased_with_it_and_never_read(db: None, at: datetime) -> None:
    """A day to look back is under way when it ends: what was answered there would have been read in the circle."""
    cast = street_kept_by_nobody(at)
    due = CheckIn.objects.filter(case=cast.case, kind=CheckInKind.REVIEW).order_by("due_on")[0]
    cast.at = datetime.combine(due.due_on, time(12), tzinfo=UTC)
    run_due(at=cast.at)
    how = LookBack(due.number, {1: ItemGoing(Going.NOT_WELL, "Het lekt weer.")})
    look_back(cast.case, how, by=cast.bram, at=cast.at)
    assert Words.objects.filter(case=cast.case, text="Het lekt weer.").exists()
    street.everyone_says_yes(cast, item=shut(cast))
    run_due(at=cast.at + timedelta(days=40))
    assert not Words.objects.filter(case=cast.case, text="Het lekt weer.").exists()
