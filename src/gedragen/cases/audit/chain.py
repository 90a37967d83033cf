"""The journal itself: every entry by its own hash, in one chain without a gap, up to where the situation says it is."""

from gedragen.cases.audit.differences import Findings
from gedragen.cases.models import Case
from gedragen.cases.store.evidence.chain import entry_hash
from gedragen.cases.store.journal import line_of


def look_at_chain(case: Case, findings: Findings) -> None:
    number, head = 0, ""
    for entry in case.journal.order_by("number").iterator():
        findings.looked += 1
        if entry.number != number + 1:
            findings.tell(f"Entry {number + 1} is gone.", number + 1)
        elif entry.previous != head:
            findings.tell("This entry does not follow the one before it.", entry.number)
        if entry_hash(line_of(entry)) != entry.hash:
            findings.tell("This entry was altered.", entry.number)
        number, head = entry.number, entry.hash
    if (case.journal_number, case.journal_head) != (number, head):
        findings.tell(f"The situation says that its journal has {case.journal_number} entries, and it has {number}.")
