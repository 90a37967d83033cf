"""Whether my answer counts as I gave it: on the page, in a file, and from there by the command."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.mine.receipts import Found, receipts_sheet
from gedragen.cases.models import Case, Reply, RoundAnswer, Seat, Task, Voice
from gedragen.method.consent import Answer
from tests.support.cast import Cast, answer, everyone_says_yes, with_items, with_rounds
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db


def recount(cast: Cast) -> str:
    return reverse("recount", args=[address(cast)])


def test_an_answer_counts_as_it_was_given(deciding: Cast) -> None:
    everyone_says_yes(with_rounds(with_items(deciding)))
    page = page_of(neighbour(deciding.jan), recount(deciding))
    print(page)
    assert "Wij hebben het nagerekend: uw antwoord telt mee zoals u het gaf." in page
