"""Auditing: the texts of approaches, and one situation after another, each in parts."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import DatabaseError

from gedragen.cases.audit.bindings import BINDINGS
from gedragen.cases.audit.chain import look_at_chain
from gedragen.cases.audit.differences import Differs, Findings
from gedragen.cases.audit.rows import look_at_rows
from gedragen.cases.audit.seals import look_at_own_acts, look_at_reviews, look_at_rounds
from gedragen.cases.models import Case, Constitution, ConstitutionAltered
from gedragen.method.constitution.digest import digest_of_text

log = logging.getLogger(__name__)

Look = Callable[[Case, Findings], None]
PARTS: tuple[Look, ...] = (
    look_at_chain,
    *(partial(look_at_rows, binding) for binding in BINDINGS),
    look_at_rounds,
    look_at_reviews,
    look_at_own_acts,
)
TRIES = 3


def cases_after(case_id: int) -> Iterator[int]:
    """The situations that come after this one, in the order of the audit."""
    return iter(list(Case.objects.filter(id__gt=case_id).order_by("id").values_list("id", flat=True)))


def audit_approaches() -> Findings:
    """Every text of an approach against its digest."""
    findings = Findings()
    for one in Constitution.objects.order_by("id"):
        findings.looked += 1
        if digest_of_text(one.text) != one.digest:
            findings.tell(f"The text of the approach {one.key} ({one.digest[:8]}) is not the one that was kept.")
    kept = Constitution.objects.values("digest")
    without = Case.objects.exclude(approach_key="").exclude(constitution__in=kept)
    for address in without.values_list("address", flat=True):
        findings.tell(f"The text of the approach of {address} is gone.")
    return findings


def audit_case(case_id: int) -> Findings:
    """All that is in this situation, in no transaction: nobody waits for it."""
    address = Case.objects.values_list("address", flat=True).get(id=case_id)
    findings = Findings(address)
    for look in PARTS:
        findings.add(_settled(look, case_id, address))
    return findings


def _settled(look: Look, case_id: int, address: str) -> Findings:
    """Where something differs and an act came in between, it is looked at again: only what stays is told."""
    stays: set[Differs] | None = None
    for _ in range(TRIES):
        before, findings = _version(case_id), Findings(address)
        try:
            look(Case.objects.get(id=case_id), findings)
        except ConstitutionAltered:
            findings.tell("The text of its approach was altered, so nothing can be held against it.")
        except DatabaseError:
            raise
        except Exception as error:
            # A row without the one that it points at, or an entry without what every entry of its kind tells.
            log.exception("A part of the audit failed.")
            findings.tell(f"Something is so much altered that it cannot be read ({type(error).__name__}).")
        stays = set(findings.differs) if stays is None else stays & set(findings.differs)
        if not stays or before == _version(case_id):
            break
    findings.differs = [one for one in findings.differs if stays and one in stays]
    return findings


def _version(case_id: int) -> tuple[Any, ...]:
    found: tuple[Any, ...] = Case.objects.values_list("journal_number", "journal_head", "topics").get(id=case_id)
    return found
