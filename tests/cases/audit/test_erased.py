"""Erased is not altered: what goes by an act is counted apart, and what goes by hand is told."""

from gedragen.cases.audit.audit import audit_case
from gedragen.cases.models import View, Words
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.preparing.commands.preparation import BringView, bring_view
from gedragen.cases.store.evidence.chain import text_digest
from tests.support.cast import Cast


def test_who_is_forgotten_takes_a_view_along_and_its_digest_stays(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Ik wil rust."), by=preparing.bram, at=preparing.at)
    words = View.objects.get(case=preparing.case).words
    digest = text_digest(words.salt, words.text)

    erase_me(preparing.case, by=preparing.bram, at=preparing.at)

    words.refresh_from_db()
    assert (words.text, words.salt, words.digest) == ("", "", digest)
    findings = audit_case(preparing.case)
    assert (findings.erased, findings.differs) == (1, [])


def test_what_was_erased_before_digests_were_kept_counts_as_erased(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Ik wil rust."), by=preparing.bram, at=preparing.at)
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    Words.objects.filter(kind="view").update(digest="")
    findings = audit_case(preparing.case)
    assert (findings.erased, findings.differs) == (1, [])


def test_an_erased_text_with_the_digest_of_another_is_told(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Ik wil rust."), by=preparing.bram, at=preparing.at)
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    Words.objects.filter(kind="view").update(digest="a" * 64)
    assert [one.what for one in audit_case(preparing.case).differs] == [
        "Opposing view 1: its text words is not the one that was recorded."
    ]
