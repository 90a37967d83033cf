"""A session is read as Django keeps it: as long as it lasts, and only as we signed it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from gedragen.clock import now
from gedragen.config.sessions import SessionStore, kept_key

pytestmark = pytest.mark.django_db


def kept() -> str:
    store = SessionStore()
    store["seats"] = {"1": {"seats": {"7": 1}, "current": 7}}
    store.create()
    store.save()
    assert store.session_key is not None
    return store.session_key


def test_what_was_kept_is_read_again() -> None:
    assert SessionStore(kept())["seats"]["1"]["current"] == 7


def test_after_its_time_a_session_is_over() -> None:
    key = kept()
    Session.objects.filter(pk=kept_key(key)).update(expire_date=now() + timedelta(seconds=20))
    assert "seats" in SessionStore(key)
    Session.objects.filter(pk=kept_key(key)).update(expire_date=now() - timedelta(seconds=1))
    over = SessionStore(key)
    assert "seats" not in over
    assert over.session_key is None


def test_the_table_holds_no_key() -> None:
    key = kept()
    row = Session.objects.get()
    assert row.pk != key
    assert "seats" not in SessionStore(row.pk)


def test_a_session_that_ended_is_gone() -> None:
    key = kept()
    SessionStore(key).delete()
    assert not Session.objects.exists()
    assert "seats" not in SessionStore(key)


def test_a_new_key_ends_the_old_one() -> None:
    key = kept()
    store = SessionStore(key)
    store.cycle_key()
    assert "seats" in SessionStore(store.session_key)
    assert "seats" not in SessionStore(key)
    assert Session.objects.count() == 1


@pytest.mark.parametrize("data", ["", "niets", "e30:1wN1oo:verkeerd"])
def test_what_we_did_not_sign_says_nothing(data: str) -> None:
    key = kept()
    Session.objects.filter(pk=kept_key(key)).update(session_data=data)
    assert "seats" not in SessionStore(key)


@pytest.mark.parametrize("key", ["", "kort", "x" * 32, "' OR 1=1 --"])
def test_a_key_that_is_nobodys_opens_nothing(key: str) -> None:
    kept()
    assert "seats" not in SessionStore(key)
