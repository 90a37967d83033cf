"""Questions, answers and "we do not know"; other views, of which only the facilitator knows who brought them."""

from typing import Any

import pytest
from django.urls import reverse

from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.cases.preparing import queries as information
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    GiveVoice,
    answer_view,
    bring_view,
    give_voice,
)
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.preparing.queries import information_sheet
from gedragen.cases.state import views
from tests.support.cast import Cast
from tests.support.visitor import address, page_of, queries_of, visitor


def path_of(cast: Cast, name: str = "information", number: int | None = None) -> str:
    return reverse(name, args=[address(cast)] if number is None else [address(cast), number])


def test_one_can_ask_without_knowing_whom(preparing: Cast) -> None:
    path = path_of(preparing, "ask_question")
    jan = visitor(preparing.jan)
    assert "Nobody has asked anything yet." in page_of(jan, path_of(preparing))
    assert "I do not know whom to ask" in page_of(jan, path)
    assert jan.post(path, {"text": " "}).status_code == 422
    assert jan.post(path, {"text": "Wat kost de verwarming?", "to": ""}).status_code == 302
    page = page_of(jan, path_of(preparing))
    assert "Wat kost de verwarming?" in page
    assert "There is no answer yet." in page


def test_a_question_can_be_for_somebody(preparing: Cast) -> None:
    visitor(preparing.jan).post(path_of(preparing, "ask_question"), {"text": "Mag dat?", "to": str(preparing.petra)})
    assert "Asked by Jan Oudejans of Petra Smeets" in page_of(visitor(preparing.jan), path_of(preparing))
    assert "This is asked of you: answer" in page_of(visitor(preparing.petra), path_of(preparing))


def test_not_knowing_is_an_answer_and_an_empty_answer_is_none(preparing: Cast) -> None:
    ask_question(preparing.case, AskQuestion("Blijft de huur gelijk?"), by=preparing.jan, at=preparing.at)
    path = path_of(preparing, "answer_question", 1)
    petra = visitor(preparing.petra)
    empty = petra.post(path, {"text": ""})
    assert empty.status_code == 422
    assert "Write an answer, or choose that you do not know." in empty.content.decode()
    assert petra.post(path, {"text": "", "unknown": "1"}).status_code == 302
    assert "I do not know that." in page_of(visitor(preparing.jan), path_of(preparing))
    assert visitor(preparing.bram).post(path, {"text": "Ja."}).status_code == 403
    assert petra.get(path_of(preparing, "answer_question", 9)).status_code == 404


def test_who_guides_says_from_whom_an_answer_is(preparing: Cast) -> None:
    ask_question(preparing.case, AskQuestion("Blijft de huur gelijk?"), by=preparing.jan, at=preparing.at)
    path, ria = path_of(preparing, "answer_question", 1), visitor(preparing.ria)
    nobody = ria.post(path, {"text": "Ja.", "whose": "source", "source": ""})
    assert nobody.status_code == 422
    assert "Say from whom you heard it, or that it is about how this goes." in nobody.content.decode()
    assert "Choose whose answer it is." in ria.post(path, {"text": "Ja."}).content.decode()
    assert ria.post(path, {"text": "Ja.", "whose": "source", "source": "de verhuurder"}).status_code == 302
    assert ria.post(path, {"text": "Morgen.", "whose": "process", "source": "niemand"}).status_code == 302
    page = page_of(visitor(preparing.jan), path_of(preparing))
    assert "de verhuurder said this. Ria Jansen passed it on" in page
    assert "Ria Jansen, who guides the conversation, about how this goes" in page
    assert "niemand" not in page


def test_who_may_not_read_it_is_told_so_with_the_reason(preparing: Cast) -> None:
    ask_question(preparing.case, AskQuestion("Wat kost de verwarming?"), by=preparing.jan, at=preparing.at)
    page = page_of(visitor(preparing.otto), path_of(preparing))
    assert "Wat kost de verwarming?" not in page
    assert "You do not see them from your place." in page
    assert visitor().get(path_of(preparing)).status_code == 403


def test_voices_are_shown_to_whom_they_were_told(preparing: Cast) -> None:
    give_voice(preparing.case, GiveVoice("Het komt op mij neer.", room="private"), by=preparing.bram, at=preparing.at)
    give_voice(
        preparing.case, GiveVoice("Waar moet mijn dochter heen?", room="circle"), by=preparing.fatima, at=preparing.at
    )
    page = page_of(visitor(preparing.jan), path_of(preparing))
    assert "Waar moet mijn dochter heen?" in page
    assert "Het komt op mij neer." not in page
    assert "Het komt op mij neer." in page_of(visitor(preparing.ria), path_of(preparing))


def test_another_view_is_brought_and_only_the_facilitator_knows_by_whom(preparing: Cast) -> None:
    path = path_of(preparing, "views")
    fatima = visitor(preparing.fatima)
    assert "Only Ria Jansen knows that it comes from you." in page_of(fatima, path)
    assert fatima.post(path, {"text": ""}).status_code == 422
    assert fatima.post(path, {"text": "Sluiten is beter."}).status_code == 302
    assert "You put this forward." in page_of(fatima, path)
    for_jan = page_of(visitor(preparing.jan), path)
    assert "Sluiten is beter." in for_jan
    assert "Fatima" not in for_jan
    assert "Put forward by Fatima Amrani." in page_of(visitor(preparing.ria), path)
    assert "Sluiten is beter." not in page_of(visitor(preparing.petra), path)
    assert visitor(preparing.ria).post(path, {"text": "Nee."}).status_code == 403


