"""The journal as a file, as a browser downloads it."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.cases.models import Case
from gedragen.cases.store.evidence.verifying import verify_lines
from tests.support.cast import NAMES, Cast, make_case, question_of, to_preparing
from tests.support.visitor import address, visitor


@pytest.fixture
def preparing(db: None, at: datetime) -> Cast:
    return to_preparing(make_case(at))


def file_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/jsonlines")
    assert answer["Content-Disposition"] == 'attachment; filename="logboek.jsonl"'
    return answer.getvalue().decode()


def test_anyone_gets_a_file_that_verifies(preparing: Cast) -> None:
    text = file_of(Client(), reverse("journal_file", args=[address(preparing)]))
    found = verify_lines(text.splitlines(keepends=True))
    assert found.ok
    assert found.entries == Case.objects.get(id=preparing.case).journal_number


def test_it_opens_the_frames_and_names_nobody(preparing: Cast) -> None:
    text = file_of(visitor(preparing.ria), reverse("journal_file", args=[address(preparing)]))
    assert "Er komt geen extra geld." in text
    assert not any(name in text for name in NAMES.values())


def test_a_case_that_is_not_open_gives_it_to_its_own_people_only(db: None, at: datetime) -> None:
    seat = question_of("xander", at)
    case = Case.objects.get(seats=seat)
    path = reverse("journal_file", args=[case.address])
    assert Client().get(path).status_code == 404
    assert verify_lines(file_of(visitor(seat), path).splitlines(keepends=True)).ok


def test_it_only_gives(preparing: Cast) -> None:
    assert Client().post(reverse("journal_file", args=[address(preparing)])).status_code == 405
