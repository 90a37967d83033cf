"""What Karin reads of the family's plan, on the screen of those whose plan it is, and on hers."""

import pytest

from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case
from gedragen.cases.plan.commands import ItemText, write_item
from tests.support.family_cast import Family, with_plan
from tests.support.visitor import address, neighbour, page_of, queries_of


@pytest.fixture
def agreed(family_deciding: Family) -> Family:
    return with_plan(family_deciding)


def at(family: Family, path: str) -> str:
    return f"/situatie/{address(family)}/{path}"


def test_the_plan_leads_to_who_reads_it_and_two_say_that_she_reads_it_all(agreed: Family) -> None:
    truus, henk, karin = (neighbour(seat) for seat in (agreed.truus, agreed.henk, agreed.karin))
    offer_task(agreed.case, Offer(1, "Wilt u de school bellen?", agreed.karin), by=agreed.truus, at=agreed.at)
    assert "Wie leest het plan mee" in page_of(truus, at(agreed, "plan/"))
    assert "Karin Mulder leest: het eigen deel." in page_of(truus, at(agreed, "wie-leest-mee/"))
    here = at(agreed, f"wie-leest-mee/{agreed.karin}/")
    assert "Wat mag Karin Mulder lezen?" in page_of(truus, here)
    assert truus.post(here, {"reach": "whole"}).status_code == 302
    assert "Dat wacht op een tweede" in page_of(truus, here)
    assert "Wilt u dat ook?" in page_of(henk, here)
    assert "Leyla en Henk." not in page_of(karin, at(agreed, "met-u-gedeeld/"))
    assert henk.post(here, {"reach": "whole"}).status_code == 302
    read = page_of(karin, at(agreed, "met-u-gedeeld/"))
    assert all(text in read for text in ("Doordeweeks bij oma", "Wie iets merkt, belt Leyla.", "Leyla en Henk."))


def test_she_finds_it_from_her_own_page_and_others_find_nothing(agreed: Family) -> None:
    assert "Wat met u is gedeeld" in page_of(neighbour(agreed.karin), at(agreed, "weg/"))
    assert "Wat met u is gedeeld" not in page_of(neighbour(agreed.truus), at(agreed, "weg/"))
    assert neighbour(agreed.truus).get(at(agreed, "met-u-gedeeld/")).status_code == 404
    assert neighbour(agreed.karin).get(at(agreed, "wie-leest-mee/")).status_code == 403


def test_who_reads_nothing_is_told_so_and_who_guides_only_looks(agreed: Family) -> None:
    here = at(agreed, f"wie-leest-mee/{agreed.karin}/")
    assert neighbour(agreed.leyla).post(here, {"reach": "nothing"}).status_code == 302
    assert "De mensen delen hun plan niet met u" in page_of(neighbour(agreed.karin), at(agreed, "met-u-gedeeld/"))
    assert neighbour(agreed.ria).get(here).status_code == 403
    assert "Karin Mulder leest: niets." in page_of(neighbour(agreed.ria), at(agreed, "wie-leest-mee/"))


def test_who_sends_nothing_is_asked_to_choose(agreed: Family) -> None:
    sent = neighbour(agreed.truus).post(at(agreed, f"wie-leest-mee/{agreed.karin}/"), {"reach": ""})
    assert sent.status_code == 422
    assert "Kies wat diegene mag lezen." in sent.content.decode()


def test_what_is_shared_asks_the_database_no_more_for_more_items(agreed: Family) -> None:
    karin, path = neighbour(agreed.karin), at(agreed, "met-u-gedeeld/")
    # What holds while it is carried out stays shared, whatever is written beside it.
    Case.objects.update(carrying_out_at=agreed.at)
    forget_snapshots()
    page_of(karin, path)
    before = queries_of(karin, path)
    for number in range(4):
        write_item(agreed.case, ItemText(f"Nog {number}", "Wij bellen.", bound=[]), by=agreed.truus, at=agreed.at)
    page_of(karin, path)
    assert queries_of(karin, path) <= before
