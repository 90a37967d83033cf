"""Guessing is slow, and a letter keeps working while somebody else guesses."""

from datetime import datetime, timedelta

import pytest

from gedragen.people.models import Attempt, Try
from gedragen.people.throttle import LIMITS, WINDOW, TooManyAttempts, count_try, forget_old_tries, network_of, one_try
from tests.support.together import together

pytestmark = pytest.mark.django_db
GUESSER, NEIGHBOUR = "198.51.100.7", "203.0.113.9"
MOST, OVERALL = LIMITS[Try.CARD].per_network, LIMITS[Try.CARD].overall


def fail(address: str, times: int, at: datetime, kind: Try = Try.CARD) -> None:
    for _ in range(times):
        count_try(kind, address, at=at)


def wait_of(address: str, at: datetime) -> timedelta:
    with pytest.raises(TooManyAttempts) as refused:
        count_try(Try.CARD, address, at=at)
    return refused.value.wait


def test_ten_wrong_codes_from_one_place_and_it_waits(at: datetime) -> None:
    fail(GUESSER, MOST, at)
    assert wait_of(GUESSER, at) == WINDOW
    fail(NEIGHBOUR, 1, at)


def test_a_try_that_succeeds_is_given_back(at: datetime) -> None:
    for _ in range(MOST * 2):
        with one_try(Try.CARD, GUESSER, at=at):
            pass
    assert not Attempt.objects.exists()


def test_a_try_that_fails_counts(at: datetime) -> None:
    with pytest.raises(LookupError), one_try(Try.CARD, GUESSER, at=at):
        raise LookupError
    assert Attempt.objects.count() == 1


def test_after_a_quarter_of_an_hour_one_may_try_again(at: datetime) -> None:
    fail(GUESSER, MOST, at)
    assert wait_of(GUESSER, at + WINDOW - timedelta(seconds=1)) == timedelta(seconds=1)
    fail(GUESSER, 1, at + WINDOW)


def test_one_waits_for_the_first_of_the_last_ten(at: datetime) -> None:
    fail(GUESSER, 3, at)
    fail(GUESSER, MOST - 3, at + timedelta(minutes=5))
    assert wait_of(GUESSER, at + timedelta(minutes=10)) == timedelta(minutes=5)


def test_many_places_together_are_slowed_too_and_a_first_try_never_is(at: datetime) -> None:
    fail(NEIGHBOUR, 1, at)
    elsewhere = [Attempt(network=f"place {number}", at=at + timedelta(minutes=1)) for number in range(OVERALL)]
    Attempt.objects.bulk_create(elsewhere)
    # Its own slip is forgotten before those of others are.
    assert wait_of(NEIGHBOUR, at + timedelta(minutes=2)) == timedelta(minutes=13)
    fail(GUESSER, 1, at + timedelta(minutes=2))


def test_who_guesses_one_thing_keeps_nobody_from_another(at: datetime) -> None:
    fail(GUESSER, MOST, at)
    fail(GUESSER, 1, at, Try.SIGN_IN)


def test_what_no_longer_counts_is_forgotten(at: datetime) -> None:
    fail(GUESSER, 3, at)
    fail(NEIGHBOUR, 1, at + WINDOW + timedelta(seconds=1))
    assert Attempt.objects.count() == 1
    forget_old_tries(at=at + WINDOW * 3)
    assert not Attempt.objects.exists()


def test_no_address_is_kept(at: datetime) -> None:
    fail(GUESSER, 1, at)
    assert GUESSER not in Attempt.objects.get().network


@pytest.mark.django_db(transaction=True)
def test_many_at_one_moment_get_no_further_than_one_by_one(at: datetime) -> None:
    def guess() -> bool:
        try:
            count_try(Try.CARD, GUESSER, at=at)
        except TooManyAttempts:
            return False
        return True

    assert together(*[guess] * 30).count(True) == MOST


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
