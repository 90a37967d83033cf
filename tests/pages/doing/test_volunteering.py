"""I do it: the button stands where nobody does something yet, and who did not decide is asked first."""

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.models import LateYes, Round, Task
from gedragen.method.tasks import TaskState
from tests.support.cast import Cast, come_in
from tests.support.visitor import address, neighbour, page_of


def to(cast: Cast, name: str, *args: int) -> str:
    return reverse(name, args=[address(cast), *args])


@pytest.fixture
def kees(carrying_out: Cast) -> int:
    return come_in(carrying_out, "Kees", Role.PARTICIPANT)


def test_the_button_stands_with_the_tasks_and_with_the_item(carrying_out: Cast) -> None:
    bram = neighbour(carrying_out.bram)
    for page in ("tasks", "item"):
        numbers = (1,) if page == "item" else ()
        assert to(carrying_out, "volunteer", 1) in page_of(bram, to(carrying_out, page, *numbers))


def test_who_decided_does_it_with_one_button(carrying_out: Cast) -> None:
    bram = neighbour(carrying_out.bram)
    path = to(carrying_out, "volunteer", 1)
    assert "Kan dit zo voor u?" not in page_of(bram, path)
    assert bram.post(path, {"what": "De kas bijhouden", "version": "1"}).status_code == 302
    assert Task.objects.get().state == TaskState.ACTIVE


def test_who_did_not_decide_is_asked_first(carrying_out: Cast, kees: int) -> None:
    visitor, path = neighbour(kees), to(carrying_out, "volunteer", 1)
    page = page_of(visitor, path)
    assert "Kan dit zo voor u?" in page
    assert "Iedereen die meedoet" in page
    assert visitor.post(path, {"what": "De kas bijhouden", "version": "1"}).status_code == 422
    visitor.post(path, {"fits": "yes", "what": "De kas bijhouden", "version": "1"})
    assert (LateYes.objects.count(), Task.objects.count()) == (1, 1)


def test_a_no_asks_everybody_anew(carrying_out: Cast, kees: int) -> None:
    visitor, path = neighbour(kees), to(carrying_out, "volunteer", 1)
    assert visitor.post(path, {"fits": "no", "version": "1"}).status_code == 422
    visitor.post(path, {"fits": "no", "reason": "Op zondag werk ik.", "version": "1"})
    assert Round.objects.latest("number").closed_at is None
    assert not Task.objects.exists()
    assert visitor.get(path).status_code == 302


def test_who_promised_it_is_asked_why_not(carrying_out: Cast) -> None:
    cast = carrying_out
    offer_task(cast.case, Offer(1, "De ruimte openen", owner=cast.otto), by=cast.anna, at=cast.at)
    otto, path = neighbour(cast.otto), to(cast, "task", 1)
    assert "Schrijf dan waarom." in page_of(otto, path)
    assert otto.post(path, {"say": "no", "text": ""}).status_code == 422
    otto.post(path, {"say": "no", "text": "De sleutel is weg."})
    assert "De sleutel is weg." in page_of(neighbour(cast.anna), path)
