"""The formal decision beside the plan, with every difference."""

from django.urls import reverse

from gedragen.cases.models import FormalDecision
from gedragen.cases.plan.commands import ItemText, write_item
from tests.support.cast import Cast, agreed_in_a_round
from tests.support.visitor import address, page_of, visitor

TYPED = {
    "text": "Het college stelt het plan vast.",
    "decided_on": "2026-03-14",
    "differs_1": "",
    "differs_2": "Tot drie uur.",
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
    assert "<strong>Different:</strong> Tot drie uur." in page
    assert page.count("The same as the plan") == 1


def test_the_same_decision_says_so(carrying_out: Cast) -> None:
    visitor(carrying_out.otto).post(path_of(carrying_out), TYPED | {"differs_2": ""})
    assert "The decision is the same as the plan." in page_of(visitor(), path_of(carrying_out))


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
