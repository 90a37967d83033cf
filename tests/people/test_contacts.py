"""The same address in another spelling is the same address."""

import pytest

from gedragen.people.contacts import contact_digest, is_mail, is_street, normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan@Example.nl", " jan@example.nl "),
        ("06-12345678", "06 1234 5678"),
        ("06-12345678", "+31 6 12345678"),
        ("06-12345678", "0031 6 12345678"),
        ("06-12345678", "+31 (0)6 12345678"),
        ("Dorpsstraat  3", "dorpsstraat 3"),
    ],
)
def test_another_spelling_is_the_same_contact(one: str, other: str) -> None:
    assert contact_digest(one) == contact_digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jan@example.nl", "jans@example.nl"),
        ("06-12345678", "06-12345679"),
        ("020-1234567", "+32 20 1234567"),
        ("Dorpsstraat 3", "Dorpsstraat 31"),
        ("1", "2"),
    ],
)
def test_another_contact_is_another(one: str, other: str) -> None:
    assert contact_digest(one) != contact_digest(other)


@pytest.mark.parametrize(
    ("contact", "is_shared"), [("jan@example.nl", False), ("06-12345678", False), ("Dorpsstraat 3", True), ("3", True)]
)
def test_behind_a_street_address_more_people_may_live(contact: str, is_shared: bool) -> None:
    assert is_street(contact) is is_shared


def test_the_digest_tells_nothing() -> None:
    assert "12345678" not in contact_digest("06-12345678")
    assert normal("06-12345678") == "0612345678"


@pytest.mark.parametrize("contact", ["jan@example.nl", " Jan.Bos@example.nl "])
def test_one_address_gets_mail(contact: str) -> None:
    assert is_mail(contact)


@pytest.mark.parametrize("contact", ["annie@example.nl, 06-12345678", "annie at example.nl", "@", "Dorpsstraat 3", ""])
def test_what_is_no_address_gets_none(contact: str) -> None:
    assert not is_mail(contact)
