"""The one door: access first, everything or nothing, always told to the journal, a form only once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gedragen.access.doing import Action, NotFound
from gedragen.cases.ending.commands import StopOwnCase, stop_own_case
from gedragen.cases.engine.change import CLOCK, AlreadyDone, By, NothingRecorded, WrongMode, change_case, own_act
from gedragen.cases.models import Case, JournalEntry, OnceToken, Voice
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.preparing.entries import VIEW_BROUGHT
from gedragen.cases.starting.commands.opening import Introduce, SetLevel, introduce, set_level
from gedragen.cases.starting.entries import CASE_INTRODUCED, LEVEL_SET
from gedragen.method.constitution.levels import Level
from tests.support.cast import INTRODUCTION, Cast, as_example, make_case, question_of
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import Family
from tests.support.refusals import breaks, denied


def test_an_outsider_finds_nothing(starting: Cast) -> None:
    xander = question_of("xander", starting.at)
    with unchanged(), pytest.raises(NotFound):
        set_level(starting.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=xander, at=starting.at)


def test_a_case_that_does_not_exist_is_not_found(starting: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        set_level(starting.case + 999, SetLevel(Level.CONFLICT, was=Level.TENSION), by=starting.ria, at=starting.at)


def test_who_was_erased_is_an_outsider(preparing: Cast) -> None:
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    with unchanged(), pytest.raises(NotFound):
        give_voice(preparing.case, GiveVoice("Ik was er nog.", room="circle"), by=preparing.bram, at=preparing.at)


def test_an_insider_without_the_role_is_refused_with_the_reason(starting: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        introduce(starting.case, Introduce(INTRODUCTION, read=0), by=starting.anna, at=starting.at)


def test_what_is_refused_halfway_leaves_nothing_behind(starting: Cast) -> None:
    with (
        unchanged(),
        breaks("needs-title"),
        change_case(starting.case, Action.INTRODUCE, by=starting.ria, at=starting.at, once="a") as change,
    ):
        change.write("open", "title", "Half werk")
        change.record(CASE_INTRODUCED)
        untitled, read = replace(INTRODUCTION, title=""), change.case.title_id or 0
        introduce(starting.case, Introduce(untitled, read=read), by=starting.ria, at=starting.at)


def change_in_silence(cast: Cast) -> None:
    with change_case(cast.case, Action.INTRODUCE, by=cast.ria, at=cast.at) as change:
        change.write("open", "title", "Stil")


def test_a_shared_act_that_tells_the_journal_nothing_fails(starting: Cast) -> None:
    with unchanged(), pytest.raises(NothingRecorded):
        change_in_silence(starting)


def speak_aloud(cast: Cast) -> None:
    with own_act(cast.case, Action.GIVE_VOICE, by=cast.anna, at=cast.at) as change:
        change.record(VIEW_BROUGHT)


def test_an_own_act_tells_the_journal_nothing(preparing: Cast) -> None:
    with tells(preparing):
        give_voice(preparing.case, GiveVoice("De kas.", room="circle"), by=preparing.anna, at=preparing.at)
    with unchanged(), pytest.raises(WrongMode):
        speak_aloud(preparing)


def test_own_and_shared_acts_are_not_mixed_up(preparing: Cast) -> None:
    with (
        pytest.raises(WrongMode),
        change_case(preparing.case, Action.GIVE_VOICE, by=preparing.anna, at=preparing.at),
    ):
        pass
    with pytest.raises(WrongMode), own_act(preparing.case, Action.INVITE, by=preparing.ria, at=preparing.at):
        pass


def enter(cast: Cast, action: Action, by: By) -> None:
    with change_case(cast.case, action, by=by, at=cast.at):
        raise AssertionError("nobody gets this far")


def test_nobody_acts_as_time_and_time_acts_as_nobody(deciding: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        enter(deciding, Action.END_TERM, deciding.ria)
    with unchanged(), denied("not-your-role"):
        enter(deciding, Action.MOVE_ON, CLOCK)


def test_a_form_that_is_sent_twice_works_once(preparing: Cast) -> None:
    give_voice(preparing.case, GiveVoice("De kas.", room="circle"), by=preparing.anna, at=preparing.at, once="form 1")
    with unchanged(), pytest.raises(AlreadyDone):
        give_voice(
            preparing.case, GiveVoice("De kas.", room="circle"), by=preparing.anna, at=preparing.at, once="form 1"
        )
    assert Voice.objects.count() == 1


def test_a_token_belongs_to_one_seat(preparing: Cast) -> None:
    for seat in (preparing.anna, preparing.bram):
        give_voice(preparing.case, GiveVoice("De kas.", room="circle"), by=seat, at=preparing.at, once="form 1")
    assert OnceToken.objects.count() == 2


def test_a_form_that_was_refused_can_be_mended_and_sent_again(preparing: Cast) -> None:
    with unchanged(), breaks("voice-needs-text"):
        give_voice(preparing.case, GiveVoice(" ", room="circle"), by=preparing.anna, at=preparing.at, once="form 1")
    give_voice(preparing.case, GiveVoice("De kas.", room="circle"), by=preparing.anna, at=preparing.at, once="form 1")
    assert Voice.objects.count() == 1


def test_a_double_click_that_ended_the_case_is_done_and_not_refused(family_deciding: Family) -> None:
    def end() -> None:
        stop_own_case(
            family_deciding.case, StopOwnCase(), by=family_deciding.sanne, at=family_deciding.at, once="form 1"
        )

    end()
    with unchanged(), pytest.raises(AlreadyDone):
        end()


def test_the_journal_never_goes_back_in_time(preparing: Cast) -> None:
    early = preparing.at - timedelta(minutes=5)
    as_example(preparing.case)
    set_level(preparing.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=preparing.ria, at=early)
    moments = [entry.at for entry in entries(preparing)]
    assert moments == sorted(moments)


def test_every_entry_carries_the_hash_of_the_one_before(carrying_out: Cast) -> None:
    found, case = entries(carrying_out), Case.objects.get(id=carrying_out.case)
    assert [entry.number for entry in found] == list(range(1, len(found) + 1))
    assert [entry.previous for entry in found] == ["", *(entry.hash for entry in found[:-1])]
    assert (case.journal_number, case.journal_head) == (len(found), found[-1].hash)


def test_two_cases_have_two_journals(starting: Cast) -> None:
    other = make_case(starting.at)
    as_example(other.case)
    with tells(starting):
        set_level(other.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=other.ria, at=other.at)
    assert JournalEntry.objects.filter(case=other.case).last().kind == LEVEL_SET  # type: ignore[union-attr]
