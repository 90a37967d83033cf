"""Personal links: for one seat, for one generation, and not to be guessed."""

import pytest

from gedragen.people.keys import keyed_digest
from gedragen.people.links import link_token, opens, seat_in


def test_a_link_opens_its_own_seat_only() -> None:
    assert opens(link_token(7, 1), 7, 1)
    assert not opens(link_token(7, 1), 8, 1)


def test_a_renewed_link_closes_the_older_ones() -> None:
    assert not opens(link_token(7, 1), 7, 2)
    assert not opens(link_token(7, 2), 7, 1)


def test_a_link_says_which_seat_it_claims() -> None:
    assert seat_in(link_token(7, 1)) == 7


@pytest.mark.parametrize("token", ["", "-", "x-abc", "-7-abc", "٧-abc", "7" * 19, "7.0-abc", " 7-abc"])
def test_what_is_no_link_claims_no_seat(token: str) -> None:
    assert seat_in(token) is None


def test_every_letter_of_a_link_counts() -> None:
    token = link_token(7, 1)
    for place in range(len(token)):
        instead = "a" if token[place] != "a" else "b"
        assert not opens(token[:place] + instead + token[place + 1 :], 7, 1)


@pytest.mark.parametrize("token", ["7-", "7-é", "7-" + "a" * 5000])
def test_strange_links_open_nothing(token: str) -> None:
    assert not opens(token, 7, 1)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert keyed_digest("personal-link", 7, 1) != keyed_digest("card-code", 7, 1)
    assert keyed_digest("personal-link", 71) != keyed_digest("personal-link", 7, 1)


def test_another_installation_has_other_links(settings: object) -> None:
    token = link_token(7, 1)
    settings.SECRET_KEY = "another secret"  # type: ignore[attr-defined]
    assert not opens(token, 7, 1)
