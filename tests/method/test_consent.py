"""When an item passes: the table of the design row by row, and what holds for any answers at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.consent import (
    CALLS_UP_TO,
    Answer,
    Calls,
    Outcome,
    Parties,
    Ways,
    check_spoken,
    check_try,
    is_carried_by_most,
    is_known,
    lets_pass,
    outcome,
    to_be_called,
    to_try,
)
from tests.method.few import few
from tests.support.refusals import breaks

YES, NO, LEFT = Answer.YES, Answer.OBJECTION, Answer.ABSTENTION
ANNA, BRAM, FATIMA = 1, 2, 3
ALL = (ANNA, BRAM, FATIMA)
Answers = dict[int, Answer]


def came_to(
    answers: Answers,
    *,
    bound: tuple[int, ...] = (),
    deciders: tuple[int, ...] = ALL,
    unnamed: int = 0,
    over: bool = False,
    parties: Parties | None = None,
    main_persons: tuple[int, ...] | None = None,
    unknown: tuple[int, ...] = (),
) -> Outcome:
    return outcome(
        answers,
        deciders=deciders,
        bound=bound,
        unnamed_objections=unnamed,
        calls=dict.fromkeys(deciders, Calls(reached=True)) if over else None,
        parties=parties,
        main_persons=main_persons,
        unknown=unknown,
    )


# answers of Anna, Bram and Fatima; who is bound; whether the extra days are over; what it comes to
TABLE = {
    "one no: the circle changes the item": ({ANNA: YES, BRAM: NO, FATIMA: YES}, (), False, Outcome.OBJECTED),
    "one no while others are silent": ({BRAM: NO}, (), False, Outcome.OBJECTED),
    "a no of somebody who is bound": ({ANNA: YES, BRAM: NO, FATIMA: YES}, (BRAM,), False, Outcome.OBJECTED),
    "everyone says yes": ({ANNA: YES, BRAM: YES, FATIMA: YES}, (BRAM,), False, Outcome.PASSED),
    "the bound say yes, the rest leave it to the group": (
        {ANNA: LEFT, BRAM: YES, FATIMA: LEFT},
        (BRAM,),
        False,
        Outcome.PASSED,
    ),
    "nobody is bound, one yes, the rest leave it": ({ANNA: YES, BRAM: LEFT, FATIMA: LEFT}, (), False, Outcome.PASSED),
    "somebody bound leaves it to the group": (
        {ANNA: YES, BRAM: LEFT, FATIMA: YES},
        (BRAM,),
        False,
        Outcome.WAITS_FOR_BOUND,
    ),
    "somebody bound is silent": ({ANNA: YES, FATIMA: YES}, (BRAM,), False, Outcome.WAITS_FOR_BOUND),
    "somebody bound still has not said yes": ({ANNA: YES, FATIMA: YES}, (BRAM,), True, Outcome.NOT_PASSED),
    "others are silent: seven more days": ({ANNA: YES, BRAM: YES}, (BRAM,), False, Outcome.WAITS_FOR_SILENT),
    "others stay silent: decided without them": ({ANNA: YES, BRAM: YES}, (BRAM,), True, Outcome.PASSED),
    "nobody says yes": ({ANNA: LEFT, BRAM: LEFT, FATIMA: LEFT}, (), False, Outcome.NOT_PASSED),
    "nobody says anything, at first": ({}, (), False, Outcome.WAITS_FOR_SILENT),
    "nobody says anything, ever": ({}, (), True, Outcome.TOO_FEW),
    "one of three answers": ({ANNA: YES}, (), True, Outcome.TOO_FEW),
    "one of three answers, with no": ({ANNA: NO}, (), True, Outcome.OBJECTED),
    "somebody bound is silent among few answers": ({ANNA: YES}, (BRAM,), True, Outcome.NOT_PASSED),
}


@pytest.mark.parametrize(("answers", "bound", "over", "expected"), TABLE.values(), ids=TABLE.keys())
def test_when_an_item_passes(answers: Answers, bound: tuple[int, ...], over: bool, expected: Outcome) -> None:
    assert came_to(answers, bound=bound, over=over) is expected


HARMED, CAUSED = "harmed", "caused"
SIDES = Parties({ANNA: HARMED, BRAM: CAUSED}, frozenset({HARMED, CAUSED}))
# answers of Anna and Bram, who are each on a side, and of Fatima, who is on none; whether the extra days are over
PARTIES = {
    "everybody of every side says yes": ({ANNA: YES, BRAM: YES, FATIMA: LEFT}, False, Outcome.PASSED),
    "somebody of a side leaves it to the group": ({ANNA: YES, BRAM: LEFT, FATIMA: YES}, False, Outcome.NOT_PASSED),
    "somebody of a side is silent": ({ANNA: YES, FATIMA: YES}, False, Outcome.WAITS_FOR_SILENT),
    "somebody of a side stays silent": ({ANNA: YES, FATIMA: YES}, True, Outcome.NOT_PASSED),
    "who is on no side stays silent": ({ANNA: YES, BRAM: YES}, True, Outcome.PASSED),
    "a no of who is on no side": ({ANNA: YES, BRAM: YES, FATIMA: NO}, True, Outcome.OBJECTED),
}


@pytest.mark.parametrize(("answers", "over", "expected"), PARTIES.values(), ids=PARTIES.keys())
def test_where_every_side_must_agree(answers: Answers, over: bool, expected: Outcome) -> None:
    assert came_to(answers, over=over, parties=SIDES) is expected


def test_without_anybody_of_a_required_side_nothing_passes() -> None:
    one_side = Parties({ANNA: HARMED}, frozenset({HARMED, CAUSED}))
    assert came_to({ANNA: YES}, deciders=(ANNA,), parties=one_side) is Outcome.NOT_PASSED


def test_where_every_side_must_agree_whoever_is_bound_says_yes_themselves() -> None:
    waits = came_to({ANNA: YES, BRAM: YES}, bound=(FATIMA,), parties=SIDES)
    assert waits is Outcome.WAITS_FOR_BOUND


# answers; who is bound; whether the extra days are over; what it comes to where Anna decides, and the others advise
MAIN_PERSON = {
    "Anna says yes, and the others say nothing": ({ANNA: YES}, (), False, Outcome.PASSED),
    "Anna says yes, and somebody advises against it": ({ANNA: YES, BRAM: NO}, (), False, Outcome.PASSED),
    "Anna says yes, and who will carry it says yes": ({ANNA: YES, BRAM: YES}, (BRAM,), False, Outcome.PASSED),
    "who will carry it is silent": ({ANNA: YES}, (BRAM,), False, Outcome.WAITS_FOR_BOUND),
    "who will carry it stays silent": ({ANNA: YES}, (BRAM,), True, Outcome.NOT_PASSED),
    "who will carry it leaves it to the group": ({ANNA: YES, BRAM: LEFT}, (BRAM,), True, Outcome.NOT_PASSED),
    "a no of who will carry it": ({ANNA: YES, BRAM: NO}, (BRAM,), False, Outcome.OBJECTED),
    "Anna says no": ({ANNA: NO, BRAM: YES, FATIMA: YES}, (BRAM,), False, Outcome.OBJECTED),
    "Anna is silent": ({BRAM: YES, FATIMA: YES}, (), False, Outcome.WAITS_FOR_BOUND),
    "Anna stays silent": ({BRAM: YES, FATIMA: YES}, (), True, Outcome.NOT_PASSED),
    "Anna leaves it to the group": ({ANNA: LEFT, BRAM: YES, FATIMA: YES}, (), True, Outcome.NOT_PASSED),
}


@pytest.mark.parametrize(("answers", "bound", "over", "expected"), MAIN_PERSON.values(), ids=MAIN_PERSON.keys())
def test_where_the_main_person_decides(answers: Answers, bound: tuple[int, ...], over: bool, expected: Outcome) -> None:
    assert came_to(answers, bound=bound, over=over, main_persons=(ANNA,)) is expected


def test_of_more_than_one_main_person_each_says_yes() -> None:
    assert came_to({ANNA: YES}, over=True, main_persons=(ANNA, BRAM)) is Outcome.NOT_PASSED
    assert came_to({ANNA: YES, BRAM: YES}, main_persons=(ANNA, BRAM)) is Outcome.PASSED


def test_without_a_main_person_nothing_passes_where_they_decide() -> None:
    everyone = dict.fromkeys(ALL, YES)
    assert came_to(everyone, bound=(BRAM,), main_persons=()) is Outcome.NOT_PASSED
    assert came_to(everyone, deciders=(BRAM, FATIMA), over=True, main_persons=(ANNA,)) is Outcome.NOT_PASSED


def test_where_the_main_person_decides_an_objection_without_a_name_holds_it_up() -> None:
    """Nobody's seat is kept, so it may be of who decides."""
    assert came_to({ANNA: YES}, unnamed=1, main_persons=(ANNA,)) is Outcome.OBJECTED


