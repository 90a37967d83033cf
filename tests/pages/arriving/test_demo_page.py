"""Stepping into the played example: in demo mode, at the machine itself, for played people only."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from gedragen.cases.models import Case
from gedragen.people.models import Account
from tests.support.cast import Cast
from tests.support.family_cast import Family
from tests.support.visitor import address, neighbour, page_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def played(deciding: Cast) -> Cast:
    Case.objects.filter(id=deciding.case).update(is_demo=True)
    Account.objects.update(is_demo=True)
    return deciding


def step(cast: Cast, seat: int, **extra: str) -> int:
    return Client().post(reverse("demo_step_in", args=[seat]), **extra).status_code  # type: ignore[arg-type]


@override_settings(DEMO=True)
def test_one_steps_into_anyone_and_back_out(played: Cast) -> None:
    client = Client()
    assert "Bram Willems" in page_of(client, reverse("demo"))
    client.post(reverse("demo_step_in", args=[played.bram]))
    road = page_of(client, reverse("road", args=[address(played)]))
    assert "Dag Bram Willems" in road
    assert reverse("demo") in road
    client.post(reverse("demo_step_in", args=[played.fatima]))
    assert "Dag Fatima Amrani" in page_of(client, reverse("road", args=[address(played)]))


@override_settings(DEMO=True)
def test_one_sits_down_at_the_desk_of_a_played_facilitator(played: Cast) -> None:
    account = Account.objects.get()
    client = Client()
    answer = client.post(reverse("demo"), {"account": account.pk})
    assert answer.headers["Location"] == reverse("desk")
    Account.objects.update(is_demo=False)
    assert Client().post(reverse("demo"), {"account": account.pk}).status_code == 404


@override_settings(DEMO=True)
@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "::ffff:192.0.2.7", ""])
def test_beyond_loopback_never(played: Cast, address: str) -> None:
    assert step(played, played.bram, REMOTE_ADDR=address) == 404
    assert Client().get(reverse("demo"), REMOTE_ADDR=address).status_code == 404


@override_settings(DEMO=True, LOCAL=False)
def test_never_at_an_address_for_others(played: Cast) -> None:
    """A proxy on the same machine makes every visitor look like one who sits at it."""
    assert step(played, played.bram) == 404


def test_never_without_demo_mode(played: Cast) -> None:
    assert step(played, played.bram) == 404
    assert Client().get(reverse("demo")).status_code == 404


@override_settings(DEMO=True)
def test_never_into_a_real_person(deciding: Cast) -> None:
    assert step(deciding, deciding.bram) == 404


@override_settings(DEMO=True)
def test_a_family_behind_a_closed_door_stands_apart(family_deciding: Family) -> None:
    page = page_of(neighbour(), reverse("demo"))
    assert "Een familie, achter een gesloten deur" in page
    assert "Staat naast Daan Kuipers en spreekt voor Daan Kuipers" in page
    for name in ("sanne", "truus", "daan", "joke", "karin", "arjen", "ria"):
        client = Client()
        answer = client.post(reverse("demo_step_in", args=[getattr(family_deciding, name)]), follow=True)
        assert answer.status_code == 200, name


@pytest.mark.parametrize("demo", [True, False])
def test_a_closed_situation_is_never_on_the_front_page(family_deciding: Family, demo: bool) -> None:
    with override_settings(DEMO=demo):
        page = page_of(visitor(), reverse("door"))
    assert "Waar woont Daan" not in page
    assert address(family_deciding) not in page
