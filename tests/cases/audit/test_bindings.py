"""Every entry that tells a digest says of which row: a new kind without that fails here."""

from datetime import datetime

import pytest

from gedragen.cases.audit.audit import audit_approaches, audit_case, cases_after
from gedragen.cases.audit.bindings import BINDINGS, NOT_BOUND
from gedragen.cases.models import JournalEntry
from gedragen.cases.store.entries import KINDS
from gedragen.config.demo import load_demo
from gedragen.pages import entries
from tests.cases.audit.scene import busy


def test_every_kind_is_bound_or_has_a_reason_not_to_be() -> None:
    bound = {str(kind) for binding in BINDINGS for kind in binding.kinds}
    assert entries.ENTRIES
    assert sorted(bound & NOT_BOUND.keys()) == []
    assert sorted(bound | NOT_BOUND.keys()) == sorted(KINDS)


@pytest.mark.django_db
def test_every_digest_that_is_told_is_held_against_a_text(at: datetime) -> None:
    load_demo(at=at)
    busy(at)
    for case in cases_after(0):
        records = [one for binding in BINDINGS for one in binding.records(case).values()]
        bound = {digest for record in records for digest in record.texts.values()}
        entries = JournalEntry.objects.filter(case=case)
        told = {(entry.kind, name): entry.data[name] for entry in entries for name in entry.texts}
        assert [where for where, digest in told.items() if digest not in bound and where[1] != "constitution"] == []


@pytest.mark.django_db
def test_the_played_examples_are_as_they_were_recorded(at: datetime) -> None:
    load_demo(at=at)
    audits = [audit_case(case) for case in cases_after(0)]
    assert [str(one) for findings in audits for one in findings.differs] == []
    assert all(findings.looked > 3 for findings in audits)
    assert audit_approaches().differs == []
