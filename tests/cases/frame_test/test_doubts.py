"""Whoever decides can say that a decision is told otherwise than it is. It is counted and answered once."""

from datetime import date

from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.doubts import AnswerDoubts, DoubtDecision, answer_doubts, doubt_decision
from gedragen.cases.frame_test.entries import DECISION_DOUBTED, DOUBT_ANSWERED
from gedragen.cases.frame_test.queries import test_sheet as sheet_of
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.state.plan_lights import plan_facts
from gedragen.method.frame_test import DOUBT_DAYS
from tests.support.cast import Cast, later, the_decision
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks, denied


def now_for(cast: Cast, seat: int) -> list[NowKind]:
    return [one.kind for one in home_sheet(cast.case, viewer=seat).now]


def decided(cast: Cast, *, read: int = 0) -> None:
    record_decision(cast.case, the_decision("Conform.", on=date(2026, 4, 1), read=read), by=cast.otto, at=cast.at)


def doubt(cast: Cast, seat: int, *, item: int = 1, text: str = "Er staat iets anders.", days: int = 0) -> None:
    doubt_decision(cast.case, DoubtDecision(1, item, text), by=seat, at=later(cast, days=days))


def test_people_say_that_it_is_not_right_and_the_authority_answers_once(carrying_out: Cast) -> None:
    cast = carrying_out
    decided(cast)
    lights = plan_facts(fresh(cast.case))
    with tells(cast, DECISION_DOUBTED, DECISION_DOUBTED):
        doubt(cast, cast.bram)
        doubt(cast, cast.anna, text="Het bedrag is lager.")
    assert NowKind.ANSWER_DOUBTS in now_for(cast, cast.otto)
    with unchanged(), breaks("doubt-answer-needs-text"):
        answer_doubts(cast.case, AnswerDoubts(1, 1, " "), by=cast.otto, at=cast.at)
    with tells(cast, DOUBT_ANSWERED):
        answer_doubts(cast.case, AnswerDoubts(1, 1, "Dat is een schrijffout."), by=cast.otto, at=cast.at)
    assert NowKind.ANSWER_DOUBTS not in now_for(cast, cast.otto)
    with unchanged(), breaks("doubts-are-answered"):
        answer_doubts(cast.case, AnswerDoubts(1, 1, "Nog eens."), by=cast.otto, at=cast.at)
    card = sheet_of(cast.case, viewer=cast.bram).doubts[1]
    assert (card.said, card.is_mine) == (("Er staat iets anders.", "Het bedrag is lager."), True)
    assert card.answer == "Dat is een schrijffout."
    assert plan_facts(fresh(cast.case)) == lights


def test_each_says_it_once_of_what_was_tested_and_in_time(carrying_out: Cast) -> None:
    cast = carrying_out
    decided(cast)
    doubt(cast, cast.bram)
    with unchanged(), breaks("doubt-needs-text"):
        doubt(cast, cast.anna, text=" ")
    for seat, item, days, code in (
        (cast.bram, 1, 0, "doubted-already"),
        (cast.anna, 9, 0, "item-was-not-tested"),
        (cast.anna, 1, DOUBT_DAYS + 1, "doubt-is-too-late"),
    ):
        with unchanged(), breaks(code):
            doubt(cast, seat, item=item, days=days)


def test_only_who_decides_says_it_and_only_who_sets_the_limits_answers(carrying_out: Cast) -> None:
    cast = carrying_out
    decided(cast)
    with unchanged(), denied("not-your-role"):
        doubt(cast, cast.ria)
    with unchanged(), breaks("nobody-doubts-it"):
        answer_doubts(cast.case, AnswerDoubts(1, 1, "Nee."), by=cast.otto, at=cast.at)
    with unchanged(), denied("not-your-role"):
        answer_doubts(cast.case, AnswerDoubts(1, 1, "Nee."), by=cast.bram, at=cast.at)


def test_it_is_about_the_decision_that_was_read(carrying_out: Cast) -> None:
    decided(carrying_out)
    decided(carrying_out, read=1)
    with unchanged(), breaks("decision-is-newer"):
        doubt(carrying_out, carrying_out.bram)
