"""The formal decision beside the plan, with every difference."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gedragen import clock
from gedragen.cases.models import FormalDecision
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.method.frame_test import DOUBT_DAYS
from tests.support.cast import Cast, agreed_in_a_round
from tests.support.visitor import address, page_of, visitor

TYPED = {
    "text": "Het college stelt het plan vast.",
    "decided_on": "2026-03-14",
    "rights": "Bezwaar kan zes weken bij het college.",
    "taken_1": "over",
    "taken_2": "otherwise",
    "namely_2": "Tot drie uur.",
    "because_2": "De buren slapen.",
}


def path_of(cast: Cast) -> str:
    return reverse("decision", args=[address(cast)])


def test_before_the_test_the_page_says_what_comes_first(deciding: Cast) -> None:
    assert "The plan has not been checked against the limits yet." in page_of(visitor(deciding.otto), path_of(deciding))
    answer = visitor(deciding.otto).post(path_of(deciding), TYPED)
    assert answer.status_code == 422
    assert not FormalDecision.objects.exists()


def test_a_difference_stands_beside_its_item(carrying_out: Cast) -> None:
    assert visitor(carrying_out.otto).post(path_of(carrying_out), TYPED).status_code == 302
    page = page_of(visitor(), path_of(carrying_out))
    assert "Het college stelt het plan vast." in page
    assert "The decision differs from the plan on 1 item." in page
    assert "<strong>Different:</strong>\nTot drie uur." in page
    assert "Why: De buren slapen." in page
    assert page.count("Taken over, according to") == 1
    for name in ("plan", "plan_print"):
        assert "Tot drie uur." in page_of(visitor(), reverse(name, args=[address(carrying_out)]))
    item = page_of(visitor(carrying_out.fatima), reverse("item", args=[address(carrying_out), 2]))
    assert "Do you accept what the decision says?" in item
    assert "Whoever decides is asked now whether they accept this." in item


def test_the_same_decision_says_so(carrying_out: Cast) -> None:
    visitor(carrying_out.otto).post(path_of(carrying_out), TYPED | {"taken_2": "over"})
    page = page_of(visitor(), path_of(carrying_out))
    assert page.count("Taken over, according to Otto") == 3
    assert "Bezwaar kan zes weken bij het college." in page


def test_of_an_item_about_which_nothing_was_chosen_nothing_is_taken_for_said(carrying_out: Cast) -> None:
    for gap, why in (
        ({"taken_1": ""}, "Say for this item what the decision does with it."),
        ({"namely_2": ""}, "Write what the decision says instead."),
        ({"because_2": ""}, "Say why the decision is different here."),
        ({"rights": ""}, "Write what somebody who does not agree can still do"),
    ):
        answer = visitor(carrying_out.otto).post(path_of(carrying_out), TYPED | gap)
        assert answer.status_code == 422
        assert why in answer.content.decode()
    assert not FormalDecision.objects.exists()


def test_a_gap_keeps_what_was_typed(carrying_out: Cast) -> None:
    answer = visitor(carrying_out.otto).post(path_of(carrying_out), TYPED | {"text": ""})
    assert answer.status_code == 422
    assert "Tot drie uur." in answer.content.decode()
    assert "Write what was decided." in answer.content.decode()


def test_a_newer_decision_can_be_written_down(carrying_out: Cast) -> None:
    otto = visitor(carrying_out.otto)
    otto.post(path_of(carrying_out), TYPED)
    assert "Put this beside the plan" not in page_of(otto, path_of(carrying_out))
    assert "Put this beside the plan" in page_of(otto, path_of(carrying_out) + "?again=1")


def test_a_decision_stays_to_read_when_the_plan_changes_and_a_new_one_waits_for_the_test(carrying_out: Cast) -> None:
    otto = visitor(carrying_out.otto)
    otto.post(path_of(carrying_out), TYPED)
    write_item(carrying_out.case, ItemText("Een bar", "Koffie."), by=carrying_out.anna, at=carrying_out.at)
    agreed_in_a_round(carrying_out, item=3)
    assert "Het college stelt het plan vast." in page_of(otto, path_of(carrying_out))
    assert "Put this beside the plan" not in page_of(otto, path_of(carrying_out) + "?again=1")
    answer = otto.post(path_of(carrying_out), TYPED)
    assert answer.status_code == 422
    assert FormalDecision.objects.count() == 1


def test_two_who_write_a_decision_at_once_do_not_write_over_each_other(carrying_out: Cast) -> None:
    otto = visitor(carrying_out.otto)
    otto.post(path_of(carrying_out), TYPED)
    stale = otto.post(path_of(carrying_out), TYPED | {"text": "Het college wijst af.", "version": "0"})
    assert stale.status_code == 422
    assert "Het college wijst af." in stale.content.decode()
    assert "Het college stelt het plan vast." in stale.content.decode()
    assert otto.post(path_of(carrying_out), TYPED | {"version": "1"}).status_code == 302
    assert FormalDecision.objects.count() == 2


def test_only_the_mandate_writes_it(carrying_out: Cast) -> None:
    for seat in (carrying_out.wim, carrying_out.anna, None):
        assert visitor(seat).post(path_of(carrying_out), TYPED).status_code == 403
        assert "Put this beside the plan" not in page_of(visitor(seat), path_of(carrying_out))


def test_people_say_on_its_own_page_what_is_not_right_and_read_the_answer(carrying_out: Cast) -> None:
    otto, bram = visitor(carrying_out.otto), visitor(carrying_out.bram)
    otto.post(path_of(carrying_out), TYPED)
    doubts = reverse("doubts", args=[address(carrying_out), 1])
    assert otto.get(doubts).status_code == 302
    assert "This is not right" in page_of(bram, path_of(carrying_out))
    assert "Write what is not right." in bram.post(doubts, {"text": "", "version": "1"}).content.decode()
    assert bram.post(doubts, {"text": "Het bedrag is lager.", "version": "1"}).status_code == 302
    assert bram.get(doubts).status_code == 302
    assert "1 person says: this is not right." in page_of(visitor(carrying_out.anna), path_of(carrying_out))
    assert "Het bedrag is lager." in page_of(otto, doubts)
    assert otto.post(doubts, {"text": "Wij kijken het na.", "version": "1"}).status_code == 302
    page = page_of(visitor(), path_of(carrying_out))
    assert "Wij kijken het na." in page
    assert "Bram" not in page
    assert visitor(carrying_out.ria).get(doubts).status_code == 403
    assert bram.get(reverse("doubts", args=[address(carrying_out), 9])).status_code == 404


def test_after_its_days_the_form_is_not_filled_in_first(carrying_out: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor(carrying_out.otto).post(path_of(carrying_out), TYPED)
    late = FormalDecision.objects.get().at + timedelta(days=DOUBT_DAYS + 1)
    monkeypatch.setattr(clock, "now", lambda: late)
    bram = visitor(carrying_out.bram)
    answer = bram.get(reverse("doubts", args=[address(carrying_out), 1]), follow=True)
    assert "The days to say this are over." in answer.content.decode()
    assert "This is not right" not in page_of(bram, path_of(carrying_out))