def test_an_objection_without_a_name_counts_like_any() -> None:
    assert came_to(dict.fromkeys(ALL, YES), unnamed=1) is Outcome.OBJECTED


def test_who_does_not_decide_changes_nothing() -> None:
    assert came_to({ANNA: YES, BRAM: NO}, deciders=(ANNA,)) is Outcome.PASSED


def test_somebody_bound_who_left_is_not_passed_over() -> None:
    assert came_to({ANNA: YES, BRAM: YES}, deciders=(ANNA,), bound=(BRAM,), over=True) is Outcome.NOT_PASSED


def test_without_deciders_nothing_passes() -> None:
    assert came_to({}, deciders=()) is Outcome.NOT_PASSED


@pytest.mark.parametrize("answer", [YES, LEFT])
def test_only_a_spoken_no_needs_a_reason(answer: Answer) -> None:
    check_spoken(answer, "")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_spoken_no_without_a_reason_is_refused(reason: str) -> None:
    with breaks("objection-needs-reason"):
        check_spoken(NO, reason)


seats_there_are = range(1, 7)
seats = st.sampled_from(seats_there_are)
any_answers = st.dictionaries(seats, st.sampled_from(Answer))
without_yes = st.dictionaries(seats, st.sampled_from([NO, LEFT]))
without_no = st.dictionaries(seats, st.sampled_from([YES, LEFT]))
any_deciders = st.lists(seats, unique=True).map(tuple)
any_bound = st.lists(seats, unique=True, max_size=2).map(tuple)


