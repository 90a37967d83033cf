"""The journal of a case that lived: it verifies, tells no name and no private text, and shows what was public."""

import json
from datetime import timedelta

import pytest

from gedragen.cases.doing.commands.follow_through import RecordCall, record_call
from gedragen.cases.due import run_due
from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.models import Case, JournalEntry, Words
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.preparing.commands.preparation import BringView, GiveVoice, bring_view, give_voice
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.cases.preparing.entries import VIEW_BROUGHT
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, TakeBack, answer_on_behalf, take_back
from gedragen.cases.rounds.commands.rounds import BringObjection, bring_objection
from gedragen.cases.starting.entries import FRAMES_FROZEN
from gedragen.cases.store.entries import FRAME_CHANGED
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer
from tests.support.cast import (
    FIRE_FRAME,
    FRAMES,
    NAMES,
    Cast,
    answer,
    late_law,
    later,
    mail_of,
    make_case,
    with_items,
    with_rounds,
)
from tests.support.dump import entries

VOICE, VIEW, REASON, FEAR = "Ik slaap er slecht van.", "Sluit het maar.", "Te duur voor mij.", "Iemand is bang."
KEES, PHONE, PAY, CALL = "Kees Kuiper", "06-11111111", "Wat verdient de beheerder?", "Jan is ziek."
WHY = "Ik ben verhuisd."


def export(cast: Cast) -> list[str]:
    case = Case.objects.get(id=cast.case)
    return list(export_lines(case, at=cast.at + timedelta(hours=1), reads=whole))


@pytest.fixture
def lived(carrying_out: Cast) -> Cast:
    """A case in which people said what is nobody else's business."""
    cast = carrying_out
    give_voice(cast.case, GiveVoice(VOICE, room="circle"), by=cast.bram, at=cast.at)
    nominate(cast.case, Nominate(name=KEES, contact=PHONE, concern=VOICE), by=cast.anna, at=cast.at)
    ask_question(cast.case, AskQuestion(PAY), by=cast.anna, at=cast.at)
    record_call(cast.case, RecordCall(1, CALL), by=cast.ria, at=cast.at)
    take_back(cast.case, TakeBack(1, because=WHY), by=cast.jan, at=cast.at)
    answer(cast, cast.fatima, Answer.OBJECTION, reason=REASON)
    bring_objection(cast.case, BringObjection(3, FEAR), by=cast.ria, at=cast.at)
    spoken = [SpokenAnswer(3, seat, Answer.OBJECTION, REASON) for seat in (cast.anna, cast.bram, cast.jan)]
    answer_on_behalf(cast.case, AnswerOnBehalf(tuple(spoken)), by=cast.ria, at=cast.at)
    run_due(at=later(cast, hours=1))
    return cast


def test_a_case_that_lived_verifies(lived: Cast) -> None:
    found = verify_lines(export(lived))
    assert (found.ok, found.entries) == (True, len(entries(lived)))
    assert found.head == Case.objects.get(id=lived.case).journal_head


def test_no_name_and_no_address_is_in_the_journal(lived: Cast) -> None:
    text = "".join(export(lived))
    people = [name for who, name in NAMES.items() if who != "xander"]
    for secret in [*people, *(mail_of(who) for who in NAMES), KEES, PHONE]:
        assert secret not in text


def test_no_text_of_a_room_that_is_not_public_is_in_the_journal(lived: Cast) -> None:
    text = "".join(export(lived))
    private = Words.objects.filter(case=lived.case, room__is_public=False).values_list("text", flat=True)
    assert {VOICE, REASON, FEAR, PAY, CALL, WHY} <= set(private)
    assert [secret for secret in private if json.dumps(secret, ensure_ascii=False)[1:-1] in text] == []


def test_no_salt_of_a_private_text_is_in_the_journal(lived: Cast) -> None:
    text = "".join(export(lived))
    private = Words.objects.filter(case=lived.case, room__is_public=False).values_list("salt", flat=True)
    assert [salt for salt in private if salt in text] == []


def test_who_brought_an_opposing_view_cannot_be_told_from_the_journal(preparing: Cast) -> None:
    bring_view(preparing.case, BringView(VIEW), by=preparing.bram, at=preparing.at)
    told = entries(preparing, VIEW_BROUGHT)[0]
    assert (told.by, set(told.data)) == ("somebody", {"view", "words"})


def test_an_open_round_leaves_no_trace_of_its_answers(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    before = export(deciding)[:-1]
    answer(deciding, deciding.anna)
    answer(deciding, deciding.fatima, Answer.OBJECTION, reason=REASON)
    bring_objection(deciding.case, BringObjection(1, FEAR), by=deciding.ria, at=deciding.at)
    assert export(deciding)[:-1] == before


def test_what_was_frozen_can_be_read_by_anyone(preparing: Cast) -> None:
    opened = [json.loads(line).get("opened", {}) for line in export(preparing)]
    texts = {text["text"] for one in opened for text in one.values()}
    assert {frame.text for frame in FRAMES} | {frame.question for frame in FRAMES} <= texts


def test_a_frame_added_after_the_freeze_shows_for_ever(preparing: Cast) -> None:
    change_frame(preparing.case, late_law(preparing), by=preparing.otto, at=preparing.at)
    kinds = [json.loads(line).get("kind") for line in export(preparing)]
    assert kinds.index(FRAMES_FROZEN) < kinds.index(FRAME_CHANGED)
    assert FIRE_FRAME.text in "".join(export(preparing))


def test_an_altered_row_in_the_database_is_found(lived: Cast) -> None:
    entry = JournalEntry.objects.get(case=lived.case, number=7)
    JournalEntry.objects.filter(pk=entry.pk).update(by="9")
    found = verify_lines(export(lived))
    assert (found.ok, found.code, found.line) == (False, "altered", 7)


def test_a_public_text_altered_in_the_database_no_longer_opens(lived: Cast) -> None:
    Words.objects.filter(case=lived.case, text=FRAMES[1].text).update(text="Er komt wel extra geld.")
    assert "wel extra geld" not in "".join(export(lived))
    assert verify_lines(export(lived)).ok


def test_a_journal_grows_and_keeps_what_was_noted(lived: Cast) -> None:
    before = verify_lines(export(lived))
    give_voice(lived.case, GiveVoice("Nog iets.", room="circle"), by=lived.bram, at=lived.at)
    run_due(at=later(lived, hours=1))
    after = verify_lines(export(lived), noted_head=before.head)
    assert (after.ok, after.head_found, after.entries) == (True, True, before.entries + 1)


def test_the_journal_of_one_case_is_not_that_of_another(starting: Cast) -> None:
    other = make_case(starting.at)
    heads = [verify_lines(export(cast)).head for cast in (starting, other)]
    assert heads[0] != heads[1]
    assert not verify_lines(export(other), noted_head=heads[0]).ok
