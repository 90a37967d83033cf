"""From when somebody reads what one writes, and who keeps it at the end, stands beside the box and on the approach."""

from datetime import datetime

import pytest

from gedragen.cases.frame_test.commands.frame_test import ask_frame_test
from gedragen.cases.models import Case
from gedragen.cases.store.constitutions import add_file
from tests.pages.conftest import stop_the_clock
from tests.support import family_cast as home
from tests.support.cast import make_case, to_deciding, to_preparing, with_items, with_rounds
from tests.support.own_file import KEYS, own_file
from tests.support.two_sides import FILE, make_sides
from tests.support.two_sides import to_preparing as sides_to_preparing
from tests.support.visitor import address, page_of, visitor

FAMILY = "family_group_conference"
ERASED = "When it has ended, it is erased. Nobody keeps it."
KEPT = "When it has ended, only those who took part themselves can still read it."


def test_the_reason_of_a_no_says_who_keeps_it(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept, sentence in (("nobody_after_close", ERASED), ("participants", KEPT)):
        key = f"own_{kept}"
        file = own_file().replace('key = "circle"', f'key = "circle"\nkept = "{kept}"')
        add_file(file.replace(f'"{KEYS["neighbourhood"]}"', f'"{key}"'), "own.toml", by=None, at=at)
        cast = stop_the_clock(monkeypatch, to_deciding(to_preparing(make_case(at, approach=key))))
        with_rounds(with_items(cast))
        page = page_of(visitor(cast.bram), f"/situatie/{address(cast)}/onderdeel/1/")
        assert f"with your name, once the round has closed. {sentence}" in page
        assert f"Everyone who takes part can read this. {sentence}" in page_of(
            visitor(cast.bram), f"/situatie/{address(cast)}/aanpak/"
        )


def test_otherwise_nothing_is_said_of_that(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = stop_the_clock(monkeypatch, to_deciding(to_preparing(make_case(at))))
    with_rounds(with_items(cast))
    pages = [page_of(visitor(cast.bram), f"/situatie/{address(cast)}/{path}/") for path in ("onderdeel/1", "aanpak")]
    assert not any(sentence in page for page in pages for sentence in (ERASED, KEPT))


def test_beside_the_box_stands_from_which_step_others_read_it(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = FILE.replace('key = "apart"\n', 'key = "apart"\nfrom = "together"\n', 1)
    sides = sides_to_preparing(make_sides(at, file=file))
    monkeypatch.setattr("gedragen.clock.now", lambda: sides.at)
    here = f"/situatie/{Case.objects.get(id=sides.case).address}"
    asked = page_of(visitor(sides.carl), f"{here}/verklaringen/supporter/")
    assert "Until the step “Together” only you read what you write here." in asked


def test_who_sets_the_limits_is_told_when_they_read_the_plan(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_file(own_file(like=FAMILY), "own.toml", by=None, at=at)
    made = home.to_preparing(home.with_safety_frame(home.make_family(at, approach=KEYS[FAMILY])))
    family = stop_the_clock(monkeypatch, home.to_deciding(made))
    home.with_plan(family)
    here, arjen = f"/situatie/{address(family)}", visitor(family.arjen)
    assert "You read it when you are asked whether it fits." in page_of(arjen, f"{here}/weg/")
    refused = arjen.get(f"{here}/plan/")
    assert refused.status_code == 403
    assert "You read it when you are asked whether it fits." in refused.content.decode()
    assert "Doordeweeks bij oma" not in page_of(arjen, f"{here}/toets/")
    ask_frame_test(family.case, by=family.ria, at=family.at)
    page = page_of(arjen, f"{here}/toets/")
    assert "Doordeweeks bij oma" in page
    assert f'href="{here}/plan/"' not in page
    told = page_of(visitor(family.sanne), f"{here}/aanpak/")
    assert "Who sets the limits reads only what is put before them, and not before that." in told
