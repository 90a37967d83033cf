"""How it is done stands on a page, and every word of it comes from the approach's own file."""

import pytest

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.keys.declarations import shared_declarations
from gedragen.pages.house.words import ROOM
from gedragen.pages.starting.approach import PAPERS
from tests.support.cast import Cast
from tests.support.visitor import neighbour


def test_the_page_names_every_stage_and_paper(preparing: Cast) -> None:
    page = neighbour(preparing.bram).get("/situatie/huize-lydia/aanpak/").content.decode()
    found = shipped_files()["neighbourhood"].approach
    for text in [stage.name.nl for stage in found.stages] + [paper.name.nl for paper in found.documents]:
        assert text in page


def test_anyone_can_read_it(preparing: Cast) -> None:
    assert neighbour(None).get("/situatie/huize-lydia/aanpak/").status_code == 200


def test_the_cards_are_a_way_in_for_who_makes_them_only(preparing: Cast) -> None:
    way = 'href="/situatie/huize-lydia/overzicht/kaartjes/"'
    assert way in neighbour(preparing.ria).get("/situatie/huize-lydia/aanpak/").content.decode()
    assert way not in neighbour(preparing.bram).get("/situatie/huize-lydia/aanpak/").content.decode()


@pytest.mark.parametrize("kind", DeclarationKind)
def test_every_declaration_that_can_be_needed_has_its_sentence(kind: DeclarationKind) -> None:
    told = shared_declarations()[kind].words.told
    assert told.nl != told.en


def test_every_room_and_paper_of_the_file_is_known_to_the_page() -> None:
    found = shipped_files()["neighbourhood"].approach
    assert set(found.rooms) <= set(ROOM)
    assert {paper.key for paper in found.documents} <= set(PAPERS)
