"""No log ever holds what lets somebody in or tells who somebody is."""

import logging

import pytest
from django.db import IntegrityError

from gedragen.config.logs import CleanFormatter, clean

TOKEN = "Zk3_9aQ-fVw1r8sT0uXyB2cD4eF6gH7"
BRAM = "bram@example.nl"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"Not Found: /link/{TOKEN}/", "Not Found: /link/…"),
        ("Not Found: /link/short", "Not Found: /link/…"),
        (f"GET https://example.nl/link/{TOKEN}/doe-mee/ gone", "GET https://example.nl/link/… gone"),
        (f"Forbidden: /s/{TOKEN}/plan/", "Forbidden: /s/…/plan/"),
        ("Not Found: /zoek/?q=Bram+de+Vries", "Not Found: /zoek/"),
        ("refused <bram@example.nl>: no such user", "refused <…@…>: no such user"),
        ("code 1234 5678 9012 refused", "code … refused"),
        ("Not Found: /situatie/huize-lydia/plan/", "Not Found: /situatie/huize-lydia/plan/"),
        ("round 12 of case 7 closed", "round 12 of case 7 closed"),
    ],
)
def test_a_line_is_masked(line: str, expected: str) -> None:
    assert clean(line) == expected


def formatted(error: BaseException) -> str:
    record = logging.LogRecord("gedragen", logging.ERROR, __file__, 1, "failed for %s", (BRAM,), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return CleanFormatter("%(message)s").format(record)


def fail() -> None:
    try:
        raise IntegrityError(f"Key (email)=({BRAM}) already exists.")
    except IntegrityError as error:
        raise ValueError(BRAM) from error


def test_an_error_shows_its_place_and_never_its_message() -> None:
    with pytest.raises(ValueError, match=BRAM) as failed:
        fail()
    text = formatted(failed.value)
    assert BRAM not in text
    assert text.startswith("failed for …@…")
    assert "IntegrityError\nwhich led to:" in text
    assert "test_logs.py" in text
    assert text.endswith("builtins.ValueError")


def test_a_long_chain_of_errors_stays_short() -> None:
    error = ValueError(BRAM)
    for _ in range(9):
        error = _after(error)
    text = formatted(error)
    assert text.count("builtins.ValueError") == 3
    assert text.endswith("which led to 7 more")


def _after(error: ValueError) -> ValueError:
    later = ValueError(BRAM)
    later.__cause__ = error
    return later
