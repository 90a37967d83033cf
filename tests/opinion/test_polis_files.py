import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gedragen.opinion.files.broken_file import BrokenFile
from gedragen.opinion.files.csv_rows import LONGEST_LINE
from gedragen.opinion.files.polis_files import read_polis
from tests.opinion.votes import POLIS, SETS, matrix_of, real

MATRIX = "participant,group-id,n-agree,0,2,10\n7,0,1,1,-1,\n8,,1,,1,0\n12,,0,,,\n"
VOTES = "timestamp,comment-id,voter-id,vote\n5,2,8,1\n3,2,8,-1\n4,10,7,0\n"


def write(folder: Path, text: str | bytes, name: str = "participants-votes.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize("name", SETS)
def test_the_list_of_votes_gives_the_matrix(name: str) -> None:
    matrix, votes = real(name), read_polis(POLIS / name / "votes.csv")
    assert matrix.participants == votes.participants
    assert matrix.statements == votes.statements
    assert np.array_equal(matrix.rows.codes, votes.rows.codes)


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    talk = read_polis(write(tmp_path, MATRIX))
    assert talk.participants == ("7", "8", "12")
    assert talk.statements == ("0", "2", "10")
    assert matrix_of(talk.rows) == [[1, -1, None], [None, 1, 0], [None, None, None]]
    turned = [line.split(",")[::-1] for line in MATRIX.splitlines()]
    again = read_polis(write(tmp_path, "\n".join(",".join(line) for line in turned), "turned.csv"))
    assert matrix_of(again.rows) == matrix_of(talk.rows)


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_file_that_a_spreadsheet_saved_with_other_marks_between_its_columns_reads_the_same(
    tmp_path: Path, between: str
) -> None:
    talk = read_polis(write(tmp_path, MATRIX))
    again = read_polis(write(tmp_path, MATRIX.replace(",", between), "again.csv"))
    assert again.participants == talk.participants
    assert matrix_of(again.rows) == matrix_of(talk.rows)


def test_the_latest_vote_counts(tmp_path: Path) -> None:
    talk = read_polis(write(tmp_path, VOTES))
    assert (talk.participants, talk.statements) == (("7", "8"), ("2", "10"))
    assert matrix_of(talk.rows) == [[None, 0], [1, None]]


@pytest.mark.parametrize("name", ["participants-votes.csv", "comments.csv"])
def test_a_name_in_the_folder_that_leads_to_no_file_is_not_passed_over(tmp_path: Path, name: str) -> None:
    """Without comments.csv nothing is moderated out, and the list of votes is not the matrix."""
    write(tmp_path, VOTES, "votes.csv")
    (tmp_path / name).symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(BrokenFile, match=f"{name}: This is no file"):
        read_polis(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    with pytest.raises(BrokenFile, match=f"{name}: This is no file"):
        read_polis(tmp_path)


def test_a_table_that_is_neither_a_matrix_nor_a_list_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match=r"line 1: There is no column 'participant' \(.*\) and no column 'voter-id'"):
        read_polis(write(tmp_path, MATRIX.replace("participant", "Person")))


def test_the_matrix_wins_and_the_last_line_about_a_statement_counts(tmp_path: Path) -> None:
    write(tmp_path, MATRIX)
    write(tmp_path, VOTES, "votes.csv")
    write(tmp_path, "comment-id,moderated\n2,-1\n10,-1\n2,0\n", "comments.csv")
    talk = read_polis(tmp_path)
    assert talk.rows.votes == 4
    assert talk.moderated.tolist() == [False, False, True]


@pytest.mark.parametrize("name", ["participants-votes.csv", "participant-votes.csv"])
def test_the_matrix_is_found_by_both_names_that_polis_gives_it(tmp_path: Path, name: str) -> None:
    write(tmp_path, MATRIX, name)
    write(tmp_path, VOTES, "votes.csv")
    assert read_polis(tmp_path).rows.votes == 4


BROKEN: list[tuple[str | bytes, int | None, str]] = [
    (MATRIX.replace("8,,1,,1,0", "8,,1,,NaN,0"), 3, "'NaN' is not a vote"),
    (MATRIX.replace("8,,1,,1,0", "8,,1,,2,0"), 3, "'2' is not a vote"),
    (MATRIX.replace("8,,1,,1,0", "7,,1,,1,0"), 3, "there twice, first in line 2"),
    (MATRIX.replace("8,,1,,1,0", "8,,1,,1"), 3, "There are 5 cells, and 6 columns"),
    (MATRIX.replace("0,2,10", "0,2,2"), 1, "'2' is there twice"),
    (MATRIX.replace("8,,1", '8,"'), 4, "not CSV"),
    (MATRIX.encode("utf-16"), 1, "zero bytes"),
    (MATRIX.encode().replace(b"8,,1", b"8\xe9,,1"), 3, "not UTF-8"),
    (MATRIX.replace("7,0,1,1,-1,", "7,0,1,-1,1,1").replace("8,,1,,1,0", "8,,1,,-1,1"), None, "-1 means agree"),
    ("", None, "empty"),
    (b"\xef\xbb\xbf", None, "empty"),
    ("\n\n", None, "empty"),
    (MATRIX.encode() + b"\xef\xbb\xbf9,,0,,,\n", 5, "begins anew"),
    (MATRIX.replace("\n", "\r"), 1, "Windows or Unix"),
    (VOTES.replace("5,2,8", "noon,2,8"), 2, "'noon' is not a time"),
    (VOTES.replace("5,2,8,1", "5,2,8,"), 2, "no vote in this line"),
    (VOTES.replace("voter-id", "who"), 1, "'voter-id' is missing"),
    ("participant," + ",".join(map(str, range(1_000_000))) + "\n", 1, "1,000,000 statements"),
    (b"participant,1\n" + b"x" * (LONGEST_LINE + 9), 2, "longer than 8 MB"),
]


@pytest.mark.parametrize(("text", "line", "word"), BROKEN, ids=[word for *_, word in BROKEN])
def test_a_broken_line_gets_file_line_and_mend(tmp_path: Path, text: str | bytes, line: int | None, word: str) -> None:
    with pytest.raises(BrokenFile, match=word) as caught:
        read_polis(write(tmp_path, text))
    assert caught.value.line == line
    assert str(caught.value.file).endswith(".csv")
    assert caught.value.mend


def test_a_missing_file_and_a_folder_without_votes(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(BrokenFile):
            read_polis(path)


def test_a_file_without_votes_is_a_conversation_without_votes(tmp_path: Path) -> None:
    assert read_polis(write(tmp_path, "participant,1,2\n")).rows.votes == 0
    assert read_polis(write(tmp_path, "voter-id,comment-id,vote\n")).rows.votes == 0


def test_the_export_says_the_same_of_every_row() -> None:
    for name in SETS:
        talk = real(name)
        with (POLIS / name / "participants-votes.csv").open() as file:
            stated: Iterator[dict[str, str]] = csv.DictReader(file)
            totals = {line["participant"]: int(line["n-agree"]) for line in stated}
        _, vote = talk.rows.seen_and_voted()
        person = np.repeat(np.arange(talk.rows.participants), talk.rows.per_participant)
        agreed = np.bincount(person[vote == 1], minlength=talk.rows.participants)
        assert [totals[name] for name in talk.participants] == agreed.tolist()


def test_a_wide_matrix_tells_how_far_it_is_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gedragen.opinion.files.csv_rows.TELL_EVERY", 2_000)
    told: list[str] = []
    wide = "participant," + ",".join(map(str, range(300))) + "\n"
    read_polis(write(tmp_path, wide + "".join(f"{person},{',' * 299}\n" for person in range(40))), told.append)
    assert len(told) > 4
    assert told[0].startswith("participants-votes.csv: ")


@pytest.mark.parametrize(("limit", "word"), [("MOST_PARTICIPANTS", "participants"), ("MOST_VOTES", "votes")])
def test_one_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, word: str) -> None:
    monkeypatch.setattr(f"gedragen.opinion.files.polis_files.{limit}", 2)
    for text, name in ((MATRIX, "matrix.csv"), (VOTES + "5,2,9,1\n", "votes.csv")):
        with pytest.raises(BrokenFile, match=f"more than 2 {word}"):
            read_polis(write(tmp_path, text, name))


def test_one_file_alone_knows_nothing_of_moderation(tmp_path: Path) -> None:
    write(tmp_path, "comment-id,moderated\n2,-1\n", "comments.csv")
    assert not read_polis(write(tmp_path, MATRIX)).moderated.any()
    assert read_polis(tmp_path).moderated.any()
