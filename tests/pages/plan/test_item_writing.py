"""Writing, changing and leaving out an item; a stale form overwrites nobody; closing is asked of everyone."""

from django.urls import reverse

from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.terms import term
from tests.support.cast import ITEMS, Cast, agreed_in_a_round, with_items, with_plan, with_rounds
from tests.support.visitor import address, as_read, page_of, visitor


def path_of(cast: Cast, name: str, number: int | None = None) -> str:
    return reverse(name, args=[address(cast)] if number is None else [address(cast), number])


def filled_in(**other: object) -> dict[str, object]:
    said = {"title": "De tuin", "what": "Wij houden de tuin bij.", "why": "", "when": "In maart", "bound": []}
    return said | {"because": "Dat is beter.", "version": "1"} | other


def test_an_item_says_what_who_when_and_why(deciding: Cast) -> None:
    jan = visitor(deciding.jan)
    assert "Jan Oudejans (you)" in page_of(jan, path_of(deciding, "item_new"))
    answered = jan.post(path_of(deciding, "item_new"), filled_in(bound=[deciding.jan, deciding.bram]), follow=True)
    assert "Your item is in the plan, as a draft." in answered.content.decode()
    version = item_sheet(deciding.case, 1, viewer=deciding.jan).item.version
    assert (version.title, version.when) == ("De tuin", "In maart")
    assert version.bound == ("Bram Willems", "Jan Oudejans")


def test_a_mistake_keeps_what_was_typed_and_changes_nothing(deciding: Cast) -> None:
    answered = visitor(deciding.jan).post(path_of(deciding, "item_new"), filled_in(title=" "))
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Give it a short name." in page
    assert "Wij houden de tuin bij." in page
    assert not plan_sheet(deciding.case, viewer=None).items


def test_who_does_not_decide_cannot_carry(deciding: Cast) -> None:
    answered = visitor(deciding.jan).post(path_of(deciding, "item_new"), filled_in(bound=[deciding.petra]))
    assert answered.status_code == 422
    assert not plan_sheet(deciding.case, viewer=None).items


def test_facilitator_authority_and_professional_do_not_write(deciding: Cast) -> None:
    with_items(deciding)
    for seat in (deciding.ria, deciding.otto, deciding.petra):
        for path in (path_of(deciding, "item_new"), path_of(deciding, "item_change", 1)):
            assert visitor(seat).get(path).status_code == 403
            assert visitor(seat).post(path, filled_in()).status_code == 403
    assert visitor().get(path_of(deciding, "item_new")).status_code == 403


def test_a_change_says_why(deciding: Cast) -> None:
    with_items(deciding)
    path = path_of(deciding, "item_change", 1)
    fatima = visitor(deciding.fatima)
    assert "Vier bewoners houden de kas bij." in page_of(fatima, path)
    without = fatima.post(path, filled_in(because=""))
    assert without.status_code == 422
    assert "Say why you change it." in without.content.decode()
    assert fatima.post(path, filled_in()).status_code == 302
    assert item_sheet(deciding.case, 1, viewer=deciding.jan).item.version.because == "Dat is beter."


def test_a_stale_change_shows_both_texts_and_can_be_sent_again(deciding: Cast) -> None:
    with_items(deciding)
    text = ItemText("Nieuw", "Zes bewoners houden de kas bij.")
    change_item(
        deciding.case, ChangeItem(1, text, because="Vier is weinig.", version=1), by=deciding.bram, at=deciding.at
    )
    path = path_of(deciding, "item_change", 1)
    answered = visitor(deciding.jan).post(path, filled_in())
    page = as_read(answered.content.decode())
    assert answered.status_code == 422
    assert "Somebody changed this item while you were reading." in page
    assert "Zes bewoners houden de kas bij." in page
    assert "Wij houden de tuin bij." in page
    assert "Bram Willems changed it because: Vier is weinig." in page
    assert 'name="version" value="2"' in page
    assert item_sheet(deciding.case, 1, viewer=None).item.version.number == 2
    assert visitor(deciding.jan).post(path, filled_in(version="2")).status_code == 302


