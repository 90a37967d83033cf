"""Talks, first voices and opposing views: who brought what stays with the facilitator."""

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, Declaration, Seat, View, Voice, Words
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    ExceptOpposition,
    GiveVoice,
    RecordPreparation,
    Spoken,
    answer_view,
    bring_view,
    except_opposition,
    give_voice,
    record_preparation,
)
from gedragen.cases.preparing.entries import VIEW_ANSWERED, VIEW_BROUGHT
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.entries import OPPOSITION_EXCEPTED, PREPARATION_RECORDED
from gedragen.method.constitution.levels import Level
from tests.support.cast import THEIRS, Cast, as_example, invited, question_of, to_preparing
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


def conflict_of_before(cast: Cast) -> None:
    """It was a conflict before sides were asked: it goes on by the rule of then."""
    as_example(cast.case)
    set_level(cast.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=cast.ria, at=cast.at)
    Case.objects.filter(id=cast.case).update(asks_sides=False)
    forget_snapshots()


def gates(cast: Cast) -> set[str]:
    return {gate.code for gate in missing_gates(Case.objects.get(id=cast.case))}


def test_a_talk_is_recorded_with_notes_for_the_facilitator(preparing: Cast) -> None:
    with tells(preparing, PREPARATION_RECORDED):
        record_preparation(
            preparing.case,
            RecordPreparation(preparing.jan, notes="Hoort slecht.", spoken=THEIRS),
            by=preparing.ria,
            at=preparing.at,
        )
    assert Words.objects.get(text="Hoort slecht.").room.key == "private"
    with unchanged(), breaks("declared-already"):
        record_preparation(
            preparing.case, RecordPreparation(preparing.jan, spoken=THEIRS), by=preparing.ria, at=preparing.at
        )


def test_nobody_is_prepared_by_a_talk_from_before_the_limits_stood(starting: Cast) -> None:
    """Who came in before that, and may decide, is talked with afterwards: until then they lack before deciding."""
    with unchanged(), denied("not-in-this-phase"):
        record_preparation(starting.case, RecordPreparation(starting.anna), by=starting.ria, at=starting.at)
    cast = to_preparing(starting)
    assert Seat.objects.get(id=cast.anna).talked_at is None
    assert "preparation" in gates(cast)


def test_who_has_not_joined_has_not_been_prepared(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT)
    with unchanged(), breaks("has-not-joined"):
        record_preparation(preparing.case, RecordPreparation(kees, spoken=THEIRS), by=preparing.ria, at=preparing.at)


def test_an_outsider_is_not_prepared_here(preparing: Cast) -> None:
    xander = question_of("xander", preparing.at)
    with unchanged(), pytest.raises(NotFound):
        record_preparation(preparing.case, RecordPreparation(xander, spoken=THEIRS), by=preparing.ria, at=preparing.at)


@pytest.mark.parametrize("room", ["private", "circle"])
def test_a_voice_is_heard_where_its_owner_wants(preparing: Cast, room: str) -> None:
    with tells(preparing):
        give_voice(preparing.case, GiveVoice("De kas.", room=room), by=preparing.bram, at=preparing.at)
    voice = Voice.objects.get()
    assert (voice.words.room.key, voice.seat_id, voice.sealed_at) == (room, preparing.bram, None)


@pytest.mark.parametrize("room", ["open", "ballot", "information", "attic"])
def test_a_voice_is_heard_nowhere_else(preparing: Cast, room: str) -> None:
    with unchanged(), breaks("unknown-room"):
        give_voice(preparing.case, GiveVoice("De kas.", room=room), by=preparing.bram, at=preparing.at)


def test_before_anyone_took_the_question_up_there_is_no_circle_to_speak_to(starting: Cast) -> None:
    xander = question_of("xander", starting.at)
    other = Case.objects.get(seats=xander).pk
    with unchanged(), breaks("unknown-room"):
        give_voice(other, GiveVoice("Hallo?", room="circle"), by=xander, at=starting.at)


@pytest.mark.parametrize("who", ["ria", "otto", "petra"])
def test_first_voices_are_of_those_it_is_about(preparing: Cast, who: str) -> None:
    with unchanged(), denied("not-your-role"):
        give_voice(preparing.case, GiveVoice("Luister.", room="circle"), by=getattr(preparing, who), at=preparing.at)


