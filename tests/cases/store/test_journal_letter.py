"""A journal line counts as it was written, to the letter: what would hash alike is still another line."""

import pytest

from gedragen.cases.journal.queries import journal_lines
from gedragen.cases.store.evidence.verifying import verify_lines
from tests.support.cast import Cast


@pytest.mark.parametrize(
    ("written", "instead"),
    [('"number":1,', '"number": 1,'), ('"number":1,', '"number":1.0,'), ('"kind"', '"k\\u0069nd"')],
    ids=["a space more", "1.0 for 1", "an escape for a letter"],
)
def test_another_spelling_of_a_line_is_found(starting: Cast, written: str, instead: str) -> None:
    lines = list(journal_lines(starting.case, viewer=None, at=starting.at))
    lines[0] = lines[0].replace(written, instead, 1)
    found = verify_lines(lines)
    assert (found.ok, found.line) == (False, 1)


def test_a_line_of_a_million_brackets_is_a_finding_and_no_crash(starting: Cast) -> None:
    lines = [*journal_lines(starting.case, viewer=None, at=starting.at)]
    assert verify_lines(["[" * 1_000_000 + "\n", *lines]).line == 1
