"""Closed time: drafts only, locked, ended by those inside; outside one learns that it is closed, and until when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag

from gedragen.access.doing import NotFound
from gedragen.cases.closed_time.commands import (
    BringOut,
    ChangeDraft,
    DraftText,
    EndClosedTime,
    OpenClosedTime,
    RemoveDraft,
    WriteDraft,
    bring_out,
    change_draft,
    end_closed_time,
    open_closed_time,
    remove_draft,
    write_draft,
)
from gedragen.cases.closed_time.entries import CLOSED_TIME_OPENED
from gedragen.cases.closed_time.queries import closed_time_sheet, draft_sheet
from gedragen.cases.engine.change import AlreadyDone
from gedragen.cases.mine.queries import mine_sheet
from gedragen.cases.models import Draft, ItemVersion, Photo, Room, Seat, Words
from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.rounds.entries import ROUND_OPENED
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.starting.entries import STAGE_ENTERED
from gedragen.cases.store.entries import CLOSED_TIME_ENDED, ITEM_WRITTEN
from gedragen.cases.store.room_keys import unlock
from gedragen.cases.store.words import digest_of
from tests.support.cast import Cast
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import (
    DRAFTS,
    SAID_INSIDE,
    Family,
    come_in,
    into_closed_time,
    later,
    out_of_closed_time,
    with_rounds,
)
from tests.support.paper import photo
from tests.support.refusals import breaks, denied

OUTSIDE = ("ria", "arjen", "karin")
TEXT = DraftText("Bellen", "Elke avond om zeven uur.")


@pytest.fixture
def inside(family_deciding: Family) -> Family:
    return into_closed_time(family_deciding)


def write(family: Family, seat: int, text: DraftText = TEXT, *, once: str = "") -> int:
    return write_draft(family.case, WriteDraft(family.room, text), by=seat, at=family.at, once=once)


def titles(family: Family, seat: int) -> list[str]:
    return [draft.title for draft in closed_time_sheet(family.case, viewer=seat).drafts]


def test_not_even_a_digest_leaves_the_room(inside: Family) -> None:
    write(inside, inside.sanne)
    locked = Words.objects.exclude(cipher=b"").latest("pk")
    with pytest.raises(ValueError, match="leaves a closed room"):
        digest_of(locked)


def test_the_journal_tells_that_it_opened_and_ended_and_nothing_else(family_deciding: Family) -> None:
    with tells(family_deciding, STAGE_ENTERED, CLOSED_TIME_OPENED):
        into_closed_time(family_deciding)
        remove_draft(family_deciding.case, RemoveDraft(1, 2), by=family_deciding.henk, at=family_deciding.at)
    with tells(family_deciding, CLOSED_TIME_ENDED, STAGE_ENTERED):
        end_closed_time(family_deciding.case, EndClosedTime(1), by=family_deciding.daan, at=family_deciding.at)
    (ended,) = entries(family_deciding, CLOSED_TIME_ENDED)
    assert (ended.by, ended.data) == ("somebody", {"room": 1})


@pytest.mark.parametrize("name", OUTSIDE)
def test_outside_one_sees_since_when_and_until_when(inside: Family, name: str) -> None:
    sheet = closed_time_sheet(inside.case, viewer=getattr(inside, name))
    assert sheet.running is not None
    assert (sheet.running.opened_at < sheet.running.until, sheet.running.i_am_in) == (True, False)
    assert sheet.drafts == ()
    with pytest.raises(NotFound):
        draft_sheet(inside.case, 1, 1, viewer=getattr(inside, name))


@pytest.mark.parametrize("name", ["sanne", "daan", "truus", "henk", "leyla", "joke"])
def test_inside_one_reads_what_lies_on_the_table(inside: Family, name: str) -> None:
    assert titles(inside, getattr(inside, name)) == [draft.title for draft in DRAFTS]


def test_an_advocate_by_profession_stays_outside(inside: Family) -> None:
    Seat.objects.filter(id=inside.joke).update(circle="professional")
    assert titles(inside, inside.joke) == []


@pytest.mark.parametrize("name", [*OUTSIDE, "joke"])
def test_only_those_inside_write(inside: Family, name: str) -> None:
    with unchanged(), denied("not-your-role"):
        write(inside, getattr(inside, name))


def test_nothing_that_is_said_inside_stands_in_a_table(inside: Family) -> None:
    for words in Words.objects.filter(case=inside.case, room__is_closed=True):
        assert (words.text, words.salt) == ("", "")
        assert not any(said.encode() in bytes(words.cipher) for said in SAID_INSIDE)


def test_what_is_kept_opens_in_its_own_row_and_its_own_room_only(inside: Family) -> None:
    first, second = Draft.objects.order_by("number")
    room = Room.objects.get(case=inside.case, is_closed=True)
    assert unlock(room, f"words:{first.text_id}", bytes(first.text.cipher)).decode() == DRAFTS[0].text
    with pytest.raises(InvalidTag):
        unlock(room, f"words:{second.text_id}", bytes(first.text.cipher))
    end_closed_time(inside.case, EndClosedTime(1), by=inside.sanne, at=inside.at)
    open_closed_time(
        inside.case, OpenClosedTime(until=later(inside, hours=4)), by=inside.ria, at=inside.at - timedelta(hours=1)
    )
    with pytest.raises(InvalidTag):
        unlock(Room.objects.get(number=2), f"words:{first.text_id}", bytes(first.text.cipher))


def test_a_draft_can_be_changed_by_anyone_inside_and_never_unseen(inside: Family) -> None:
    change_draft(inside.case, ChangeDraft(1, 1, TEXT, version=1), by=inside.daan, at=inside.at)
    assert titles(inside, inside.sanne)[0] == TEXT.title
    with unchanged(), breaks("item-has-changed"):
        change_draft(inside.case, ChangeDraft(1, 1, DRAFTS[0], version=1), by=inside.truus, at=inside.at)


def test_of_a_draft_that_was_removed_or_replaced_nothing_stays(inside: Family) -> None:
    change_draft(inside.case, ChangeDraft(1, 1, TEXT, version=1), by=inside.daan, at=inside.at)
    remove_draft(inside.case, RemoveDraft(1, 1), by=inside.henk, at=inside.at)
    remove_draft(inside.case, RemoveDraft(1, 2), by=inside.henk, at=inside.at)
    assert not Words.objects.filter(room__is_closed=True).exists()


def test_a_number_is_not_used_twice_in_a_row(inside: Family) -> None:
    remove_draft(inside.case, RemoveDraft(1, 1), by=inside.henk, at=inside.at)
    assert write(inside, inside.sanne) == 3


def test_when_they_have_come_out_nothing_changes_inside(inside: Family) -> None:
    end_closed_time(inside.case, EndClosedTime(1), by=inside.sanne, at=inside.at)
    for act in (
        lambda: write(inside, inside.sanne),
        lambda: change_draft(inside.case, ChangeDraft(1, 1, TEXT, version=1), by=inside.sanne, at=inside.at),
        lambda: remove_draft(inside.case, RemoveDraft(1, 1), by=inside.sanne, at=inside.at),
        lambda: end_closed_time(inside.case, EndClosedTime(1), by=inside.truus, at=inside.at),
    ):
        with unchanged(), breaks("closed-time-is-over"):
            act()
    assert titles(inside, inside.truus) == [draft.title for draft in DRAFTS]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_ends_it(inside: Family, name: str) -> None:
    with unchanged(), denied("not-your-role"):
        end_closed_time(inside.case, EndClosedTime(1), by=getattr(inside, name), at=inside.at)


def test_it_stays_theirs_after_the_announced_moment(inside: Family) -> None:
    later(inside, days=1)
    assert write(inside, inside.henk) == 3


def test_nothing_comes_out_while_they_are_inside(inside: Family) -> None:
    with unchanged(), breaks("closed-time-is-running"):
        bring_out(inside.case, BringOut(1, (1,)), by=inside.sanne, at=inside.at)


def test_what_they_choose_becomes_an_item_and_the_rest_stays_inside(inside: Family) -> None:
    end_closed_time(inside.case, EndClosedTime(1), by=inside.sanne, at=inside.at)
    with tells(inside, ITEM_WRITTEN):
        assert bring_out(inside.case, BringOut(1, (1,)), by=inside.truus, at=inside.at) == [1]
    version = ItemVersion.objects.select_related("what__room").get()
    assert (version.what.room.key, version.what.text) == ("plan", DRAFTS[0].text)
    with unchanged(), breaks("draft-is-out"):
        bring_out(inside.case, BringOut(1, (1,)), by=inside.sanne, at=inside.at)
    assert SAID_INSIDE[0] not in "".join(Words.objects.values_list("text", flat=True))


def test_bringing_out_asks_for_something_that_is_there(inside: Family) -> None:
    end_closed_time(inside.case, EndClosedTime(1), by=inside.sanne, at=inside.at)
    with unchanged(), breaks("no-drafts-chosen"):
        bring_out(inside.case, BringOut(1, ()), by=inside.sanne, at=inside.at)
    for room, draft in ((1, 9), (2, 1)):
        with unchanged(), pytest.raises(NotFound):
            bring_out(inside.case, BringOut(room, (draft,)), by=inside.sanne, at=inside.at)


def test_who_does_not_decide_writes_along_and_brings_nothing_out(inside: Family) -> None:
    Seat.objects.filter(id=inside.daan).update(decides=False)
    write(inside, inside.daan)
    end_closed_time(inside.case, EndClosedTime(1), by=inside.daan, at=inside.at)
    with unchanged(), denied("needs-decides"):
        bring_out(inside.case, BringOut(1, (1,)), by=inside.daan, at=inside.at)


def test_one_at_a_time_and_until_a_moment_that_is_still_to_come(family_deciding: Family) -> None:
    at = family_deciding.at
    with unchanged(), breaks("closed-time-must-end-later"):
        open_closed_time(family_deciding.case, OpenClosedTime(until=at), by=family_deciding.ria, at=at)
    into_closed_time(family_deciding)
    with unchanged(), breaks("closed-time-is-running"):
        open_closed_time(
            family_deciding.case, OpenClosedTime(until=later(family_deciding, hours=9)), by=family_deciding.ria, at=at
        )


def test_no_round_opens_over_people_who_are_among_themselves(family_deciding: Family) -> None:
    family = out_of_closed_time(family_deciding)
    open_closed_time(family.case, OpenClosedTime(until=family.at + timedelta(hours=1)), by=family.ria, at=family.at)
    with unchanged(), denied("room-is-shut"):
        with_rounds(family)
    later(family, hours=1)
    enter_stage(family.case, EnterStage("agreeing", expected="closed_time"), by=family.ria, at=family.at)
    with tells(family, ROUND_OPENED):
        closes_at = family.at + timedelta(hours=1)
        open_rounds(family.case, OpenRounds((1,), closes_at=closes_at), by=family.ria, at=family.at)


def test_who_comes_in_later_reads_nothing_of_it_and_brings_nothing_out(inside: Family) -> None:
    end_closed_time(inside.case, EndClosedTime(1), by=inside.sanne, at=inside.at)
    later(inside, minutes=1)
    mien = come_in(inside, "mien")
    assert titles(inside, mien) == []
    for draft in (1, 9):
        with unchanged(), pytest.raises(NotFound):
            bring_out(inside.case, BringOut(1, (draft,)), by=mien, at=inside.at)


def test_when_each_of_them_wrote_is_not_kept(inside: Family) -> None:
    room = Room.objects.get(case=inside.case, is_closed=True)
    with_photo = replace(TEXT, photo=photo())
    write_draft(inside.case, WriteDraft(1, with_photo), by=inside.henk, at=later(inside, minutes=7))
    assert set(Words.objects.filter(room=room).values_list("written_at", flat=True)) == {room.opened_at}
    assert set(Photo.objects.filter(room=room).values_list("at", flat=True)) == {room.opened_at}


def test_who_leaves_reads_nothing_of_it_any_more(inside: Family) -> None:
    decline(inside.case, by=inside.henk, at=inside.at)
    with denied("join-first"):
        closed_time_sheet(inside.case, viewer=inside.henk)
    assert not any(SAID_INSIDE[0] in text.text for text in mine_sheet(inside.case, viewer=inside.henk).texts)


def test_ones_own_data_show_what_one_wrote_there_oneself(inside: Family) -> None:
    texts = [kept.text for kept in mine_sheet(inside.case, viewer=inside.truus).texts]
    assert DRAFTS[1].text in texts
    assert DRAFTS[0].text not in texts


def test_forgetting_somebody_forgets_what_they_wrote_there(inside: Family) -> None:
    erase_me(inside.case, by=inside.truus, at=inside.at)
    assert titles(inside, inside.sanne) == [DRAFTS[0].title]
    assert all(words.cipher == b"" for words in Words.objects.filter(seat=inside.truus))


def test_another_room_cannot_be_named_from_outside(inside: Family) -> None:
    with unchanged(), breaks("unknown-room"):
        give_voice(inside.case, GiveVoice("Hallo", room="closed-1"), by=inside.sanne, at=inside.at)


def test_a_double_click_puts_one_draft_on_the_table(inside: Family) -> None:
    write(inside, inside.sanne, once="a")
    with pytest.raises(AlreadyDone):
        write(inside, inside.sanne, once="a")
    assert Draft.objects.count() == 3


def test_a_neighbourhood_has_no_closed_time(deciding: Cast) -> None:
    with unchanged(), denied("needs-closed-time"):
        open_closed_time(
            deciding.case, OpenClosedTime(until=deciding.at + timedelta(hours=1)), by=deciding.ria, at=deciding.at
        )
    with unchanged(), denied("needs-closed-time"):
        write_draft(deciding.case, WriteDraft(1, TEXT), by=deciding.anna, at=deciding.at)
