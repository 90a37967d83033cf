"""Among very many people a page lists some, finds the others by name, and keeps what was typed and chosen."""

import re

import pytest
from django.urls import reverse

from gedragen.cases.doing.queries.tasks import tasks_sheet
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Room, Seat, Words
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
from tests.support.cast import Cast, with_items
from tests.support.crowd import fill
from tests.support.visitor import address, page_of, rows_read, visitor

SAID = {"title": "De tuin", "what": "Wij houden de tuin bij.", "why": "Dat is mooi.", "when": "In maart"}
ASKED = {"what": "De deur openen", "due_on": "2026-05-01"}


@pytest.fixture(autouse=True)
def _a_small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight people are very many here."""
    monkeypatch.setattr("gedragen.cases.engine.finding.LISTED", 8)
    monkeypatch.setattr("gedragen.cases.engine.finding.FOUND", 3)


def crowded(cast: Cast, people: int = 20) -> Cast:
    fill(cast, people, cast.at)
    return cast


def path_of(cast: Cast, name: str, number: int | None = None) -> str:
    return reverse(name, args=[address(cast)] if number is None else [address(cast), number])


def seat_named(cast: Cast, name: str) -> int:
    return Seat.objects.get(case=cast.case, name__text=name).pk


def offered(page: str, field: str) -> dict[int, bool]:
    """Who is listed in a field, and whether they are chosen."""
    found = re.findall(rf'<input[^>]*name="{field}" value="(\d+)"([^>]*)>', page)
    return {int(seat): "checked" in rest for seat, rest in found}


def looked(cast: Cast, path: str, field: str, name: str, **said: object) -> str:
    """The page after looking for a name in one of its boxes."""
    sent = {f"find_{field}": name, "look": f"find_{field}", **said}
    answered = visitor(cast.jan).post(path, sent)
    assert answered.status_code == 200
    return answered.content.decode()


def test_up_to_so_many_people_are_all_listed_and_there_is_nothing_to_find(deciding: Cast) -> None:
    names = Seat.objects.filter(case=deciding.case, decides=True).count()
    fill(deciding, Seat.objects.filter(case=deciding.case).count() + 8 - names, deciding.at)
    page = page_of(visitor(deciding.jan), path_of(deciding, "item_new"))
    assert len(offered(page, "bound")) == 8
    assert "Find somebody by name" not in page


def test_with_one_more_some_are_listed_and_the_page_says_so(deciding: Cast) -> None:
    page = page_of(visitor(crowded(deciding).jan), path_of(deciding, "item_new"))
    assert "There are too many people to list here." in page
    assert len(offered(page, "bound")) == 4
    assert deciding.jan in offered(page, "bound")


def test_whom_one_looks_for_is_found_and_what_was_typed_and_chosen_stays(deciding: Cast) -> None:
    path = path_of(crowded(deciding), "item_new")
    page = looked(deciding, path, "bound", "buur 19", **SAID, bound=[deciding.fatima])
    assert all(said in page for said in SAID.values())
    assert offered(page, "bound") == {
        deciding.fatima: True,
        deciding.jan: False,
        seat_named(deciding, "Buur 19"): False,
    }
    assert "We found 1 person." in page
    assert re.search(r'name="find_bound" value="buur 19"[^>]* autofocus', page)
    assert "Please look at this once more." not in page
    assert not plan_sheet(deciding.case, viewer=None).items


def test_looking_checks_nothing_yet(deciding: Cast) -> None:
    page = looked(deciding, path_of(crowded(deciding), "item_new"), "bound", "buur", title="")
    assert "More people have this name than you see here." in page
    assert "Give it a short name." not in page


def test_a_name_of_nobody_says_so(deciding: Cast) -> None:
    page = looked(deciding, path_of(crowded(deciding), "item_new"), "bound", "Niemand%_")
    assert "We found nobody with this name." in page
    assert list(offered(page, "bound")) == [deciding.jan]


@pytest.mark.parametrize("typed", ["özlem", "ÖZLEM", "Kaya özlem", " özlem\x00 "])
def test_capitals_and_the_order_of_names_make_no_difference(deciding: Cast, typed: str) -> None:
    seat = seat_named(crowded(deciding), "Buur 20")
    Words.objects.filter(text="Buur 20", case=deciding.case).update(text="Özlem Kaya")
    forget_snapshots()
    assert seat in offered(looked(deciding, path_of(deciding, "item_new"), "bound", typed), "bound")


def test_who_is_not_listed_can_be_chosen_all_the_same(deciding: Cast) -> None:
    last = seat_named(crowded(deciding), "Buur 20")
    path = path_of(deciding, "item_new")
    assert last not in offered(page_of(visitor(deciding.jan), path), "bound")
    assert visitor(deciding.jan).post(path, {**SAID, "bound": [last]}).status_code == 302
    assert item_sheet(deciding.case, 1, viewer=deciding.jan).item.version.bound == ("Buur 20",)


def test_after_a_mistake_who_was_chosen_is_still_listed(deciding: Cast) -> None:
    last = seat_named(crowded(deciding), "Buur 20")
    answered = visitor(deciding.jan).post(path_of(deciding, "item_new"), {**SAID, "title": "", "bound": [last]})
    assert answered.status_code == 422
    assert offered(answered.content.decode(), "bound")[last]


@pytest.mark.parametrize("bound", ["petra", "nobody"])
def test_who_may_not_be_chosen_is_not_taken_either(deciding: Cast, bound: str) -> None:
    seat = getattr(crowded(deciding), bound, 99_999_999)
    answered = visitor(deciding.jan).post(path_of(deciding, "item_new"), {**SAID, "bound": [seat]})
    assert answered.status_code == 422
    assert not plan_sheet(deciding.case, viewer=None).items


def hidden(cast: Cast) -> int:
    """Somebody who decides, whose name has come to lie where Jan does not read."""
    seat = seat_named(crowded(cast), "Buur 20")
    room = Room.objects.get(case=cast.case, key="private")
    Words.objects.filter(case=cast.case, text="Buur 20").update(room=room, seat=seat)
    forget_snapshots()
    return seat


@pytest.mark.parametrize(("page", "field"), [("item_new", "bound"), ("offer_task", "owner"), ("offer_task", "checker")])
def test_a_name_that_one_may_not_read_is_not_found_and_not_chosen(carrying_out: Cast, page: str, field: str) -> None:
    seat, cast = hidden(carrying_out), carrying_out
    path = path_of(cast, page, 1 if page == "offer_task" else None)
    for chosen in ([], [seat]):
        found = looked(cast, path, field, "Buur 20", **{field: chosen})
        assert seat not in offered(found, field)
        assert "We found nobody with this name." in found
    sent = visitor(cast.jan).post(path, {**SAID, **ASKED, "owner": cast.bram, field: seat})
    assert sent.status_code == 422


def test_a_change_lists_who_carries_it_now(deciding: Cast) -> None:
    last = seat_named(crowded(with_items(deciding)), "Buur 20")
    text = ItemText("Nieuw", "Buur 20 houdt de kas bij.", bound=[last])
    change_item(
        deciding.case, ChangeItem(1, text, because="Vier is veel.", version=1), by=deciding.bram, at=deciding.at
    )
    assert offered(page_of(visitor(deciding.jan), path_of(deciding, "item_change", 1)), "bound")[last]


def test_who_looks_while_the_text_changes_is_told_so(deciding: Cast) -> None:
    path = path_of(crowded(with_items(deciding)), "item_change", 1)
    assert "The text as it is now" not in looked(deciding, path, "bound", "Buur 19", **SAID, version="1")
    text = ItemText("Nieuw", "Zes bewoners houden de kas bij.")
    change_item(
        deciding.case, ChangeItem(1, text, because="Vier is weinig.", version=1), by=deciding.bram, at=deciding.at
    )
    page = looked(deciding, path, "bound", "Buur 19", **SAID, because="Mooier.", version="1")
    assert "The text as it is now" in page
    assert "Zes bewoners houden de kas bij." in page
    assert "Mooier." in page


def test_whom_to_ask_and_who_keeps_an_eye_on_it_are_found_each_in_their_own_box(carrying_out: Cast) -> None:
    cast = crowded(carrying_out)
    path, owner, checker = path_of(cast, "offer_task", 1), seat_named(cast, "Buur 19"), seat_named(cast, "Buur 20")
    page = page_of(visitor(cast.jan), path)
    assert page.count("Find somebody by name") == 2
    assert offered(page, "checker")[cast.jan]
    page = looked(cast, path, "owner", "Buur 19", **ASKED, checker=checker)
    assert offered(page, "owner")[owner] is False
    assert offered(page, "checker")[checker]
    assert "De deur openen" in page
    assert "2026-05-01" in page
    assert visitor(cast.jan).post(path, {**ASKED, "owner": cast.petra, "checker": checker}).status_code == 302
    task = tasks_sheet(cast.case, viewer=cast.jan).all[0]
    assert (task.owner, task.checker) == ("Petra Smeets", "Buur 20")


def test_enter_in_the_second_box_leads_back_to_the_second_box(carrying_out: Cast) -> None:
    """A browser presses the first button of the form then."""
    path = path_of(crowded(carrying_out), "offer_task", 1)
    said = {"find_owner": "Buur 19", "was_find_owner": "Buur 19", "find_checker": "Buur 20", "was_find_checker": ""}
    page = visitor(carrying_out.jan).post(path, {**said, "look": "find_owner"}).content.decode()
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["find_checker"]
    page = visitor(carrying_out.jan).post(path, {**said, "look": "find_checker"}).content.decode()
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["find_checker"]
    assert 'name="was_find_checker" value="Buur 20"' in page


@pytest.mark.parametrize("name", ["item_new", "offer_task"])
def test_the_page_grows_no_more(carrying_out: Cast, name: str) -> None:
    cast, seen = carrying_out, []
    path = path_of(cast, name, 1 if name == "offer_task" else None)
    for people in (20, 120):
        crowded(cast, people)
        seen.append((rows_read(visitor(cast.jan), path), len(page_of(visitor(cast.jan), path))))
    assert seen[0] == seen[1]
