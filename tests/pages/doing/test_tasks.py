"""Tasks and requests: alive only by their owner's own yes; saying no costs nothing and names nobody."""

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.doing.queries.tasks import tasks_sheet
from gedragen.method.tasks import TaskKind, TaskState
from tests.support.cast import Cast, come_in, with_items
from tests.support.visitor import address, page_of, queries_of, visitor


def path_of(cast: Cast, name: str = "tasks", number: int | None = None) -> str:
    return reverse(name, args=[address(cast)] if number is None else [address(cast), number])


@pytest.fixture
def offered(carrying_out: Cast) -> Cast:
    """Anna asked Jan to open the door; Bram keeps an eye on it."""
    cast = carrying_out
    offer_task(cast.case, Offer(2, "De deur openen", cast.jan, cast.bram), by=cast.anna, at=cast.at)
    return cast


def state(cast: Cast, number: int = 1) -> TaskState:
    return tasks_sheet(cast.case, viewer=cast.anna).all[number - 1].state


def test_without_tasks_the_page_says_when_they_come(deciding: Cast) -> None:
    assert "There are no tasks yet." in page_of(visitor(deciding.jan), path_of(deciding))


def test_each_finds_what_is_asked_of_them(offered: Cast) -> None:
    for_jan = page_of(visitor(offered.jan), path_of(offered))
    assert "Asked of you" in for_jan
    assert "You keep an eye on these" in page_of(visitor(offered.bram), path_of(offered))
    assert "Asked of Jan Oudejans." in page_of(visitor(offered.fatima), path_of(offered))


def test_yes_makes_it_a_task(offered: Cast) -> None:
    path = path_of(offered, "task", 1)
    jan = visitor(offered.jan)
    page = page_of(jan, path)
    assert "Will you do this?" in page
    assert "Saying no is always fine. You do not have to say why." in page
    assert "<textarea" not in page
    assert jan.post(path, {"say": "yes"}).status_code == 302
    assert state(offered) is TaskState.ACTIVE
    assert "Jan Oudejans does this." in page_of(visitor(offered.bram), path)


def test_no_names_nobody(offered: Cast) -> None:
    path = path_of(offered, "task", 1)
    assert visitor(offered.jan).post(path, {"say": "no"}).status_code == 302
    for page in (page_of(visitor(offered.fatima), path), page_of(visitor(offered.fatima), path_of(offered))):
        assert "Oudejans" not in page
        assert "Nobody does this yet." in page
    assert "Ask somebody else" in page_of(visitor(offered.fatima), path)


def test_nobody_answers_for_another(offered: Cast) -> None:
    path = path_of(offered, "task", 1)
    assert visitor(offered.fatima).post(path, {"say": "yes"}).status_code == 404
    assert visitor(offered.ria).post(path, {"say": "yes"}).status_code == 403
    assert visitor().get(path).status_code == 403
    assert visitor(offered.jan).post(path, {"say": "perhaps"}).status_code == 422
    assert visitor(offered.jan).get(path_of(offered, "task", 7)).status_code == 404
    assert state(offered) is TaskState.OFFERED


@pytest.mark.parametrize(("say", "becomes"), [("done", TaskState.DONE), ("back", TaskState.GIVEN_BACK)])
def test_a_task_is_done_or_given_back(offered: Cast, say: str, becomes: TaskState) -> None:
    answer_task(offered.case, AnswerTask(1, accepts=True), by=offered.jan, at=offered.at)
    path = path_of(offered, "task", 1)
    assert visitor(offered.jan).post(path, {"say": say, "text": "Zaterdag was druk."}).status_code == 302
    assert state(offered) is becomes
    assert "Zaterdag was druk." in page_of(visitor(offered.bram), path)
    again = visitor(offered.jan).post(path, {"say": say})
    assert again.status_code == 422
    assert "This task has changed in the meantime." in again.content.decode()


def test_asking_explains_a_task_and_a_request(carrying_out: Cast) -> None:
    cast = carrying_out
    path = path_of(cast, "offer_task", 1)
    fatima = visitor(cast.fatima)
    page = page_of(fatima, path)
    assert "asked of somebody who decided on this item" in page
    assert "asked of a professional or an organisation" in page
    said = {"owner": str(cast.petra), "what": "De boeken nakijken", "checker": str(cast.jan), "due_on": "2026-05-01"}
    assert fatima.post(path, said | {"what": ""}).status_code == 422
    assert fatima.post(path, said).status_code == 302
    task = tasks_sheet(cast.case, viewer=cast.anna).all[0]
    assert (task.kind, task.owner, task.checker) == (TaskKind.REQUEST, "Petra Smeets", "Jan Oudejans")
    assert visitor(cast.otto).get(path).status_code == 403


def test_who_did_not_decide_is_first_asked_to_decide(carrying_out: Cast) -> None:
    cast = carrying_out
    gerrit = come_in(cast, "Gerrit", Role.PARTICIPANT, contact="gerrit@example.nl")
    answered = visitor(cast.fatima).post(path_of(cast, "offer_task", 1), {"owner": str(gerrit), "what": "Helpen"})
    assert answered.status_code == 422
    assert "First ask them to take part and decide." in answered.content.decode()
    assert not tasks_sheet(cast.case, viewer=cast.anna).all


def test_what_has_not_been_agreed_gives_no_tasks(deciding: Cast) -> None:
    with_items(deciding)
    path = path_of(deciding, "offer_task", 1)
    assert "This item has not been agreed yet." in page_of(visitor(deciding.jan), path)
    answered = visitor(deciding.jan).post(path, {"owner": str(deciding.bram), "what": "Helpen"})
    assert answered.status_code == 422


def test_queries_do_not_grow_with_tasks(offered: Cast) -> None:
    jan = visitor(offered.jan)
    few = queries_of(jan, path_of(offered))
    for owner in offered.deciders * 3:
        offer_task(offered.case, Offer(1, "Helpen", owner, offered.jan), by=offered.anna, at=offered.at)
    assert queries_of(jan, path_of(offered)) == few
