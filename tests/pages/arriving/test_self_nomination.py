"""Somebody outside an open situation says: I lie awake over this too. It lands with whoever guides."""

from datetime import datetime

import pytest

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.models import Case, Nomination
from gedragen.cases.people.commands.nominations import Nominate, name_myself
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.people.entries import SOMEBODY_NAMED
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from tests.notices.told import from_here, told
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, give_up, mail_of, make_case, to_preparing
from tests.support.dump import dump, entries
from tests.support.family_cast import Family
from tests.support.own_file import add_own
from tests.support.stage import on_stage
from tests.support.visitor import neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
MYSELF = f"{HERE}/ook-ik/"
TOLD = {"name": "Gerda Mol", "contact": "gerda@example.nl", "concern": "Ik kom hier elke week."}


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    approach = "self_nomination = true"
    cast = on_stage(approach, lambda: to_preparing(make_case(at, approach=add_own(at, approach))))
    return stop_the_clock(monkeypatch, cast)


def test_anyone_comes_forward_from_the_public_page(own: Cast) -> None:
    assert f'href="{MYSELF}"' in page_of(neighbour(), f"{HERE}/")
    assert "Alleen Ria Jansen leest dit." in page_of(neighbour(), MYSELF)
    answer = neighbour().post(MYSELF, TOLD, follow=True)
    assert "Dank u wel. Ria Jansen neemt contact met u op." in answer.content.decode()
    (named,) = Nomination.objects.all()
    assert (named.by, named.wave, named.state) == (None, 1, "named")


def test_it_lands_with_whoever_guides_and_with_nobody_else(own: Cast) -> None:
    from_here(own)
    neighbour().post(MYSELF, TOLD)
    assert told(own) == {"somebody-named": {"ria"}}
    page = page_of(neighbour(own.ria), f"{HERE}/overzicht/mensen/")
    assert "Gerda Mol" in page
    assert "Meldde zichzelf, op" in page
    assert "Meldde zichzelf, op" in page_of(neighbour(own.ria), f"{HERE}/overzicht/genoemd/1/")
    for seat in (own.bram, own.anna, own.otto, None):
        for path in ("mensen/", "weg/") if seat else ("",):
            assert "Gerda" not in page_of(neighbour(seat), f"{HERE}/{path}")
    case = Case.objects.get(id=own.case)
    (entry,) = entries(own, SOMEBODY_NAMED)
    assert entry.by == "somebody"
    assert verify_lines(list(export_lines(case, at=own.at, reads=whole))).ok


def test_whoever_came_forward_is_invited_as_anyone_who_was_named(own: Cast) -> None:
    neighbour().post(MYSELF, TOLD)
    sent = {"who": "participant", "name": "Gerda Mol", "contact": "gerda@example.nl", "language": "nl"}
    assert neighbour(own.ria).post(f"{HERE}/overzicht/genoemd/1/", sent).status_code == 302
    assert Nomination.objects.get().state == "invited"


def test_the_same_form_sent_twice_is_one(own: Cast) -> None:
    neighbour().post(MYSELF, TOLD)
    before = Nomination.objects.count()
    answer = neighbour().post(MYSELF, TOLD, follow=True)
    assert "Dit was al bewaard" in answer.content.decode()
    assert Nomination.objects.count() == before == 1


def test_whoever_is_in_or_asked_to_be_forgotten_is_not_asked_again(own: Cast) -> None:
    name_myself(own.case, Nominate("Bram Willems", mail_of("bram"), "x"), at=own.at)
    assert Nomination.objects.get().state == "already_in"
    erase_me(own.case, by=own.fatima, at=own.at)
    name_myself(own.case, Nominate("Fatima Amrani", mail_of("fatima"), "x"), at=own.at)
    assert Nomination.objects.get(number=2).state == "forgotten"
    assert "Fatima Amrani" not in str(dump())


@pytest.mark.parametrize(
    ("missing", "says"), [("name", "Schrijf uw naam."), ("contact", "Schrijf hoe wij u kunnen bereiken.")]
)
def test_what_is_missing_is_told_beside_its_box_and_what_was_typed_stays(own: Cast, missing: str, says: str) -> None:
    answer = neighbour().post(MYSELF, {**TOLD, missing: " "})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Ik kom hier elke week." in answer.content.decode()
    assert not Nomination.objects.exists()


def test_one_network_comes_forward_ten_times_at_most(own: Cast) -> None:
    codes = [visitor().post(MYSELF, {**TOLD, "contact": f"gerda{n}@example.nl"}).status_code for n in range(11)]
    assert codes == [302] * 10 + [429]
    assert Nomination.objects.count() == 10


def test_whoever_is_in_already_is_sent_to_the_people(own: Cast) -> None:
    assert neighbour(own.bram).get(MYSELF).url == f"{HERE}/mensen/"  # type: ignore[attr-defined]


def test_an_approach_that_does_not_say_so_lets_nobody_come_forward(
    at: datetime, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    preparing = stop_the_clock(monkeypatch, to_preparing(make_case(at, approach=add_own(at))))
    assert MYSELF not in page_of(neighbour(), f"{HERE}/")
    assert neighbour().get(MYSELF).status_code == 404
    with pytest.raises(NotFound):
        name_myself(preparing.case, Nominate("Gerda", "gerda@example.nl", ""), at=preparing.at)


def test_nobody_hears_by_it_that_a_closed_situation_is_there(family_preparing: Family) -> None:
    with pytest.raises(NotFound):
        name_myself(family_preparing.case, Nominate("Gerda", "gerda@example.nl", ""), at=family_preparing.at)


def test_what_has_ended_asks_nobody_any_more(own: Cast) -> None:
    give_up(own.case, by=own.ria, at=own.at)
    assert neighbour().get(MYSELF).status_code == 404
    assert MYSELF not in page_of(neighbour(), f"{HERE}/")
    with pytest.raises(Denied, match="case-is-closed"):
        name_myself(own.case, Nominate("Gerda", "gerda@example.nl", ""), at=own.at)