def test_an_item_in_a_round_does_not_change(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answered = visitor(deciding.jan).post(path_of(deciding, "item_change", 1), filled_in())
    assert answered.status_code == 422
    assert "It can change after the round." in answered.content.decode()


def test_leaving_out_needs_a_reason_that_stays_to_read(deciding: Cast) -> None:
    with_items(deciding)
    path = path_of(deciding, "item_drop", 2)
    jan = visitor(deciding.jan)
    assert jan.post(path, {"because": "", "version": "1"}).status_code == 422
    assert 'name="version" value="1"' in page_of(jan, path)
    assert jan.post(path, {"because": "Dat doet de kerk al.", "version": "1"}).status_code == 302
    assert item_sheet(deciding.case, 2, viewer=None).item.state is ItemState.DROPPED
    assert "Dat doet de kerk al." in page_of(visitor(), path_of(deciding, "item", 2))
    assert "Dat doet de kerk al." in page_of(visitor(), path_of(deciding, "plan"))


def test_an_item_that_changed_meanwhile_is_read_again_before_it_is_left_out(deciding: Cast) -> None:
    with_items(deciding)
    text = ItemText("Nieuw", "Zes bewoners houden de kas bij.")
    change_item(
        deciding.case, ChangeItem(1, text, because="Vier is weinig.", version=1), by=deciding.bram, at=deciding.at
    )
    answered = visitor(deciding.jan).post(path_of(deciding, "item_drop", 1), {"because": "Te veel.", "version": "1"})
    page = as_read(answered.content.decode())
    assert answered.status_code == 422
    assert "Somebody changed this item while you were reading." in page
    assert "Zes bewoners houden de kas bij." in page
    assert "Te veel." in page
    assert 'name="version" value="2"' in page


def test_what_was_agreed_is_changed_by_a_proposal_that_everybody_can_read_beside_it(deciding: Cast) -> None:
    with_plan(deciding)
    jan, change, item = visitor(deciding.jan), path_of(deciding, "item_change", 1), path_of(deciding, "item", 1)
    assert "Propose a change" in page_of(jan, item)
    assert "What was agreed holds until everyone has been asked about your proposal." in page_of(jan, change)
    first = ITEMS[0]
    as_it_was = {"title": first.title, "what": first.what, "why": first.why, "when": "", "bound": [deciding.bram]}
    same = jan.post(change, filled_in(**as_it_was))
    assert same.status_code == 422
    page = as_read(jan.post(change, filled_in(), follow=True).content.decode())
    assert "Your proposal stands beside it." in page
    for reader in (visitor(deciding.fatima), visitor(deciding.ria), visitor()):
        page = as_read(page_of(reader, item))
        assert "Vier bewoners houden de kas bij." in page
        assert "Wij houden de tuin bij." in page
        assert "Until everyone has been asked, the text above holds." in page
        assert "There is a proposal to change this" in as_read(page_of(reader, path_of(deciding, "plan")))
    assert "Every item has been agreed." in page_of(jan, path_of(deciding, "plan"))
    assert "a proposal" in page_of(visitor(deciding.ria), path_of(deciding, "cockpit"))
    agreed_in_a_round(deciding, item=1, version=2)
    assert "Wij houden de tuin bij." in as_read(page_of(jan, item))
    assert "Until everyone has been asked" not in page_of(jan, item)


def test_a_proposal_to_leave_something_out_is_answered_on_the_page_of_the_item(deciding: Cast) -> None:
    with_plan(deciding)
    jan, item = visitor(deciding.jan), path_of(deciding, "item", 2)
    jan.post(path_of(deciding, "item_drop", 2), {"because": "Dat doet de kerk al.", "version": "1"})
    rounds = OpenRounds((2,), closes_at=term(deciding.at, 14))
    open_rounds(deciding.case, rounds, by=deciding.ria, at=deciding.at)
    page = page_of(visitor(deciding.fatima), item)
    assert "Proposal: leave this out of the plan" in page
    assert 'name="version" value="2"' in page
    assert (
        visitor(deciding.fatima)
        .post(item, {"answer": "objection", "reason": "Die wil niet.", "version": 2})
        .status_code
        == 302
    )
    for seat in (deciding.anna, deciding.bram, deciding.jan):
        visitor(seat).post(item, {"answer": "abstention", "version": 2})
    page = page_of(jan, item)
    assert "Somebody says no to this proposal." in page
    assert "Agreed" in page
    assert "Die wil niet." in page_of(jan, path_of(deciding, "item_change", 2))


def test_closing_together_is_an_item_that_everyone_is_asked_about(carrying_out: Cast) -> None:
    path = path_of(carrying_out, "close_together")
    jan = visitor(carrying_out.jan)
    assert "Then Ria Jansen opens a round" in page_of(jan, path)
    assert jan.post(path, {"what": ""}).status_code == 422
    assert jan.post(path, {"what": "Het huis redt zichzelf."}).status_code == 302
    closing = plan_sheet(carrying_out.case, viewer=None).items[-1]
    assert (closing.kind, closing.version.what) == (ItemKind.CLOSING, "Het huis redt zichzelf.")
    assert "This has been asked already." in page_of(jan, path)


def test_closing_comes_later(deciding: Cast) -> None:
    answered = visitor(deciding.jan).post(path_of(deciding, "close_together"), {"what": "Klaar."})
    assert answered.status_code == 422
    assert "You can close together once you are carrying out the plan." in answered.content.decode()


def test_a_form_that_would_be_refused_is_not_filled_in_first(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    fatima = visitor(deciding.fatima)
    for name, why in (
        ("item_change", "People are answering this item now."),
        ("item_drop", "People are answering this item now."),
        ("take_back", "This item has not been agreed yet."),
    ):
        answered = fatima.get(path_of(deciding, name, 1), follow=True)
        assert answered.redirect_chain == [(path_of(deciding, "item", 1), 302)]
        assert why in answered.content.decode()
    answered = fatima.get(path_of(deciding, "close_together"), follow=True)
    assert "You can close together once you are carrying out the plan." in answered.content.decode()


def test_who_wrote_it_corrects_and_anybody_says_that_it_is_more(carrying_out: Cast) -> None:
    item = item_sheet(carrying_out.case, 1, viewer=carrying_out.jan).item
    sheets = {seat: item_sheet(carrying_out.case, 1, viewer=seat) for seat in carrying_out.deciders}
    writer = next(seat for seat, sheet in sheets.items() if sheet.corrections.may_correct)
    author, jan, path = visitor(writer), visitor(carrying_out.jan), path_of(carrying_out, "item_correct", 1)
    assert "A small correction" in page_of(author, path_of(carrying_out, "item", 1))
    typed = {"title": item.version.title, "what": item.version.what, "why": item.version.why, "version": "1"}
    more = author.post(path, typed | {"what": "Vijf bewoners houden de kas bij."})
    assert more.status_code == 422
    assert "This is more than a small correction" in more.content.decode()
    assert "Vijf bewoners" in more.content.decode()
    assert author.post(path, typed | {"what": item.version.what.replace("bewoners", "bewonners")}).status_code == 302
    assert author.get(path).status_code == 302
    page = page_of(jan, path_of(carrying_out, "item", 1))
    assert "Yes, it changes what I agreed" in page
    answered = jan.post(path_of(carrying_out, "correction_dispute", 1), {"version": "1"}, follow=True)
    assert "It was meant as a small correction." in answered.content.decode()
