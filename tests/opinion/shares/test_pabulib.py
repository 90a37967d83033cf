from fractions import Fraction
from pathlib import Path

import pytest

from gedragen.opinion.files.broken_file import BrokenFile
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
        ("vote_type;approval", "vote_type;choose-1", 13, "names 2 projects and may name one"),
        ("vote_type;approval", "vote_type;ordinal", None, "'ordinal'"),
        ("budget;1000,50", "budget;much", None, "the budget"),
        ("10;500", "10;1e-99999999", 10, "not a sum of money"),
        ("10;500", "10;1_000", 10, "not a sum of money"),
        ("10;500", "10;٥٠٠", 10, "not a sum of money"),
        ("budget;1000,50", "budget;1000,50\nbudget;7", 5, "'budget' is there twice"),
        ("voter_id;age;vote", "voter_id;vote;vote", 12, "'vote' is there twice"),
        ("3;;\n", "3;\n", 15, "no cell for 'vote'"),
        ('2;300.25;"Pool; heated"', '2;300.25;"Pool; heated', 9, "quotation mark"),
        ('4;;"10,2"', '4;"10,2', 16, "quotation mark"),
        (GOOD[GOOD.index("VOTES") :], "", None, "section VOTES is missing"),
        (GOOD[GOOD.index("1;400") :], "VOTES\nvoter_id;vote\n1;\n", None, "no projects"),
        ("vote_type;approval", "vote_type;approval\nnum_votes;5", None, "num_votes says 5, and there are 4"),
        ("vote_type;approval", "vote_type;approval\nnum_projects;4", None, "num_projects says 4, and there are 3"),
    ],
)
def test_a_broken_line_gets_file_line_and_mend(tmp_path: Path, old: str, new: str, line: int | None, word: str) -> None:
    with pytest.raises(BrokenFile, match=word) as caught:
        read_pabulib(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.line == line
    assert caught.value.file.name == "election.pb"
    assert caught.value.mend


@pytest.mark.parametrize(
    ("text", "cost"), [("1e3", 1000), ("1E+05", 100000), ("0,5", Fraction(1, 2)), (".25", Fraction(1, 4))]
)
def test_sums_as_programs_write_them(tmp_path: Path, text: str, cost: Fraction) -> None:
    assert read_pabulib(write(tmp_path, GOOD.replace("10;500", f"10;{text}"))).costs[1] == cost


def test_as_many_votes_as_it_says_or_more_is_a_whole_file(tmp_path: Path) -> None:
    for said in ("4", "3", "", "about four"):
        text = GOOD.replace("vote_type;approval", f"vote_type;approval\nnum_votes;{said}")
        assert read_pabulib(write(tmp_path, text)).voters == 4
