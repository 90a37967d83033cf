"""What was done by acts alone is found as it was recorded, whatever was done."""

from datetime import datetime

import pytest

from gedragen.cases.audit.audit import audit_approaches, audit_case, cases_after
from gedragen.config.demo import load_demo


@pytest.mark.django_db
def test_the_played_examples_are_as_they_were_recorded(at: datetime) -> None:
    load_demo(at=at)

    told = {id_: audit_case(id_) for id_ in cases_after(0)}

    assert [str(one) for findings in told.values() for one in findings.differs] == []
    assert audit_approaches().differs == []
    assert all(findings.looked > 3 for findings in told.values())
