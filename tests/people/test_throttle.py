"""Guessing is slow, and a letter keeps working while somebody else guesses."""

from datetime import datetime, timedelta

import pytest

from gedragen.people.models import Attempt
from gedragen.people.throttle import (
    OVERALL,
    PER_NETWORK,
    WINDOW,
    TooManyAttempts,
    check_may_try,
    network_of,
    note_failure,
)

pytestmark = pytest.mark.django_db
GUESSER, NEIGHBOUR = "198.51.100.7", "203.0.113.9"


def fail(address: str, times: int, at: datetime) -> None:
    for _ in range(times):
        note_failure(address, at=at)


def test_ten_wrong_codes_from_one_place_and_it_waits(at: datetime) -> None:
    fail(GUESSER, PER_NETWORK - 1, at)
    check_may_try(GUESSER, at=at)
    fail(GUESSER, 1, at)
    with pytest.raises(TooManyAttempts):
        check_may_try(GUESSER, at=at)
    check_may_try(NEIGHBOUR, at=at)


def test_after_a_quarter_of_an_hour_one_may_try_again(at: datetime) -> None:
    fail(GUESSER, PER_NETWORK, at)
    with pytest.raises(TooManyAttempts):
        check_may_try(GUESSER, at=at + WINDOW - timedelta(seconds=1))
    check_may_try(GUESSER, at=at + WINDOW)


def test_many_places_together_are_slowed_too_and_a_first_try_never_is(at: datetime) -> None:
    fail(NEIGHBOUR, 1, at)
    Attempt.objects.bulk_create(Attempt(network=f"place {number}", at=at) for number in range(OVERALL))
    with pytest.raises(TooManyAttempts):
        check_may_try(NEIGHBOUR, at=at)
    check_may_try(GUESSER, at=at)


def test_what_no_longer_counts_is_forgotten(at: datetime) -> None:
    fail(GUESSER, 3, at)
    fail(NEIGHBOUR, 1, at + WINDOW + timedelta(seconds=1))
    assert Attempt.objects.count() == 1


def test_no_address_is_kept(at: datetime) -> None:
    fail(GUESSER, 1, at)
    assert GUESSER not in Attempt.objects.get().network


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("198.51.100.7", "198.51.100.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
        ("no address", "", True),
    ],
    ids=["two addresses", "one household", "two households", "the same in another spelling", "unknown"],
)
def test_what_counts_as_one_place(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same
