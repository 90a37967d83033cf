"""A start with wrong settings is refused, with sentences that say what to do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gedragen.config.checks import unknown_names
from gedragen.config.environment import NAMES
from tests.architecture.tree import sources
from tests.config.test_health import ROWS

SAME = "0123456789abcdef" * 4
GOOD = {
    "GEDRAGEN_BASE_URL": "https://gedragen.example.nl",
    "GEDRAGEN_SECRET_KEY": "a-secret-that-nobody-guesses-0123456789-0123456789",
    "GEDRAGEN_EMAIL_URL": "smtp://mail.example.nl:25",
    "GEDRAGEN_FROM_EMAIL": "noreply@example.nl",
    "GEDRAGEN_ROOM_KEY": "ab" * 32,
}


def problems(folder: Path, host: str = "localhost", **given: str) -> str:
    """The problems that a fresh process with this environment finds, one a line."""
    code = (
        "import django; django.setup()\n"
        "from gedragen.config import checks\n"
        f"print(*checks.settings_problems(), *checks.host_problems({host!r}), sep='\\n')"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GEDRAGEN_")}
    kept |= {"DJANGO_SETTINGS_MODULE": "gedragen.config.settings", "GEDRAGEN_DATA": str(folder)}
    done = subprocess.run([sys.executable, "-c", code], env=kept | given, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip()


def test_this_machine_needs_no_settings(tmp_path: Path) -> None:
    assert problems(tmp_path) == ""
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_complete_public_site_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, host="0.0.0.0", **GOOD) == ""
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"GEDRAGEN_SECRET_KEY": ""}, "GEDRAGEN_SECRET_KEY is missing"),
        ({"GEDRAGEN_SECRET_KEY": "short"}, "GEDRAGEN_SECRET_KEY is missing or shorter"),
        ({"GEDRAGEN_SECRET_KEY": "x" * 50}, "GEDRAGEN_SECRET_KEY is easy to guess"),
        ({"GEDRAGEN_ROOM_KEY": ""}, "GEDRAGEN_ROOM_KEY is missing"),
        ({"GEDRAGEN_ROOM_KEY": SAME, "GEDRAGEN_SECRET_KEY": SAME}, "are the same"),
        ({"GEDRAGEN_ROOM_KEY": "short"}, "must be 64 hexadecimal digits"),
        ({"GEDRAGEN_EMAIL_URL": ""}, "GEDRAGEN_EMAIL_URL is missing"),
        ({"GEDRAGEN_EMAIL_URL": "consolemail://"}, "names no mail server"),
        ({"GEDRAGEN_EMAIL_URL": "smtp://ria:geheim@mail.example.nl:25"}, "would travel unlocked"),
        ({"GEDRAGEN_FROM_EMAIL": ""}, "GEDRAGEN_FROM_EMAIL is missing"),
        ({"GEDRAGEN_FROM_EMAIL": "Gedragen"}, "holds no address"),
        ({"GEDRAGEN_BASE_URL": "http://gedragen.example.nl"}, "must start with https://"),
        ({"GEDRAGEN_HOSTS": "*"}, "GEDRAGEN_HOSTS must name"),
        ({"GEDRAGEN_DEMO": "1"}, "on this machine only"),
        ({"GEDRAGEN_TRUSTED_PROXIES": "one"}, "must be a whole number"),
    ],
)
def test_each_problem_is_named(tmp_path: Path, change: dict[str, str], says: str) -> None:
    told = problems(tmp_path, host="0.0.0.0", **GOOD | change)
    assert says in told
    assert any(row in told for row in ROWS)


def test_the_key_of_closed_rooms_is_given_on_purpose_and_kept_to_oneself(tmp_path: Path) -> None:
    key, given = tmp_path / "room_key", {name: value for name, value in GOOD.items() if name != "GEDRAGEN_ROOM_KEY"}
    key.write_text("cd" * 32)
    key.chmod(0o600)
    assert "Name the file" in problems(tmp_path, host="0.0.0.0", **given)
    named = given | {"GEDRAGEN_ROOM_KEY_FILE": str(key)}
    assert problems(tmp_path, host="0.0.0.0", **named) == ""
    key.chmod(0o644)
    assert "chmod 600" in problems(tmp_path, host="0.0.0.0", **named)


def test_the_demo_stays_on_this_machine(tmp_path: Path) -> None:
    assert "not served on 0.0.0.0" in problems(tmp_path, host="0.0.0.0", GEDRAGEN_DEMO="1")
    assert problems(tmp_path, host="127.0.0.1", GEDRAGEN_DEMO="1") == ""


def test_beyond_this_machine_an_address_is_needed(tmp_path: Path) -> None:
    assert "set GEDRAGEN_BASE_URL" in problems(tmp_path, host="0.0.0.0")


def test_a_misspelt_setting_is_named() -> None:
    found = unknown_names({"GEDRAGEN_DATABSE_URL": "x", "GEDRAGEN_DEMO": "1", "HOME": "/"})
    assert found == ["GEDRAGEN_DATABSE_URL is not a setting of Gedragen. Did you mean GEDRAGEN_DATABASE_URL?"]


def test_every_setting_that_is_read_is_named() -> None:
    read = {name for source in sources() for name in re.findall(r"GEDRAGEN_[A-Z_]*[A-Z]", source.text)}
    assert read - {"GEDRAGEN_TEST", "GEDRAGEN_DATABSE_URL"} == set(NAMES)
