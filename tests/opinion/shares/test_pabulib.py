from fractions import Fraction
from pathlib import Path

import pytest

from gedragen.opinion.broken_file import BrokenFile
from gedragen.opinion.shares.pabulib import read_pabulib

GOOD = """META
key;value
description;"Two; lines"
budget;1000,50
vote_type;approval
PROJECTS
project_id;cost;name
1;400;Park
2;300.25;"Pool; heated"
10;500;Path
VOTES
voter_id;age;vote
1;30;1,2
2;;1
3;;
4;;"10,2"
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "election.pb"
    file.write_text(text, encoding="utf-8")
    return file


def test_money_is_read_exactly(tmp_path: Path) -> None:
    election = read_pabulib(write(tmp_path, GOOD))
    assert election.budget == Fraction(2001, 2)
    assert election.projects == ("1", "10", "2")
    assert election.costs == (Fraction(400), Fraction(500), Fraction(1201, 4))
    assert election.voters == 4
    assert election.support.tolist() == [2, 1, 2]


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("4;;", "3;;", 16, "Voter 3 is there twice"),
        ("1;30;1,2", "1;30;1,7", 13, "unknown project '7'"),
        ("1;30;1,2", "1;30;1,1", 13, "a project twice"),
        ("2;300.25", "1;300.25", 9, "Project 1 is there twice"),
        ("10;500", "10;NaN", 10, "not a sum of money"),
        ("10;500", "10;-5", 10, "not a sum of money"),
        ("10;500", "10;1e400", 10, "not a sum of money"),
        ("project_id;cost;name", "project_id;price;name", 7, "'cost' is missing"),
        ("META\n", "", 1, "does not begin with META"),
        ("vote_type;approval", "vote_type;ordinal", None, "'ordinal'"),
        ("budget;1000,50", "budget;much", None, "the budget"),
    ],
)
def test_a_broken_line_gets_file_line_and_mend(tmp_path: Path, old: str, new: str, line: int | None, word: str) -> None:
    with pytest.raises(BrokenFile, match=word) as caught:
        read_pabulib(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.line == line
    assert caught.value.file.name == "election.pb"
    assert caught.value.mend
