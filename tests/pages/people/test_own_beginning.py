"""Who may be invited before the limits stand fast is up to the approach; what it leaves out is as it was."""

from datetime import datetime

import pytest

from gedragen.access.doing import Role
from gedragen.cases.models import Seat
from gedragen.cases.store.constitutions import add_file
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, come_in, make_case
from tests.support.family_cast import make_family
from tests.support.own_file import add_own, own_file, without_chosen_circle
from tests.support.refusals import breaks
from tests.support.visitor import address, neighbour, page_of

INVITE = "/situatie/huize-lydia/overzicht/uitnodigen/"


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, 'others_before_frames = "anyone"')))


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.PROFESSIONAL])
def test_anyone_comes_in_before_the_limits_where_the_file_says_so(own: Cast, role: Role) -> None:
    assert Seat.objects.get(id=come_in(own, "bram", role)).joined_at is not None


def test_otherwise_nobody_does(starting: Cast) -> None:
    with breaks("others-after-the-freeze"):
        come_in(starting, "bram", Role.PARTICIPANT)


def test_the_form_offers_them_and_the_list(own: Cast) -> None:
    page = page_of(neighbour(own.ria), INVITE)
    assert 'value="participant"' in page
    assert f"{INVITE}lijst/" in page
    assert "Voorlopig alleen" not in page
    sent = {"who": "participant", "name": "Bram", "contact": "bram@example.nl", "language": "nl"}
    assert neighbour(own.ria).post(INVITE, sent).status_code == 302
    answer = neighbour(own.ria).get(f"{INVITE}lijst/")
    assert "Eerst moeten de grenzen vaststaan" not in answer.content.decode()


def test_the_form_as_it_was(starting: Cast) -> None:
    page = page_of(neighbour(starting.ria), INVITE)
    assert 'value="participant"' not in page
    assert f"{INVITE}lijst/" not in page


def test_in_a_closed_approach_where_nobody_chooses_the_circle_anyone_can_be_invited(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = without_chosen_circle(own_file('others_before_frames = "anyone"', like="family_group_conference"))
    family = make_family(at, approach=add_file(file, "own.toml", by=None, at=at).key)
    ria, path = neighbour(stop_the_clock(monkeypatch, family).ria), f"/situatie/{address(family)}/overzicht"
    page = page_of(ria, f"{path}/uitnodigen/")
    for who in ("participant", "advocate", "authority"):
        assert f'value="{who}"' in page
    assert "Schrijf op wie er is genoemd" not in page
    assert f"{path}/uitnodigen/" in page_of(ria, f"{path}/mensen/")
    sent = {"who": "advocate", "supports": family.sanne, "name": "Joke", "contact": "joke@example.nl", "language": "nl"}
    assert ria.post(f"{path}/uitnodigen/", sent).status_code == 302
    assert Seat.objects.get(case=family.case, role=Role.ADVOCATE).supports_id == family.sanne