def test_a_view_gets_an_answer(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Sluiten is beter."), by=preparing.fatima, at=preparing.at)
    path = path_of(preparing, "answer_view", 1)
    jan = visitor(preparing.jan)
    assert "Sluiten is beter." in page_of(jan, path)
    assert jan.post(path, {"text": ""}).status_code == 422
    assert jan.post(path, {"text": "Wij kijken over een jaar."}).status_code == 302
    assert "What the plan does with it: Wij kijken over een jaar." in page_of(jan, path_of(preparing, "views"))
    assert jan.get(path_of(preparing, "answer_view", 5)).status_code == 404
    assert visitor(preparing.petra).get(path).status_code == 403


def test_however_much_came_after_it_a_question_or_a_view_can_be_answered(
    preparing: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(information, "NEWEST", 1)
    monkeypatch.setattr(views, "SHOWN", 1)
    by: dict[str, Any] = {"by": preparing.jan, "at": preparing.at}
    for text in ("Eerst dit", "Daarna dat"):
        ask_question(preparing.case, AskQuestion(text), **by)
        bring_view(preparing.case, BringView(text), **by)
    for page in ("information", "views"):
        shown = page_of(visitor(preparing.jan), path_of(preparing, page))
        assert "Daarna dat" in shown
        assert "Eerst dit" not in shown
    for who, page in ((preparing.petra, "answer_question"), (preparing.bram, "answer_view")):
        assert "Eerst dit" in page_of(visitor(who), path_of(preparing, page, 1))
        assert visitor(who).get(path_of(preparing, page, 3)).status_code == 404


def test_whoever_brought_a_view_is_not_asked_to_answer_it(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Sluiten is beter."), by=preparing.jan, at=preparing.at)
    jan, path = visitor(preparing.jan), path_of(preparing, "answer_view", 1)
    assert path not in page_of(jan, path_of(preparing, "views"))
    assert path in page_of(visitor(preparing.bram), path_of(preparing, "views"))
    assert "Somebody else says what the plan does with it." in jan.get(path, follow=True).content.decode()
    assert jan.post(path, {"text": "Niets.", "version": "0"}).status_code == 422


def test_who_left_is_nobody_to_ask(preparing: Cast) -> None:
    jan, path = visitor(preparing.jan), path_of(preparing, "ask_question")
    assert "Petra Smeets" in page_of(jan, path)
    decline(preparing.case, by=preparing.petra, at=preparing.at)
    assert "Petra Smeets" not in page_of(jan, path)


def test_a_view_that_was_erased_waits_for_no_answer(deciding: Cast) -> None:
    bring_view(deciding.case, BringView("Sluiten is beter."), by=deciding.bram, at=deciding.at)
    erase_me(deciding.case, by=deciding.bram, at=deciding.at)
    facts = plan_sheet(deciding.case, viewer=deciding.jan).facts
    assert (facts.views, facts.views_unanswered) == (0, 0)


def test_a_stale_answer_to_a_view_shows_both_and_can_be_sent_again(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Sluiten is beter."), by=preparing.fatima, at=preparing.at)
    path, jan = path_of(preparing, "answer_view", 1), visitor(preparing.jan)
    answer_view(preparing.case, AnswerView(1, "Wij houden het open."), by=preparing.anna, at=preparing.at)
    answered = jan.post(path, {"text": "Wij kijken over een jaar.", "version": "0"})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Somebody changed this text while you were reading." in page
    assert "Wij houden het open." in page
    assert "Wij kijken over een jaar." in page
    read = str(information_sheet(preparing.case, viewer=preparing.jan).views[0].answer_words)
    assert f'name="version" value="{read}"' in page
    assert jan.post(path, {"text": "Wij kijken over een jaar.", "version": read}).status_code == 302


def test_queries_do_not_grow_with_questions_and_views(preparing: Cast) -> None:
    def fill(many: int) -> None:
        for _ in range(many):
            number = ask_question(
                preparing.case, AskQuestion("Wat?", to=preparing.petra), by=preparing.jan, at=preparing.at
            )
            answer_question(preparing.case, AnswerQuestion(number, "Dit."), by=preparing.petra, at=preparing.at)
            bring_view(preparing.case, BringView("Anders."), by=preparing.jan, at=preparing.at)
            give_voice(preparing.case, GiveVoice("Zorg.", room="circle"), by=preparing.jan, at=preparing.at)

    anna = visitor(preparing.anna)
    fill(2)
    few = queries_of(anna, path_of(preparing))
    fill(6)
    assert queries_of(anna, path_of(preparing)) == few
    assert len(information_sheet(preparing.case, viewer=preparing.anna).questions) == 8


def test_what_has_an_answer_can_be_added_to(preparing: Cast) -> None:
    ask_question(preparing.case, AskQuestion("Blijft de huur gelijk?"), by=preparing.jan, at=preparing.at)
    petra = visitor(preparing.petra)
    assert "Add to this answer" not in page_of(petra, path_of(preparing))
    answer_question(preparing.case, AnswerQuestion(1, "Dit jaar wel."), by=preparing.petra, at=preparing.at)
    assert "Add to this answer" in page_of(petra, path_of(preparing))
