"""The plan is written by those who decide, item by item, and never overwritten unseen."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.frame_test import ask_frame_test
from gedragen.cases.models import Declaration, FrameTest, ItemVersion, PlanItem
from gedragen.cases.plan.commands import (
    AgreeSafetyNet,
    ChangeItem,
    DropItem,
    ItemText,
    agree_safety_net,
    change_item,
    drop_item,
    write_item,
)
from gedragen.cases.state.plan_state import stands
from gedragen.cases.store.entries import FRAME_TEST_CLOSED, ITEM_CHANGED, ITEM_DROPPED, ITEM_WRITTEN, SAFETY_NET_AGREED
from gedragen.method.items import ItemKind, ItemState
from tests.support.cast import ITEMS, Cast, question_of, to_carrying_out, with_items, with_plan, with_rounds, with_test
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

BAR = ItemText("Een bar", "Bewoners schenken koffie.")
DONE = ItemText("Klaar", "Wij zijn klaar.", kind=ItemKind.CLOSING)


def change(cast: Cast, text: ItemText = BAR, *, number: int = 1, version: int = 1, because: str = "Beter zo.") -> None:
    change_item(cast.case, ChangeItem(number, text, because=because, version=version), by=cast.fatima, at=cast.at)


def state(cast: Cast, number: int = 1) -> ItemState:
    return stands(fresh(cast.case))[number].state


def test_an_item_is_a_draft_with_its_carriers(deciding: Cast) -> None:
    with tells(deciding, ITEM_WRITTEN, ITEM_WRITTEN):
        with_items(deciding)
    stand = stands(fresh(deciding.case))[1]
    assert (stand.version.title.text, stand.state) == (ITEMS[0].title, ItemState.DRAFT)
    assert [seat.pk for seat in stand.version.bound.all()] == [deciding.bram]


@pytest.mark.parametrize(
    ("text", "code"), [(replace(BAR, title=" "), "item-needs-title"), (replace(BAR, what=""), "item-needs-what")]
)
def test_an_incomplete_item_changes_nothing(deciding: Cast, text: ItemText, code: str) -> None:
    with unchanged(), breaks(code):
        write_item(deciding.case, text, by=deciding.anna, at=deciding.at)


@pytest.mark.parametrize("who", ["ria", "otto", "petra"])
def test_nobody_else_writes_the_plan(deciding: Cast, who: str) -> None:
    with unchanged(), denied("not-your-role"):
        write_item(deciding.case, BAR, by=getattr(deciding, who), at=deciding.at)


@pytest.mark.parametrize("who", ["petra", "otto", "xander"])
def test_nobody_is_bound_who_does_not_decide(deciding: Cast, who: str) -> None:
    bound = question_of("xander", deciding.at) if who == "xander" else getattr(deciding, who)
    with unchanged(), breaks("only-deciders-are-bound"):
        write_item(deciding.case, replace(BAR, bound=[bound]), by=deciding.anna, at=deciding.at)


def test_a_change_is_a_new_version_with_a_reason(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), breaks("change-needs-reason"):
        change(deciding, because=" ")
    with tells(deciding, ITEM_CHANGED):
        change(deciding)
    assert list(ItemVersion.objects.filter(item__number=1).values_list("number", "by")) == [
        (1, deciding.anna),
        (2, deciding.fatima),
    ]


def test_a_stale_form_overwrites_nothing(deciding: Cast) -> None:
    with_items(deciding)
    change(deciding)
    with unchanged(), breaks("item-has-changed"):
        change(deciding, replace(BAR, title="Een keuken"))


def test_while_people_answer_the_text_stays_as_it_is(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    with unchanged(), breaks("round-is-open"):
        change(deciding)
    with unchanged(), breaks("round-is-open"):
        drop_item(deciding.case, DropItem(1, because="Toch niet.", version=1), by=deciding.anna, at=deciding.at)


def test_a_dropped_item_stays_readable_and_is_changed_no_more(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), breaks("drop-needs-reason"):
        drop_item(deciding.case, DropItem(1, because=" ", version=1), by=deciding.anna, at=deciding.at)
    with tells(deciding, ITEM_DROPPED):
        drop_item(deciding.case, DropItem(1, because="Toch niet.", version=1), by=deciding.anna, at=deciding.at)
    assert (state(deciding), PlanItem.objects.get(number=1).dropped_at) == (ItemState.DROPPED, deciding.at)
    with unchanged(), breaks("item-is-dropped"):
        change(deciding)


def test_an_item_that_is_not_there_is_not_found(deciding: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        change(deciding, number=9)


def test_a_changed_item_that_had_passed_is_a_draft_again(deciding: Cast) -> None:
    with_plan(deciding)
    assert state(deciding) is ItemState.PASSED
    change(deciding)
    assert (state(deciding), state(deciding, 2)) == (ItemState.DRAFT, ItemState.PASSED)


def change_something(cast: Cast, how: str) -> None:
    acts: dict[str, Callable[[], object]] = {
        "written": lambda: write_item(cast.case, BAR, by=cast.anna, at=cast.at),
        "changed": lambda: change(cast),
        "dropped": lambda: drop_item(cast.case, DropItem(1, because="Toch niet.", version=1), by=cast.anna, at=cast.at),
    }
    acts[how]()


@pytest.mark.parametrize("how", ["written", "changed", "dropped"])
def test_a_plan_that_changes_ends_the_test_of_the_old_one(deciding: Cast, how: str) -> None:
    with_test(with_plan(deciding))
    change_something(deciding, how)
    assert FrameTest.objects.get().result == "void"
    assert [entry.data["result"] for entry in entries(deciding, FRAME_TEST_CLOSED)] == ["void"]


def test_an_item_that_changed_meanwhile_is_not_left_out_unseen(deciding: Cast) -> None:
    with_items(deciding)
    text = ItemText("Alleen zaterdag", "Van tien tot vier.")
    change_item(deciding.case, ChangeItem(1, text, because="Te veel.", version=1), by=deciding.bram, at=deciding.at)
    with unchanged(), breaks("item-has-changed"):
        drop_item(deciding.case, DropItem(1, because="Te veel.", version=1), by=deciding.anna, at=deciding.at)
    drop_item(deciding.case, DropItem(1, because="Toch niet.", version=2), by=deciding.anna, at=deciding.at)


def test_what_if_it_goes_wrong_can_be_agreed_anew(deciding: Cast) -> None:
    read = 0
    for text in ("Bel Ria.", "Bel Bram."):
        with tells(deciding, SAFETY_NET_AGREED):
            agree_safety_net(deciding.case, AgreeSafetyNet(text, read=read), by=deciding.anna, at=deciding.at)
        standing = Declaration.objects.get(kind="safety_net", withdrawn_at__isnull=True).words
        assert standing is not None
        assert standing.text == text
        # Who read what stood before this one, or nothing, is told.
        with unchanged(), breaks("text-has-changed"):
            agree_safety_net(deciding.case, AgreeSafetyNet("Bel mij.", read=read), by=deciding.jan, at=deciding.at)
        read = standing.pk
    with unchanged(), breaks("safety-net-needs-text"):
        agree_safety_net(deciding.case, AgreeSafetyNet(""), by=deciding.anna, at=deciding.at)


def test_closing_together_comes_after_carrying_out(deciding: Cast) -> None:
    with unchanged(), breaks("closing-comes-later"):
        write_item(deciding.case, DONE, by=deciding.anna, at=deciding.at)


def test_asking_whether_we_are_done_changes_no_plan(deciding: Cast) -> None:
    cast = to_carrying_out(deciding)
    number = write_item(cast.case, DONE, by=cast.anna, at=cast.at)
    with unchanged(), breaks("plan-is-tested"):
        ask_frame_test(cast.case, by=cast.ria, at=cast.at)
    change(cast, replace(BAR, what="Bewoners schenken thee."), number=2)
    with tells(cast, ITEM_CHANGED):
        change(cast, DONE, number=number)


def test_a_closing_item_ends_no_test_that_runs(carrying_out: Cast) -> None:
    cast = carrying_out
    closing = write_item(cast.case, DONE, by=cast.anna, at=cast.at)
    drop_item(cast.case, DropItem(2, because="Toch niet.", version=1), by=cast.anna, at=cast.at)
    ask_frame_test(cast.case, by=cast.ria, at=cast.at)
    with tells(cast, ITEM_CHANGED, ITEM_DROPPED):
        change(cast, DONE, number=closing)
        drop_item(cast.case, DropItem(closing, because="Nog niet.", version=2), by=cast.anna, at=cast.at)
