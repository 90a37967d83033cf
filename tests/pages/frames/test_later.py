"""A limit after the freeze, on the screen: what is asked of whom, and what everybody reads of it everywhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from gedragen.cases.frames.commands.about import AskAboutFrame, ask_about_frame
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.later import ChangeFrame, change_frame
from gedragen.cases.models import Frame, FrameNote, FrameQuestion
from gedragen.method.consent import Answer
from gedragen.method.frames import FrameChange
from tests.support.cast import (
    FRAMES,
    Cast,
    answer,
    frames_of,
    late_law,
    one_more_frame,
    with_plan,
)
from tests.support.visitor import address, page_of, visitor

EVERYWHERE = ("road", "plan", "plan_print", "public", "frames", "promise")
WIDER = ChangeFrame(replace(FRAMES[1], text="Er is duizend euro bij."), 2, FrameChange.WIDER, "Een potje.", version=1)


def said_in(cast: Cast, sentence: str) -> list[str]:
    return [name for name in EVERYWHERE if sentence in shown(cast, name)]


def shown(cast: Cast, name: str, seat: int | None = None) -> str:
    return page_of(visitor(seat or cast.bram), reverse(name, args=[address(cast)]))


def send(cast: Cast, seat: int, name: str, number: int, **said: str) -> int:
    return visitor(seat).post(reverse(name, args=[address(cast), number]), said).status_code


def test_a_law_is_told_everywhere_and_counted_apart(deciding: Cast) -> None:
    change_frame(with_plan(deciding).case, late_law(deciding, touches=(1,)), by=deciding.otto, at=deciding.at)
    assert said_in(deciding, "Item 1 is asked again.") == list(EVERYWHERE)
    assert "Bouwbesluit" in shown(deciding, "public")
    assert "1 came or changed later." in shown(deciding, "frames")
    assert "1 came or changed later." in shown(deciding, "cockpit", deciding.ria)
    assert send(deciding, deciding.bram, "frame_touches", 4, version="1", item="2", text="Ook dat.") == 302
    assert said_in(deciding, "Items 1 and 2 are asked again.") == list(EVERYWHERE)


@pytest.mark.parametrize(("given", "came"), [(Answer.YES, "accepted it"), (Answer.OBJECTION, "did not accept it")])
def test_a_limit_that_was_promised_otherwise_is_asked_and_its_answer_is_told(
    deciding: Cast, given: Answer, came: str
) -> None:
    change_frame(with_plan(deciding).case, one_more_frame(touches=(1,)), by=deciding.otto, at=deciding.at)
    assert said_in(deciding, "This was promised otherwise.") == list(EVERYWHERE)
    assert "A limit is asked of you" in shown(deciding, "road")
    item = page_of(visitor(deciding.bram), reverse("item", args=[address(deciding), 3]))
    assert "A limit is asked:" in item
    for seat in deciding.deciders:
        answer(deciding, seat, given, item=3, reason="Dit was anders beloofd.")
    assert said_in(deciding, f"The people {came}.") == list(EVERYWHERE)


def test_who_thinks_that_it_is_not_wider_puts_it_to_everyone(deciding: Cast) -> None:
    change_frame(with_plan(deciding).case, WIDER, by=deciding.otto, at=deciding.at)
    assert said_in(deciding, "Nothing that people said falls away.") == list(EVERYWHERE)
    assert "This is not wider" in shown(deciding, "frames")
    assert send(deciding, deciding.bram, "frame_dispute", 2, version="2", text="Wij hadden al meer.") == 302
    assert said_in(deciding, "Until then the old limit applies.") == list(EVERYWHERE)
    assert frames_of(deciding) == [(1, 1), (2, 1), (3, 1)]


def test_a_limit_is_taken_away_with_a_reason(preparing: Cast) -> None:
    assert send(preparing, preparing.otto, "frame_take_away", 3, version="1", text="") == 422
    assert send(preparing, preparing.otto, "frame_take_away", 3, version="1", text="Niet nodig.") == 302
    assert "does not apply any more" in shown(preparing, "frames")
    assert send(preparing, preparing.bram, "frame_take_away", 1, version="1", text="Weg.") == 403


def test_a_form_after_the_freeze_asks_what_it_is_and_what_it_touches(deciding: Cast) -> None:
    path = reverse("frame_new", args=[address(with_plan(deciding))])
    law = {"text": "Brandveilig.", "question": "Is het brandveilig?", "kind": "safety", "reason": "Wet.", "source": "W"}
    law |= {"act": "change", "change": "binding", "because": "De brandweer kwam.", "touches": "1"}
    otto = visitor(deciding.otto)
    refused = otto.post(path, law)
    assert refused.status_code == 422
    assert "Write since which day this is so." in refused.content.decode()
    since = (deciding.at + timedelta(days=1)).date().isoformat()
    assert otto.post(path, law | {"source_on": since}).status_code == 302
    assert Frame.objects.get(case=deciding.case, number=4).touches == [1]


def test_a_question_without_an_answer_is_listed_with_the_days_that_it_is_late(preparing: Cast) -> None:
    assert "Is this limit needed? Ask it" in shown(preparing, "frames")
    assert send(preparing, preparing.bram, "frame_ask", 2, text="Kan dit ruimer?") == 302
    FrameQuestion.objects.update(due_at=preparing.at - timedelta(days=400))
    for name in ("public", "process"):
        page = shown(preparing, name, preparing.otto)
        assert "Kan dit ruimer?" in page
        assert "days late." in page
    assert "Somebody asks about a limit" in shown(preparing, "road", preparing.otto)
    assert send(preparing, preparing.otto, "frame_answer", 1, text="De kas is leeg.") == 302
    assert "Answer: the limit stays as it is." in shown(preparing, "frames")
    assert "Questions about the limits that have no answer yet" not in shown(preparing, "public")
    assert send(preparing, preparing.otto, "frame_answer", 9, text="De kas is leeg.") == 404


def test_who_guides_makes_a_remark_and_the_authority_reads_it(framed: Cast) -> None:
    assert send(framed, framed.ria, "frame_remark", 1, version="1", text="Is dit een oplossing?") == 302
    assert FrameNote.objects.count() == 1
    assert "says something about limit 1" in shown(framed, "road", framed.wim)
    assert "Is dit een oplossing?" in page_of(visitor(framed.wim), reverse("frame_edit", args=[address(framed), 1]))


def test_a_question_that_is_no_yes_or_no_gets_a_hint(starting: Cast) -> None:
    open_one = replace(FRAMES[0], question="Hoe zorgen we voor rust?")
    write_frame(starting.case, WriteFrame(open_one), by=starting.wim, at=starting.at)
    assert "Nobody can answer this question with yes or no." in shown(starting, "frames", starting.wim)


def test_pages_about_limits_that_are_not_there_are_not_found(deciding: Cast) -> None:
    ask_about_frame(deciding.case, AskAboutFrame(1, "Nodig?"), by=deciding.anna, at=deciding.at)
    for name in ("frame_ask", "frame_touches", "frame_dispute"):
        assert send(deciding, deciding.bram, name, 9, text="Nodig?") == 404
