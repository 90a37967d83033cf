"""From the played example to a verified file, as an operator and then a stranger would do it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.installation import first_line, free_port, gedragen, serving, surroundings_in


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation with the demo loaded."""
    made = surroundings_in(tmp_path_factory.mktemp("data"))
    assert gedragen(made, "demo").stdout.startswith("Huize Lydia and a family behind a closed door are loaded.")
    return made


def test_loading_again_changes_nothing(surroundings: dict[str, str]) -> None:
    before = gedragen(surroundings, "cases").stdout
    assert gedragen(surroundings, "demo").stdout.startswith("The examples are there already")
    assert gedragen(surroundings, "cases").stdout == before


def test_every_case_has_a_line_with_its_address_first(surroundings: dict[str, str]) -> None:
    lines = gedragen(surroundings, "cases").stdout.splitlines()
    assert lines[0].startswith("huize-lydia\t")
    assert len(lines) >= 2


def test_a_stranger_verifies_the_file(surroundings: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    wrote = gedragen(surroundings, "journal", "huize-lydia", "--out", str(file)).stdout
    head = wrote.split()[-1]
    nothing = {"PATH": os.environ["PATH"]}
    found = gedragen(nothing, "verify", str(file), "--head", head)
    assert found.returncode == 0
    assert found.stdout.startswith("Intact:")
    assert f"The code {head} is among the entries" in found.stdout
    assert gedragen(nothing, "verify", str(file), "--head", "aaaa-aaaa-aaaa-aaaa").returncode == 1


def test_the_site_itself_shows_that_it_signed(surroundings: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    gedragen(surroundings, "journal", "huize-lydia", "--out", str(file))
    with serving(surroundings) as (server, port):
        first_line(server)
        found = gedragen({}, "verify", str(file), "--site", f"http://localhost:{port}/situatie/huize-lydia/")
        elsewhere = gedragen({}, "verify", str(file), "--site", f"http://localhost:{free_port()}")
    assert (found.returncode, found.stdout.startswith("Intact:")) == (0, True)
    assert (elsewhere.returncode, elsewhere.stdout) == (2, "")
    assert "cannot be reached" in elsewhere.stderr
    (tmp_path / "our.key").write_text(gedragen(surroundings, "key").stdout)
    assert gedragen({}, "verify", str(file), "--key", str(tmp_path / "our.key")).returncode == 0


def test_a_changed_line_is_named(surroundings: dict[str, str], tmp_path: Path) -> None:
    lines = gedragen(surroundings, "journal", "huize-lydia").stdout.splitlines(keepends=True)
    file = tmp_path / "journal.jsonl"
    file.write_text("".join(lines[:4] + lines[5:]))
    found = gedragen(surroundings, "verify", str(file))
    assert found.returncode == 1
    assert found.stdout.startswith("NOT INTACT, line 5: another entry belongs here")


def test_the_file_to_give_away_tells_no_seat_and_the_whole_one_does(surroundings: dict[str, str]) -> None:
    for more, is_whole in (((), False), (("--whole",), True)):
        lines = gedragen(surroundings, "journal", "huize-lydia", *more).stdout.splitlines()
        assert [("inside" in json.loads(line)) for line in lines[:-2]] == [is_whole] * (len(lines) - 2)


def test_verifying_loads_no_django() -> None:
    code = (
        "import sys; from gedragen.config.cli import main; main(['verify', '/dev/null']); "
        "print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "False"


def test_an_unknown_case_is_a_sentence(surroundings: dict[str, str]) -> None:
    done = gedragen(surroundings, "journal", "nowhere")
    assert done.returncode == 1
    assert "there is no case 'nowhere'" in done.stderr


def test_a_reader_may_leave(surroundings: dict[str, str]) -> None:
    script = f'{sys.executable} -c "from gedragen.config.cli import main; main()" journal huize-lydia | head -n 1'
    done = subprocess.run(["bash", "-c", script], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
