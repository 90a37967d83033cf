"""Questions to those who know. "We do not know" is an answer too."""

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.models import Case, Question, QuestionAnswer
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.preparing.entries import QUESTION_ANSWERED, QUESTION_ASKED
from gedragen.cases.state.gates import missing_gates
from gedragen.method.constitution.gates import Missing
from tests.support.cast import Cast
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks, denied


def ask(cast: Cast, text: str = "Wat kost de verwarming?", *, to: int | None = None) -> int:
    return ask_question(cast.case, AskQuestion(text, to=to), by=cast.bram, at=cast.at)


def answer_by(cast: Cast, seat: int, text: str = "", *, number: int = 1, is_unknown: bool = False) -> None:
    answer_question(cast.case, AnswerQuestion(number, text, is_unknown=is_unknown), by=seat, at=cast.at)


def pass_on(cast: Cast, text: str, *, source: str = "", about_process: bool = False) -> None:
    asked = AnswerQuestion(1, text, source=source, about_process=about_process)
    answer_question(cast.case, asked, by=cast.ria, at=cast.at)


def test_one_asks_a_professional_or_nobody_in_particular(preparing: Cast) -> None:
    with tells(preparing, QUESTION_ASKED, QUESTION_ASKED):
        assert [ask(preparing, to=preparing.petra), ask(preparing)] == [1, 2]
    assert list(Question.objects.order_by("number").values_list("to", flat=True)) == [preparing.petra, None]


def test_a_question_is_not_asked_of_a_neighbour(preparing: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        ask(preparing, to=preparing.fatima)


def test_a_question_needs_words(preparing: Cast) -> None:
    with unchanged(), breaks("question-needs-text"):
        ask(preparing, " ")


def test_an_open_question_keeps_deciding_shut_until_it_is_answered(preparing: Cast) -> None:
    ask(preparing)
    assert Missing("question", 1) in missing_gates(Case.objects.get(id=preparing.case))
    with tells(preparing, QUESTION_ANSWERED):
        answer_by(preparing, preparing.petra, is_unknown=True)
    assert Missing("question", 1) not in missing_gates(Case.objects.get(id=preparing.case))
    assert QuestionAnswer.objects.get().words is None


def test_an_answer_says_something_or_that_it_is_unknown(preparing: Cast) -> None:
    ask(preparing)
    with unchanged(), breaks("answer-needs-text"):
        answer_by(preparing, preparing.petra, "  ")


def test_professionals_answer_and_the_facilitator_passes_an_answer_on(preparing: Cast) -> None:
    ask(preparing)
    answer_by(preparing, preparing.petra, "Duizend euro.")
    with tells(preparing, QUESTION_ANSWERED):
        pass_on(preparing, "Duizend euro.", source="de beheerder")
    passed_on = QuestionAnswer.objects.get(seat=preparing.ria)
    assert passed_on.source is not None
    assert passed_on.source.text == "de beheerder"
    with unchanged(), denied("not-your-role"):
        answer_by(preparing, preparing.fatima, "Ik gok.")


def test_who_guides_has_no_answer_of_their_own_on_what_people_decide_about(preparing: Cast) -> None:
    ask(preparing)
    with unchanged(), breaks("guide-passes-on"):
        answer_by(preparing, preparing.ria, "Omdat het college dat wil.")
    with unchanged(), breaks("guide-passes-on"):
        pass_on(preparing, "Omdat het college dat wil.", source=" ")
    pass_on(preparing, "Een ronde duurt veertien dagen.", about_process=True)
    answer_by(preparing, preparing.ria, is_unknown=True)
    assert [one.about_process for one in QuestionAnswer.objects.order_by("id")] == [True, False]


def test_a_question_that_nobody_asked_is_not_answered(preparing: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        answer_by(preparing, preparing.petra, "Ja.", number=7)
