import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gedragen.opinion.command import opinion, shares
from tests.opinion.shares.test_pabulib import GOOD
from tests.opinion.votes import BIODIVERSITY, POLIS, UBI


def test_the_report_of_a_real_conversation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.json"
    assert opinion([str(POLIS / BIODIVERSITY), "--json", str(file)]) == 0
    report = json.loads(file.read_text())
    assert (report["participants"], report["grouped"], report["statements"], report["votes"]) == (536, 441, 314, 29719)
    assert report["k"] == len(report["groups"]) == 2
    assert sum(group["size"] for group in report["groups"]) == len(report["membership"]) == 441
    assert set(report["membership"].values()) == {group["id"] for group in report["groups"]}
    assert len(report["projection"]) == 536
    assert len(report["consensus"]) == len(report["verdicts"]) == 314 - 160
    values = [line["value"] for line in report["consensus"]]
    assert values == sorted(values, reverse=True)
    assert report["consensus"][0]["statement"] == "290"
    verdict = report["verdicts"][0]
    assert verdict["threshold"] == 0.6
    assert set(verdict["groups"][0]) == {"id", "agree", "disagree", "pass", "lower", "upper"}
    assert "There are 2 groups." in capsys.readouterr().out


def test_moderated_statements_like_the_others_and_two_thresholds(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    chosen = [str(POLIS / BIODIVERSITY), "--moderated", "--threshold", "0.5", "--threshold", "0.7", "--json", str(file)]
    assert opinion(chosen) == 0
    report = json.loads(file.read_text())
    assert len(report["consensus"]) == 314
    assert len(report["verdicts"]) == 628


def test_few_voters_are_told_so_instead_of_a_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    votes, file = tmp_path / "votes.csv", tmp_path / "report.json"
    votes.write_text("voter-id,comment-id,vote\n1,1,1\n2,1,-1\n1,2,0\n")
    assert opinion([str(votes), "--json", str(file)]) == 0
    report = json.loads(file.read_text())
    assert (report["k"], report["map"], report["projection"]) == (1, "few-voters", {})
    assert report["membership"] == {"1": 0, "2": 0}
    assert "Too few people voted to draw a map" in capsys.readouterr().out


def test_the_shares_of_a_small_election(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    election, file = tmp_path / "election.pb", tmp_path / "shares.json"
    election.write_text(GOOD)
    assert shares([str(election), "--json", str(file)]) == 0
    report = json.loads(file.read_text())
    assert (report["budget"], report["cost"], report["completion"]) == (1000.5, 700.25, "add1")
    assert report["winners"] == ["1", "2"]
    assert [line["project"] for line in report["explanations"]] == ["1", "2", "10"]
    assert "2 voters support it. 2 paid 200 each." in capsys.readouterr().out


def test_one_is_told_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    election = tmp_path / "election.pb"
    election.write_text(
        "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;10\nVOTES\nvoter_id;vote\n1;1\n"
    )
    assert shares([str(election)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 voter, 1 project, a budget of 10.\n1 project is chosen; it costs 10.\n")
    assert "It was not raised: nothing else" in said


def test_a_broken_file_is_told_in_words_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, file = tmp_path / "votes.csv", tmp_path / "report.json"
    broken.write_text("voter-id,comment-id,vote\n1,1,1\n2,1,nan\n")
    assert opinion([str(broken), "--json", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "votes.csv, line 3" in said.err
    assert not file.exists()


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    votes, folder = tmp_path / "export" / "votes.csv", tmp_path / "folder"
    votes.parent.mkdir()
    folder.mkdir()
    votes.write_text("voter-id,comment-id,vote\n1,1,1\n")
    before = votes.read_text()
    refused = {
        tmp_path / "nowhere" / "report.json": "There is no folder",
        folder: "This is a folder.",
        votes: "would be written over",
    }
    for source in (votes, votes.parent):
        for place, word in refused.items():
            assert opinion([str(source), "--json", str(place)]) == 1
            said = capsys.readouterr()
            assert said.out == ""
            assert word in said.err
            assert str(place) in said.err
    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    assert shares([str(election), "--json", str(election)]) == 1
    assert (votes.read_text(), election.read_text()) == (before, GOOD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["election.pb", "export", "folder"]


def test_a_path_that_leads_nowhere_is_told_with_its_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    election, circle = tmp_path / "election.pb", tmp_path / "circle"
    election.write_text(GOOD)
    circle.symlink_to(circle)
    long = tmp_path / ("n" * 300)
    for source, place in ((election, circle), (election, long), (long, tmp_path / "report.json")):
        for command in (opinion, shares):
            assert command([str(source), "--json", str(place)]) == 1
            said = capsys.readouterr()
            assert said.out == ""
            assert said.err.endswith("). Check the path and your rights to it.\n")
            assert str(long if source is long else place) in said.err


def test_stopping_leaves_no_half_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    for moment in ("gedragen.opinion.shares.report.as_text", "pathlib.Path.replace"):
        with monkeypatch.context() as patched:
            patched.setattr(moment, stopped)
            assert shares([str(election), "--json", str(tmp_path / "shares.json")]) == 1
        assert "stopped; nothing was written" in capsys.readouterr().err
        assert [path.name for path in tmp_path.iterdir()] == ["election.pb"]


@pytest.mark.parametrize(("output", "status", "word"), [(">&-", 0, ""), (">/dev/full", 1, "cannot be printed")])
def test_without_a_screen(tmp_path: Path, output: str, status: int, word: str) -> None:
    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    lines = f"from gedragen.opinion.command import shares; raise SystemExit(shares([{str(election)!r}, '--quiet']))"
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -c "$1" {output}', sys.executable, lines],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_the_json_file_is_as_private_as_the_user_writes_files(tmp_path: Path) -> None:
    election, file, link = tmp_path / "election.pb", tmp_path / "shares.json", tmp_path / "link.json"
    election.write_text(GOOD)
    link.symlink_to(file)
    before = os.umask(0o077)
    try:
        assert shares([str(election), "--json", str(link)]) == 0
    finally:
        os.umask(before)
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    monkeypatch.setattr("pathlib.Path.write_text", full)
    assert shares([str(election), "--json", str(tmp_path / "shares.json")]) == 1
    said = capsys.readouterr()
    assert "shares.json: It cannot be written (No space left on device)." in said.err
    assert said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["election.pb"]


@pytest.mark.parametrize("trouble", [ImportError("No module named 'numba'"), OSError("It does not load.")])
def test_numba_that_is_not_there_or_does_not_load_is_done_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def not_there() -> None:
        raise trouble

    votes = tmp_path / "votes.csv"
    votes.write_text("voter-id,comment-id,vote\n1,1,1\n")
    monkeypatch.setattr("gedragen.opinion.loops.kernels.compiled_kernels", not_there)
    assert opinion([str(votes)]) == 0
    assert "1 participant" in capsys.readouterr().out


def test_trouble_that_is_not_about_a_file_is_told_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_loaded(*_: object, **__: object) -> None:
        raise OSError("Could not load 'libopenblas.so'")

    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    monkeypatch.setattr("gedragen.opinion.shares.rule.equal_shares", not_loaded)
    assert shares([str(election)]) == 1
    assert capsys.readouterr().err == "gedragen: Could not load 'libopenblas.so'\n"


def test_a_reader_may_leave(tmp_path: Path) -> None:
    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    lines = (
        "import os, sys; from gedragen.config.cli import main; ends = os.pipe(); os.close(ends[0]); "
        f"os.dup2(ends[1], 1); sys.exit(main(['shares', {str(election)!r}, '--quiet']) or sys.stdout.flush())"
    )
    done = subprocess.run([sys.executable, "-c", lines], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_threshold_is_told_as_it_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    votes = tmp_path / "votes.csv"
    votes.write_text("voter-id,comment-id,vote\n1,1,1\n")
    assert opinion([str(votes), "--threshold", "0.625", "--threshold", "0.6", "--threshold", "0.6"]) == 0
    said = capsys.readouterr().out
    assert "at least 62.5%" in said
    assert said.count("at least 60%") == 1
    assert said.startswith("1 participant cast 1 vote on 1 statement; 1 voted often enough.")


def test_the_package_and_its_commands_load_no_mathematics() -> None:
    lines = "import gedragen.opinion, gedragen.opinion.command, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", lines], check=False).returncode == 0


def test_serving_a_page_loads_no_mathematics() -> None:
    lines = (
        "import django, sys; django.setup(); "
        "from django.core.management import call_command; call_command('migrate', verbosity=0); "
        "from django.test import Client; from django.test.utils import setup_test_environment; "
        "setup_test_environment(); answer = Client().get('/', follow=True); "
        "print(answer.status_code, *sorted({'numpy', 'numba', 'gedragen.opinion'} & set(sys.modules)))"
    )
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GEDRAGEN_")}
    surroundings["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    done = subprocess.run([sys.executable, "-c", lines], check=False, capture_output=True, text=True, env=surroundings)
    assert done.stdout.splitlines()[-1:] == ["200"], done.stderr


def test_without_numba_the_same_winners_and_groups(tmp_path: Path) -> None:
    election = tmp_path / "election.pb"
    election.write_text(GOOD)
    lines = (
        "import sys; from gedragen.opinion.command import opinion, shares; "
        f"opinion([{str(POLIS / UBI)!r}, '--json', {str(tmp_path / 'o.json')!r}]); "
        f"shares([{str(election)!r}, '--json', {str(tmp_path / 's.json')!r}]); sys.exit('numba' in sys.modules)"
    )
    plain = {"GEDRAGEN_PLAIN_MATHS": "1", "PATH": ""}
    subprocess.run([sys.executable, "-c", lines], check=True, env=plain, capture_output=True)
    opinion([str(POLIS / UBI), "--json", str(tmp_path / "o2.json")])
    shares([str(election), "--json", str(tmp_path / "s2.json")])
    assert (tmp_path / "s.json").read_text() == (tmp_path / "s2.json").read_text()
    one, other = (json.loads((tmp_path / name).read_text()) for name in ("o.json", "o2.json"))
    assert one["membership"] == other["membership"]
    assert [line["verdict"] for line in one["verdicts"]] == [line["verdict"] for line in other["verdicts"]]
