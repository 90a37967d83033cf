"""Codes on cards: one wrong digit or two swapped are always noticed, and only a keyed digest is kept."""

import pytest

from gedragen.people.cards import LENGTH, code_digest, new_code, read_code

CODES = [new_code() for _ in range(20)]


@pytest.mark.parametrize("code", CODES[:5], ids=["one", "two", "three", "four", "five"])
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    grouped = f" {code[:4]} {code[4:8]}-{code[8:]}\t"
    assert read_code(code) == read_code(grouped) == read_code(grouped.replace(" ", "\u00a0")) == code


def test_every_single_wrong_digit_is_noticed() -> None:
    for code in CODES:
        for place in range(LENGTH):
            wrong = [code[:place] + digit + code[place + 1 :] for digit in "0123456789" if digit != code[place]]
            assert [read_code(one) for one in wrong] == [None] * 9


def test_every_swapped_pair_is_noticed() -> None:
    for code in CODES:
        for place in range(LENGTH - 1):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            assert swapped == code or read_code(swapped) is None


@pytest.mark.parametrize("typed", ["", "1", "12345678901", "1234567890123", "abcdefghijkl", "١٢٣٤٥٦٧٨٩٠١٢"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_no_two_codes_are_alike() -> None:
    assert len({new_code() for _ in range(500)}) == 500


def test_the_digest_tells_nothing_without_the_key(settings: object) -> None:
    before = code_digest(CODES[0])
    assert CODES[0] not in before
    settings.SECRET_KEY = "another secret"  # type: ignore[attr-defined]
    assert code_digest(CODES[0]) != before
