"""`gedragen tick` and `gedragen serve`, each in a process of its own, beside a real SMTP server."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.notices.post_office import PostOffice
from tests.support.installation import gedragen, serving, surroundings_in

BRING = """
import django; django.setup()
from gedragen.cases.starting.commands.opening import bring_question
from gedragen.clock import now
bring_question("Hoe houden wij het open?", name="Anna de Vries", contact="anna@example.nl", at=now())
"""


@pytest.fixture
def around(tmp_path: Path, post_office: PostOffice) -> dict[str, str]:
    """The environment of an operator whose mail goes to our post office."""
    mail = f"smtp://127.0.0.1:{post_office.port}"
    given = {"GEDRAGEN_EMAIL_URL": mail, "DJANGO_SETTINGS_MODULE": "gedragen.config.settings"}
    return surroundings_in(tmp_path / "data", **given)


@pytest.fixture
def _question(around: dict[str, str]) -> None:
    """Ria facilitates here, and somebody brought a question."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], env=around, check=True)
    assert gedragen(around, "createadmin", "ria@example.nl", "--name", "Ria").returncode == 0
    subprocess.run([sys.executable, "-c", BRING], env=around, check=True)


@pytest.mark.usefixtures("_question")
def test_tick_mails_at_once_or_later(around: dict[str, str], post_office: PostOffice) -> None:
    down = gedragen(around, "tick")
    assert down.returncode == 0
    assert "The mail server cannot be reached" in down.stderr
    assert "@" not in down.stderr
    post_office.open()
    up = gedragen(around, "tick")
    assert (up.returncode, up.stdout, up.stderr) == (0, "", "")
    assert post_office.addresses() == ["anna@example.nl", "ria@example.nl"]
    gedragen(around, "tick")
    assert len(post_office.mails()) == 2


@pytest.mark.usefixtures("_question")
def test_serve_mails_by_itself(around: dict[str, str], post_office: PostOffice) -> None:
    post_office.open()
    with serving(around) as (server, _):
        for _ in range(1200):
            if len(post_office.mails()) > 1:
                break
            time.sleep(0.1)
        server.terminate()
        server.wait(60)
    (mail,) = (one for one in post_office.mails() if one["To"] == "ria@example.nl")
    assert mail["Subject"] == "Er is nieuws voor u"
    assert "Hoe houden wij" not in mail.get_content()
    assert "Anna" not in mail.get_content()