@few
@given(without_yes, any_deciders, any_bound, st.booleans())
def test_silence_and_abstention_never_turn_into_yes(
    answers: Answers, deciders: tuple[int, ...], bound: tuple[int, ...], over: bool
) -> None:
    assert came_to(answers, deciders=deciders, bound=bound, over=over) is not Outcome.PASSED


@few
@given(any_answers, any_deciders, any_bound, st.booleans(), seats)
def test_where_the_main_person_decides_nothing_passes_without_their_yes(
    answers: Answers, deciders: tuple[int, ...], bound: tuple[int, ...], over: bool, whose: int
) -> None:
    if came_to(answers, deciders=deciders, bound=bound, over=over, main_persons=(whose,)) is Outcome.PASSED:
        assert answers.get(whose) is YES
        assert all(seat in deciders and answers.get(seat) is YES for seat in bound)


@few
@given(any_answers, seats, any_deciders, any_bound, st.booleans())
def test_an_objection_of_a_decider_always_wins(
    answers: Answers, objector: int, deciders: tuple[int, ...], bound: tuple[int, ...], over: bool
) -> None:
    found = came_to(answers | {objector: NO}, deciders=(*deciders, objector), bound=bound, over=over)
    assert found is Outcome.OBJECTED


@few
@given(without_no, seats, any_deciders, any_bound, st.booleans())
def test_one_more_yes_never_undoes_a_pass(
    answers: Answers, who: int, deciders: tuple[int, ...], bound: tuple[int, ...], over: bool
) -> None:
    before = came_to(answers, deciders=deciders, bound=bound, over=over)
    after = came_to(answers | {who: YES}, deciders=deciders, bound=bound, over=over)
    assert after is Outcome.PASSED or before is not Outcome.PASSED


@few
@given(any_answers, any_deciders, any_bound, st.booleans())
def test_a_passed_item_has_the_yes_of_everyone_bound_and_no_objection(
    answers: Answers, deciders: tuple[int, ...], bound: tuple[int, ...], over: bool
) -> None:
    if came_to(answers, deciders=deciders, bound=bound, over=over) is Outcome.PASSED:
        given_answers = [answers.get(seat) for seat in deciders]
        assert YES in given_answers
        assert NO not in given_answers
        assert all(seat in deciders and answers.get(seat) is YES for seat in bound)


any_calls = st.dictionaries(seats, st.builds(Calls, st.booleans(), st.frozensets(st.dates(), max_size=3)))


@few
@given(any_answers, any_deciders, any_calls)
def test_nothing_is_decided_over_the_head_of_somebody_whom_nobody_called(
    answers: Answers, deciders: tuple[int, ...], calls: dict[int, Calls]
) -> None:
    silent = set(deciders) - set(answers)
    found = outcome(answers, deciders=deciders, bound=(), unnamed_objections=0, calls=calls)
    uncalled = [seat for seat in silent if seat not in calls or not (calls[seat].reached or len(calls[seat].days) > 1)]
    objected = any(answers.get(seat) is NO for seat in deciders)
    assert (found is Outcome.WAITS_FOR_SILENT) == (bool(uncalled) and not objected)