def test_an_opposing_view_is_read_by_all_and_nobody_reads_whose_it_is(preparing: Cast) -> None:
    with tells(preparing, VIEW_BROUGHT):
        bring_view(preparing.case, BringView("Sluit het maar."), by=preparing.bram, at=preparing.at)
    words = Words.objects.get(text="Sluit het maar.")
    assert (words.room.key, words.seat) == ("circle", None)
    assert entries(preparing)[-1].by == "somebody"
    assert str(preparing.bram) not in entries(preparing)[-1].data.values()
    assert View.objects.get().brought_by_id == preparing.bram


def test_a_view_is_answered_in_the_plan(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Sluit het maar."), by=preparing.bram, at=preparing.at)
    with tells(preparing, VIEW_ANSWERED):
        answer_view(preparing.case, AnswerView(1, "Wij proberen een jaar."), by=preparing.anna, at=preparing.at)
    with unchanged(), breaks("text-has-changed"):
        answer_view(preparing.case, AnswerView(1, "Wij doen niets."), by=preparing.fatima, at=preparing.at)
    read = View.objects.get().answer_id or 0
    answer_view(
        preparing.case, AnswerView(1, "Wij proberen het twee jaar.", read=read), by=preparing.fatima, at=preparing.at
    )
    with unchanged(), breaks("answer-needs-text"):
        answer_view(preparing.case, AnswerView(1, " "), by=preparing.anna, at=preparing.at)
    with unchanged(), pytest.raises(NotFound):
        answer_view(preparing.case, AnswerView(2, "Welke?"), by=preparing.anna, at=preparing.at)


def test_a_view_needs_words(preparing: Cast) -> None:
    with unchanged(), breaks("view-needs-text"):
        bring_view(preparing.case, BringView("\n"), by=preparing.bram, at=preparing.at)


def test_at_level_conflict_deciding_waits_for_the_other_side(preparing: Cast) -> None:
    conflict_of_before(preparing)
    assert "opposing-views" in gates(preparing)
    bring_view(preparing.case, BringView("Sluit het maar."), by=preparing.bram, at=preparing.at)
    assert "opposing-views" not in gates(preparing)
    assert "views-unanswered" in gates(preparing)
    with unchanged(), breaks("view-is-yours"):
        answer_view(preparing.case, AnswerView(1, "Het gaat al dicht."), by=preparing.bram, at=preparing.at)
    answer_view(preparing.case, AnswerView(1, "Wij proberen een jaar."), by=preparing.anna, at=preparing.at)
    assert "views-unanswered" not in gates(preparing)


def test_the_other_side_is_asked_too_when_it_becomes_a_conflict_while_people_decide(deciding: Cast) -> None:
    assert "opposing-views" not in gates(deciding)
    conflict_of_before(deciding)
    assert "opposing-views" in gates(deciding)
    except_opposition(deciding.case, ExceptOpposition("Niemand is tegen."), by=deciding.ria, at=deciding.at)
    assert "opposing-views" not in gates(deciding)


def test_or_for_an_exception_that_everyone_can_read(preparing: Cast) -> None:
    conflict_of_before(preparing)
    with unchanged(), breaks("exception-needs-text"):
        except_opposition(preparing.case, ExceptOpposition(""), by=preparing.ria, at=preparing.at)
    with tells(preparing, OPPOSITION_EXCEPTED):
        except_opposition(preparing.case, ExceptOpposition("Niemand is tegen."), by=preparing.ria, at=preparing.at)
    assert "opposing-views" not in gates(preparing)
    words = Declaration.objects.get(kind="opposition_exception").words
    assert words is not None
    assert words.room.key == "open"


def test_an_exception_replaces_only_the_one_that_was_read(preparing: Cast) -> None:
    def write(text: str, read: int) -> None:
        except_opposition(preparing.case, ExceptOpposition(text, read=read), by=preparing.ria, at=preparing.at)

    write("Niemand is tegen.", 0)
    first = Declaration.objects.get(kind="opposition_exception").words_id
    with unchanged(), breaks("text-has-changed"):
        write("Wij vroegen niemand.", 0)
    write("Wij vroegen het aan allen.", first or 0)
    standing = Declaration.objects.get(kind="opposition_exception", withdrawn_at__isnull=True)
    assert standing.words is not None
    assert standing.words.text == "Wij vroegen het aan allen."


def test_a_talk_that_did_not_ask_whether_the_question_is_theirs_was_none(preparing: Cast) -> None:
    for spoken in ((), (Spoken("question_is_theirs", is_ticked=False),)):
        with unchanged(), breaks("talk-asks-this"):
            asked = RecordPreparation(preparing.jan, spoken=spoken)
            record_preparation(preparing.case, asked, by=preparing.ria, at=preparing.at)
