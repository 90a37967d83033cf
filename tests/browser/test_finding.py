"""Among very many people one finds somebody by name: with and without scripts, and nothing to mend on the way."""

import pytest
from playwright.sync_api import expect

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import RoundAnswer, Seat
from gedragen.cases.plan.queries.plan import item_sheet
from tests.browser.axe import looked_at
from tests.browser.walking import NewWalker, Story, Walker
from tests.support.cast import Cast, make_case, to_carrying_out, to_deciding, to_preparing, with_items, with_rounds
from tests.support.crowd import fill

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight people are very many here."""
    monkeypatch.setattr("gedragen.cases.engine.finding.LISTED", 8)
    monkeypatch.setattr("gedragen.cases.engine.finding.FOUND", 3)


def town(story: Story) -> Cast:
    cast = to_preparing(make_case(story.at))
    fill(cast, 20, cast.at)
    return to_deciding(cast)


def seat_named(name: str) -> int:
    return Seat.objects.get(name__text=name).pk


def inside(walker: Walker, seat: int) -> Walker:
    walker.go(f"/link/{my_link(seat)}/")
    walker.send()
    return walker


def test_enter_in_the_box_finds_and_what_was_typed_stays(story: Story, walker: NewWalker, javascript: bool) -> None:
    cast = town(story)
    jan = inside(walker(), cast.jan)
    jan.go("/situatie/huize-lydia/onderdeel/nieuw/")
    jan.fill(title="De tuin", what="Wij houden de tuin bij.", find_bound="buur 19")
    jan.page.keyboard.press("Enter")
    jan.sees("We found %(count)d person.", count=1)
    expect(jan.page.locator('[name="find_bound"]')).to_be_focused()
    jan.choose("bound", str(seat_named("Buur 19")))
    jan.fill(find_bound="buur 20")
    jan.press("Find")
    jan.choose("bound", str(seat_named("Buur 20")))
    jan.send()
    written = item_sheet(cast.case, 1, viewer=cast.jan).item.version
    assert (written.title, written.bound) == ("De tuin", ("Buur 19", "Buur 20"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_nothing_to_mend_where_one_finds_somebody(story: Story, walker: NewWalker, language: str) -> None:
    cast = to_carrying_out(to_deciding(to_preparing(make_case(story.at))))
    fill(cast, 20, cast.at)
    with looked_at(walker, language, eyes=language == "nl") as looked:
        jan = inside(looked(), cast.jan)
        for path, box in (("onderdeel/nieuw", "find_bound"), ("onderdeel/1/taak", "find_checker")):
            jan.go(f"/situatie/huize-lydia/{path}/")
            for name in ("buur 19", "niemand"):
                jan.fill(**{box: name})
                jan.tap(f'[value="{box}"]')


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_very_large_meeting_is_gathered_name_by_name(story: Story, walker: NewWalker, language: str) -> None:
    cast = with_rounds(with_items(town(story)))
    with looked_at(walker, language, eyes=language == "nl") as looked:
        ria = inside(looked(), cast.ria)
        ria.go("/situatie/huize-lydia/overzicht/namens/")
        for number in (18, 19):
            ria.fill(find_people=f"buur {number}")
            ria.press("Find")
            ria.choose(f"answer-{seat_named(f'Buur {number}')}-1", "yes")
        ria.send()
        assert RoundAnswer.objects.filter(on_behalf_by=cast.ria).count() == 2