@few
@given(any_answers, any_deciders, any_bound)
def test_with_fewer_than_half_nothing_passes(
    answers: Answers, deciders: tuple[int, ...], bound: tuple[int, ...]
) -> None:
    if came_to(answers, deciders=deciders, bound=bound, over=True) is Outcome.PASSED:
        assert 2 * len(set(deciders) & set(answers)) >= len(deciders)


def test_above_sixty_who_decide_nobody_can_be_called_one_by_one() -> None:
    assert to_be_called({1}, {}, deciders=CALLS_UP_TO) == {1}
    assert not to_be_called({1}, {}, deciders=CALLS_UP_TO + 1)


@few
@given(any_calls, any_deciders, seats, st.dates(), st.booleans())
def test_a_try_of_who_decides_is_one_of_its_day_and_never_a_talk(
    calls: dict[int, Calls], deciders: tuple[int, ...], writer: int, today: date, names: bool
) -> None:
    waits = to_be_called(deciders, calls, deciders=len(deciders))
    tries = to_try(waits, calls, writer=writer, names=names)
    assert set(tries) == (waits - {writer} if names else set())
    for seat in seats_there_are:
        if seat not in tries or today in tries[seat]:
            with breaks("needs-no-call-now"):
                check_try(tries, seat, today=today)
        else:
            check_try(tries, seat, today=today)
            # Nobody was called in vain on one day alone.
            after = Calls(days=tries[seat] | {today})
            assert after.are_enough == bool(tries[seat])
            with breaks("needs-no-call-now"):
                check_try({seat: after.days}, seat, today=today)


def test_half_is_not_most() -> None:
    assert is_carried_by_most(2, 1)
    assert not is_carried_by_most(2, 2)


@few
@given(any_answers, any_deciders, any_bound)
def test_after_the_extra_days_nothing_waits(
    answers: Answers, deciders: tuple[int, ...], bound: tuple[int, ...]
) -> None:
    assert not came_to(answers, deciders=deciders, bound=bound, over=True).is_waiting


@few
@given(any_answers, any_deciders, any_bound)
def test_the_order_of_deciders_does_not_matter(
    answers: Answers, deciders: tuple[int, ...], bound: tuple[int, ...]
) -> None:
    assert came_to(answers, deciders=deciders, bound=bound) is came_to(answers, deciders=deciders[::-1], bound=bound)


SEATS = st.integers(1, 6)
SOME = st.frozensets(SEATS)


@given(yes=SOME, left=SOME, unknown=SOME)
def test_one_yes_alone_of_who_is_not_known_is_as_none_at_all(
    yes: frozenset[int], left: frozenset[int], unknown: frozenset[int]
) -> None:
    answers = dict.fromkeys(left, LEFT) | dict.fromkeys(yes, YES)
    found = came_to(answers, deciders=tuple(answers), unknown=tuple(unknown), over=True)
    stands = len(yes) > 1 or bool(yes - unknown)
    assert found is (Outcome.PASSED if stands else Outcome.NOT_PASSED)
    assert lets_pass(len(yes), len(yes & unknown)) is stands


@given(yes=SOME, unknown=SOME)
def test_who_is_not_known_holds_up_nothing_that_others_let_pass(yes: frozenset[int], unknown: frozenset[int]) -> None:
    known = yes - unknown
    if known or len(yes) > 1:
        assert came_to(dict.fromkeys(yes, YES), deciders=tuple(yes), unknown=tuple(unknown)) is Outcome.PASSED


def test_a_yes_of_who_is_not_known_is_waited_for_like_any_other() -> None:
    assert came_to({ANNA: YES}, unknown=(ANNA,)) is Outcome.WAITS_FOR_SILENT
    assert came_to({BRAM: YES}, bound=(ANNA,), unknown=(BRAM,)) is Outcome.WAITS_FOR_BOUND


@given(seat=SEATS, deciders=SOME, named_by=SEATS | st.none(), said_by=SOME, met=SOME)
def test_somebody_is_known_by_another_who_decides_and_by_nobody_else(
    seat: int, deciders: frozenset[int], named_by: int | None, said_by: frozenset[int], met: frozenset[int]
) -> None:
    ways = Ways(named_by=named_by, said_by=said_by, met=met)
    others = deciders - {seat}
    assert is_known(seat, ways, deciders=deciders) is (named_by in others or bool(others & (said_by | met)))
    assert is_known(seat, Ways(is_theirs=True), deciders=())
