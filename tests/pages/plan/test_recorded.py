"""A frame, promise or item that somebody changed in the database is shown on no page, and nobody decides on it."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frames.commands.promise import ConfirmPromise, confirm_promise
from gedragen.cases.models import Frame, ItemVersion, Promise, Round, Words
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.method.consent import Answer
from gedragen.method.phases import Phase
from gedragen.method.terms import term
from tests.pages.guards.found_forms import Page
from tests.support.cast import (
    FRAMES,
    ITEMS,
    PROMISE,
    Cast,
    all_met,
    answer,
    frames_of,
    with_items,
    with_plan,
    with_rounds,
)
from tests.support.dump import unchanged
from tests.support.refusals import breaks
from tests.support.visitor import address, page_of, visitor

FORGED = "Het huis wordt gehalveerd."
SAYS = "This text is not the one that was recorded."
Tamper = Callable[[Cast], object]


def frame(cast: Cast) -> Frame:
    return Frame.objects.get(case=cast.case, number=1)


def version(cast: Cast) -> ItemVersion:
    return ItemVersion.objects.get(item__case=cast.case, item__number=1)


def forge(words: Words) -> None:
    Words.objects.filter(pk=words.pk).update(text=FORGED)
    forget_snapshots()


def forges_the_frame(cast: Cast) -> None:
    forge(frame(cast).text)


def forges_the_promise(cast: Cast) -> None:
    forge(Promise.objects.get(case=cast.case).fallback)


def forges_the_item(cast: Cast) -> None:
    forge(version(cast).what)


def salts_the_frame_anew(cast: Cast) -> None:
    Words.objects.filter(pk=frame(cast).text_id).update(salt="0" * 32)


def locks_the_frame(cast: Cast) -> None:
    Words.objects.filter(pk=frame(cast).text_id).update(cipher=b"x")


def points_the_frame_at_another_text(cast: Cast) -> None:
    other = Frame.objects.get(case=cast.case, number=2)
    Frame.objects.filter(pk=frame(cast).pk).update(text=other.text_id)


def softens_the_kind(cast: Cast) -> None:
    Frame.objects.filter(pk=frame(cast).pk).update(kind="money")


def raises_the_rung(cast: Cast) -> None:
    Promise.objects.filter(case=cast.case).update(rung=3)


def binds_somebody_else(cast: Cast) -> None:
    version(cast).bound.set([cast.fatima])


@pytest.mark.parametrize("path", ["", "grenzen/", "plan/", "plan/afdrukken/", "toets/"])
def test_nobody_reads_a_forged_frame(carrying_out: Cast, path: str) -> None:
    forges_the_frame(carrying_out)
    for seat in (None, carrying_out.anna, carrying_out.otto):
        page = page_of(visitor(seat), f"/situatie/{address(carrying_out)}/{path}")
        assert FORGED not in page
        assert SAYS in page or FRAMES[1].text not in page


def test_the_page_of_the_limits_says_so(carrying_out: Cast) -> None:
    forges_the_frame(carrying_out)
    page = page_of(visitor(None), f"/situatie/{address(carrying_out)}/grenzen/")
    assert SAYS in page
    assert FRAMES[1].text in page
    assert "Dit is niet de tekst die is vastgelegd." in page_of(
        visitor(None, "nl"), f"/situatie/{address(carrying_out)}/grenzen/"
    )


def test_the_plan_says_so_of_an_item_that_was_agreed(carrying_out: Cast) -> None:
    forges_the_item(carrying_out)
    for path in ("plan/", "onderdeel/1/", "plan/afdrukken/", ""):
        page = page_of(visitor(None), f"/situatie/{address(carrying_out)}/{path}")
        assert FORGED not in page
    page = page_of(visitor(carrying_out.anna), f"/situatie/{address(carrying_out)}/onderdeel/1/")
    assert SAYS in page
    assert ITEMS[0].title in page


def test_the_promise_says_so(carrying_out: Cast) -> None:
    forges_the_promise(carrying_out)
    page = page_of(visitor(None), f"/situatie/{address(carrying_out)}/belofte/")
    assert SAYS in page
    assert FORGED not in page
    assert PROMISE.brings in page


@pytest.mark.parametrize(
    ("tamper", "path"),
    [
        (salts_the_frame_anew, "grenzen/"),
        (locks_the_frame, "grenzen/"),
        (points_the_frame_at_another_text, "grenzen/"),
        (softens_the_kind, "grenzen/"),
        (raises_the_rung, "belofte/"),
        (binds_somebody_else, "onderdeel/1/"),
    ],
)
def test_whatever_was_changed_beside_the_text_is_seen(carrying_out: Cast, tamper: Tamper, path: str) -> None:
    before = page_of(visitor(carrying_out.anna), f"/situatie/{address(carrying_out)}/{path}")
    assert SAYS not in before
    tamper(carrying_out)
    forget_snapshots()
    assert SAYS in page_of(visitor(carrying_out.anna), f"/situatie/{address(carrying_out)}/{path}")


def test_nobody_answers_a_text_that_is_not_shown(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    forges_the_item(deciding)
    with breaks("text-is-not-shown"):
        answer(deciding, deciding.anna)
    answer(deciding, deciding.anna, item=2)
    number = Round.objects.get(case=deciding.case, item__number=1).number
    spoken = AnswerOnBehalf((SpokenAnswer(number, deciding.jan, Answer.YES),))
    with breaks("text-is-not-shown"):
        answer_on_behalf(deciding.case, spoken, by=deciding.ria, at=deciding.at)


def test_nobody_is_asked_about_a_text_that_is_not_shown(deciding: Cast) -> None:
    with_items(deciding)
    forges_the_item(deciding)
    with breaks("text-is-not-shown"):
        asked = OpenRounds((1,), closes_at=term(deciding.at, 14))
        open_rounds(deciding.case, asked, by=deciding.ria, at=deciding.at)


@pytest.mark.parametrize("tamper", [forges_the_item, forges_the_frame, forges_the_promise])
def test_a_plan_with_a_text_that_is_not_shown_is_not_tested(deciding: Cast, tamper: Tamper) -> None:
    with_plan(deciding)
    tamper(deciding)
    with breaks("text-is-not-shown"):
        ask_frame_test(deciding.case, by=deciding.ria, at=deciding.at)


@pytest.mark.parametrize("tamper", [forges_the_item, forges_the_frame])
def test_nobody_says_that_it_fits(testing: Cast, tamper: Tamper) -> None:
    tamper(testing)
    with breaks("text-is-not-shown"):
        give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=testing.otto, at=testing.at)


@pytest.mark.parametrize("tamper", [forges_the_promise, forges_the_frame])
def test_nobody_stands_for_it_or_goes_on_with_it(framed: Cast, tamper: Tamper) -> None:
    tamper(framed)
    with breaks("text-is-not-shown"):
        confirm_promise(framed.case, ConfirmPromise(1, tuple(frames_of(framed))), by=framed.otto, at=framed.at)
    with breaks("text-is-not-shown"):
        move_on(framed.case, MoveOn(expected=Phase.STARTING), by=framed.ria, at=framed.at)


def test_what_stands_in_its_place_is_never_recorded_as_a_text(deciding: Cast) -> None:
    cast = with_items(deciding)
    forge(version(cast).what)
    writer, url = visitor(cast.bram), reverse("item_change", args=[address(cast), 1])
    form = next(one for one in Page(page_of(writer, url), url).forms if "what" in one.boxes)
    filled_in = {name: "".join(box.chosen) for name, box in form.boxes.items() if box.kind != "file"}
    assert filled_in["what"].strip().startswith(SAYS)
    with unchanged():
        answer_page = writer.post(url, filled_in | {"because": "Duidelijker zo."})
    assert (answer_page.status_code, "Write the text anew" in answer_page.content.decode()) == (422, True)
