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
from gedragen.cases.rounds.commands.consent import TakeBack, take_back
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.state.plan_state import plan, stands
from gedragen.cases.store.entries import FRAME_TEST_CLOSED, ITEM_CHANGED, ITEM_DROPPED, ITEM_WRITTEN, SAFETY_NET_AGREED
from gedragen.method.consent import Answer
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.terms import term
from tests.support.cast import (
    ITEMS,
    Cast,
    agreed_in_a_round,
    answer,
    question_of,
    to_carrying_out,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
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


def drop(cast: Cast, *, number: int = 1, version: int = 1) -> None:
    drop_item(cast.case, DropItem(number, because="Toch niet.", version=version), by=cast.anna, at=cast.at)


def held(cast: Cast, number: int = 1) -> int:
    """Which text of an item holds."""
    return stands(fresh(cast.case))[number].version.number


PROPOSALS: dict[str, Callable[[Cast], object]] = {
    "written": lambda cast: write_item(cast.case, BAR, by=cast.anna, at=cast.at),
    "changed": change,
    "dropped": drop,
}


@pytest.mark.parametrize("how", PROPOSALS)
def test_what_was_agreed_stands_until_a_round_passes_what_one_person_proposes(deciding: Cast, how: str) -> None:
    with_test(with_plan(deciding))
    stood = [(stand.item.number, stand.version.pk) for stand in plan(fresh(deciding.case))]
    PROPOSALS[how](deciding)
    assert [(stand.item.number, stand.version.pk) for stand in plan(fresh(deciding.case))] == stood
    assert (state(deciding), FrameTest.objects.get().result) == (ItemState.PASSED, "open")
    item, version = (3, 1) if how == "written" else (1, 2)
    agreed_in_a_round(deciding, item=item, version=version)
    assert [entry.kind for entry in entries(deciding)][-1] == FRAME_TEST_CLOSED
    now = {stand.item.number: stand.version.number for stand in plan(fresh(deciding.case))}
    assert now == {"written": {1: 1, 2: 1, 3: 1}, "changed": {1: 2, 2: 1}, "dropped": {2: 1}}[how]
    assert [entry.data["result"] for entry in entries(deciding, FRAME_TEST_CLOSED)] == ["void"]


@pytest.mark.parametrize("how", ["changed", "dropped"])
@pytest.mark.parametrize("said", [Answer.OBJECTION, Answer.ABSTENTION])
def test_a_proposal_that_does_not_pass_changes_nothing(deciding: Cast, how: str, said: Answer) -> None:
    with_plan(deciding)
    PROPOSALS[how](deciding)
    open_rounds(deciding.case, OpenRounds((1,), closes_at=term(deciding.at, 14)), by=deciding.ria, at=deciding.at)
    for seat in deciding.deciders:
        answer(deciding, seat, said, version=2, reason="Dat willen wij niet.")
    stand = stands(fresh(deciding.case))[1]
    assert (stand.state, stand.version.number) == (ItemState.PASSED, 1)
    # Somebody may better it: after a "no" it is still on the table.
    proposed = stand.proposal.state if stand.proposal else None
    assert proposed == (ItemState.OBJECTED if said is Answer.OBJECTION else None)
    change(deciding, replace(BAR, title="Een bar op zaterdag"), version=2 if proposed else 1)
    agreed_in_a_round(deciding, item=1, version=3)
    assert held(deciding) == 3


def test_before_anything_was_agreed_a_text_takes_the_place_of_the_one_before(deciding: Cast) -> None:
    with_items(deciding)
    change(deciding)
    assert (held(deciding), state(deciding)) == (2, ItemState.DRAFT)


def test_the_same_text_sent_again_changes_nothing(deciding: Cast) -> None:
    with_plan(deciding)
    first = replace(ITEMS[0], bound=[deciding.bram])
    with unchanged(), breaks("nothing-changed"):
        change(deciding, replace(first, what=f" {first.what}\n"))
    drop(deciding)
    with unchanged(), breaks("nothing-changed"):
        drop(deciding, version=2)


def test_nobody_takes_back_a_yes_while_people_answer_about_another_text(deciding: Cast) -> None:
    with_plan(deciding)
    change(deciding)
    open_rounds(deciding.case, OpenRounds((1,), closes_at=term(deciding.at, 14)), by=deciding.ria, at=deciding.at)
    with unchanged(), breaks("proposal-is-in-round"):
        take_back(deciding.case, TakeBack(1, "Ik kan niet meer."), by=deciding.bram, at=deciding.at)


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
    drop(cast, number=2)
    agreed_in_a_round(cast, item=2, version=2)
    ask_frame_test(cast.case, by=cast.ria, at=cast.at)
    with tells(cast, ITEM_CHANGED, ITEM_DROPPED):
        change(cast, replace(DONE, what="Alles is gedaan."), number=number)
        drop(cast, number=number, version=2)
