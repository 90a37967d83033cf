"""What an approach calls an item of the plan, and what it says under the box that one writes it in."""

from datetime import datetime

import pytest

from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, make_case, to_deciding, to_preparing, with_items
from tests.support.own_file import add_own, faults_of
from tests.support.visitor import neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
ITEMS = """[items]
one = { nl = "Een afspraak", en = "An agreement" }
many = { nl = "Wat wij afspreken", en = "What we agree" }
help = { nl = "Wie doet wat, en voor wanneer?", en = "Who does what, and by when?" }
example = { nl = "Ik betaal de ruit in drie keer.", en = "I pay for the window in three parts." }
"""
HELP = "Wie doet wat, en voor wanneer? Bijvoorbeeld: Ik betaal de ruit in drie keer."


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, to_deciding(to_preparing(make_case(at, approach=add_own(at, ITEMS)))))


def test_an_item_is_called_so_where_one_writes_it_and_where_they_stand_together(own: Cast) -> None:
    bram = neighbour(own.bram)
    assert "Schrijf een afspraak" in page_of(bram, f"{HERE}/plan/")
    with_items(own)
    for path in ("weg/", "plan/", "onderdeel/nieuw/"):
        page = page_of(bram, f"{HERE}/{path}")
        assert "Schrijf een afspraak" in page
        assert "Schrijf een onderdeel" not in page
    assert "Wat wij afspreken" in page_of(bram, f"{HERE}/plan/")
    assert "Een afspraak</p>" in page_of(bram, f"{HERE}/onderdeel/1/")
    assert "Write an agreement" in page_of(visitor(own.bram), f"{HERE}/onderdeel/nieuw/")


def test_under_the_box_stand_the_help_and_the_example_of_the_approach(own: Cast) -> None:
    bram = neighbour(own.bram)
    assert HELP in page_of(bram, f"{HERE}/onderdeel/nieuw/")
    assert HELP in page_of(neighbour(with_items(own).bram), f"{HERE}/onderdeel/1/wijzigen/")
    page = page_of(visitor(own.bram), f"{HERE}/onderdeel/nieuw/")
    assert "Who does what, and by when? For example: I pay for the window in three parts." in page


def test_each_may_be_left_out(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    only = '[items]\nexample = { nl = "Ik betaal de ruit.", en = "I pay for the window." }'
    cast = stop_the_clock(monkeypatch, to_deciding(to_preparing(make_case(at, approach=add_own(at, only)))))
    page = page_of(neighbour(cast.bram), f"{HERE}/onderdeel/nieuw/")
    assert "Bijvoorbeeld: Ik betaal de ruit." in page
    assert "Schrijf een onderdeel" in page


def test_without_texts_of_its_own_it_is_as_everywhere(deciding: Cast) -> None:
    page = page_of(neighbour(deciding.bram), f"{HERE}/onderdeel/nieuw/")
    assert "Schrijf een onderdeel" in page
    assert "Bijvoorbeeld:" not in page


def test_an_empty_table_or_an_unknown_text_is_refused() -> None:
    assert faults_of("[items]")["items"].startswith("write at least one of one, many, help, example")
    assert faults_of(f"{ITEMS}label = 1")["items.label"].startswith("unknown; use one of")
