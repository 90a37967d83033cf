"""A paper that every side signs: each that must be there, by everybody of it; who stands around does not sign."""

from datetime import datetime

import pytest

from gedragen.access.doing import Denied
from gedragen.cases.documents.commands import SignDocument, WriteDocument, sign_document, write_document
from gedragen.cases.documents.queries import document_sheet
from gedragen.cases.models import DocumentVersion
from gedragen.cases.people.commands.seats import decline
from tests.support.own_file import AGREEMENT
from tests.support.two_sides import FILE, Sides, come_in, make_sides, to_deciding, to_preparing

PACT = AGREEMENT.replace('"every-decider"', '"every-side"')
FULL = {"what": "Carl bouwt de schuur op.", "until": "2026-05-01", "who": "3", "how": "talk"}


@pytest.fixture
def sides(db: None, at: datetime) -> Sides:
    found = to_deciding(to_preparing(make_sides(at, file=f"{FILE}\n{PACT}")))
    write_document(found.case, WriteDocument(1, FULL), by=found.ria, at=found.at)
    return found


def sign(sides: Sides, seat: int) -> None:
    sign_document(sides.case, SignDocument(1, 1), by=seat, at=sides.at)


def is_signed() -> bool:
    return DocumentVersion.objects.get().signed_at is not None


def test_it_waits_for_each_side_that_must_be_there_and_for_nobody_around(sides: Sides) -> None:
    assert document_sheet(sides.case, 1, viewer=sides.ria).waits_for == ("Hanna Smit", "Carl Bos")
    sign(sides, sides.carl)
    assert not is_signed()
    sign(sides, sides.hanna)
    assert is_signed()


def test_everybody_of_a_side_signs(sides: Sides) -> None:
    second = come_in(sides, "Bo Bos", "caused")
    for seat in (sides.hanna, sides.carl):
        sign(sides, seat)
    assert not is_signed()
    sign(sides, second)
    assert is_signed()


def test_who_stands_around_neither_writes_nor_signs(sides: Sides) -> None:
    with pytest.raises(Denied, match="needs-signs-document"):
        sign(sides, sides.aisha)
    with pytest.raises(Denied, match="needs-writes-document"):
        write_document(sides.case, WriteDocument(1, FULL | {"how": "letter"}, 1), by=sides.aisha, at=sides.at)


def test_without_anybody_of_a_side_nothing_is_signed(sides: Sides) -> None:
    decline(sides.case, by=sides.carl, at=sides.at)
    sign(sides, sides.hanna)
    assert not is_signed()
