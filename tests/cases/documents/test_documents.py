"""A paper of the approach's own: who fills it in, who signs, and what a changed text does to signatures."""

from datetime import datetime

import pytest

from gedragen.access.doing import Denied, NotFound, Role
from gedragen.cases.documents.commands import SignDocument, WriteDocument, sign_document, write_document
from gedragen.cases.documents.entries import DOCUMENT_SIGNED, DOCUMENT_WRITTEN
from gedragen.cases.documents.queries import document_sheet
from gedragen.cases.models import Case, DocumentSignature, DocumentVersion
from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.store.constitutions import add_file
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from tests.support.cast import Cast, come_in, later, make_case, to_deciding, to_preparing
from tests.support.dump import dump, entries
from tests.support.own_file import AGREEMENT, FULL, add_own, filled_in, own_file, signed, with_paper
from tests.support.refusals import breaks


@pytest.fixture
def own(db: None, at: datetime) -> Cast:
    return with_paper(at)


def test_what_is_filled_in_stands_there_for_who_reads_the_room(own: Cast) -> None:
    sheet = document_sheet(filled_in(own).case, 1, viewer=own.fatima)
    assert sheet.newest is not None
    assert sheet.newest.values == FULL
    assert {line.name for line in sheet.newest.lines if line.name} == {"Wim Bakker"}
    assert len(sheet.waits_for) == 4
    assert (sheet.waits_for_me, sheet.may_write) == (True, True)


def test_with_the_last_signature_it_is_signed(own: Cast) -> None:
    signed(filled_in(own), own.anna, own.bram, own.fatima)
    assert DocumentVersion.objects.get().signed_at is None
    signed(own, own.jan)
    assert DocumentVersion.objects.get().signed_at == own.at
    assert [one.data["by_all"] for one in entries(own, DOCUMENT_SIGNED)] == [False, False, False, True]


def test_a_changed_text_asks_for_every_signature_again(own: Cast) -> None:
    signed(filled_in(own))
    filled_in(own, {**FULL, "what": "Bram maakt twee banken."}, read=1, by=own.fatima)
    sheet = document_sheet(own.case, 1, viewer=own.bram)
    assert sheet.newest is not None
    assert sheet.signed is not None
    assert (sheet.newest.number, sheet.newest.signed_at, sheet.signatures) == (2, None, ())
    assert (sheet.signed.number, sheet.signed.values) == (1, FULL)
    assert len(sheet.waits_for) == 4
    with breaks("text-has-changed"):
        sign_document(own.case, SignDocument(1, version=1), by=own.bram, at=own.at)


def test_whoever_read_an_older_text_overwrites_nothing(own: Cast) -> None:
    filled_in(own)
    before = dump()
    with breaks("text-has-changed"):
        filled_in(own, {**FULL, "how": "letter"}, read=0, by=own.anna)
    with breaks("nothing-changed"):
        filled_in(own, read=1)
    assert dump() == before


def test_the_facilitator_writes_and_never_signs(own: Cast) -> None:
    filled_in(own, by=own.ria)
    with pytest.raises(Denied, match="not-your-role"):
        sign_document(own.case, SignDocument(1, version=1), by=own.ria, at=own.at)


@pytest.mark.parametrize("who", ["otto", "petra"])
def test_who_does_not_sign_does_not_write_either(own: Cast, who: str) -> None:
    with pytest.raises(Denied, match="needs-writes-document"):
        filled_in(own, by=getattr(own, who))


def test_nobody_signs_what_is_not_filled_in(own: Cast) -> None:
    with breaks("document-is-not-full"):
        sign_document(own.case, SignDocument(1, version=0), by=own.bram, at=own.at)
    filled_in(own, {"what": "Bram maakt de bank."})
    with breaks("document-is-not-full"):
        sign_document(own.case, SignDocument(1, version=1), by=own.bram, at=own.at)
    assert not DocumentSignature.objects.exists()


def test_nobody_signs_twice(own: Cast) -> None:
    signed(filled_in(own), own.bram)
    with breaks("signed-already"):
        sign_document(own.case, SignDocument(1, version=1), by=own.bram, at=own.at)


WRONG = {
    "a day that is none": ({**FULL, "until": "2026-02-30"}, "does-not-fit-the-field"),
    "somebody who is not here": ({**FULL, "who": "99"}, "does-not-fit-the-field"),
    "a choice that is not there": ({**FULL, "how": "shouting"}, "does-not-fit-the-field"),
    "nothing": (dict.fromkeys(FULL, "  "), "document-needs-text"),
    "what is not asked": ({"house": "x"}, "no-such-field"),
    "too much": ({**FULL, "what": "x" * 10_001}, "text-too-long"),
}


@pytest.mark.parametrize(("values", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_fit_is_refused_and_changes_nothing(own: Cast, values: dict[str, str], code: str) -> None:
    before = dump()
    with breaks(code):
        filled_in(own, values)
    assert dump() == before


@pytest.mark.parametrize("number", [0, 2])
def test_a_paper_that_there_is_not_does_not_exist(own: Cast, number: int) -> None:
    with pytest.raises(NotFound):
        document_sheet(own.case, number, viewer=own.bram)
    with pytest.raises(NotFound):
        write_document(own.case, WriteDocument(number, FULL), by=own.bram, at=own.at)


@pytest.mark.django_db
def test_before_its_phase_there_is_no_paper(at: datetime) -> None:
    cast = make_case(at, approach=add_own(at, AGREEMENT))
    with pytest.raises(NotFound):
        document_sheet(cast.case, 1, viewer=cast.anna)
    with pytest.raises(Denied, match="needs-writes-document"):
        write_document(cast.case, WriteDocument(1, FULL), by=cast.ria, at=at)


def test_an_approach_without_papers_has_none(deciding: Cast) -> None:
    with pytest.raises(NotFound):
        document_sheet(deciding.case, 1, viewer=deciding.bram)
    with pytest.raises(Denied, match="needs-writes-document"):
        write_document(deciding.case, WriteDocument(1, FULL), by=deciding.bram, at=deciding.at)


def test_who_comes_later_unsigns_nothing(own: Cast) -> None:
    signed(filled_in(own))
    come_in(own, "xander", Role.PARTICIPANT)
    assert DocumentVersion.objects.get().signed_at is not None


def test_who_left_is_not_waited_for(own: Cast) -> None:
    filled_in(own)
    decline(own.case, by=own.jan, at=own.at)
    signed(own, own.anna, own.bram, own.fatima)
    assert DocumentVersion.objects.get().signed_at is not None


def test_when_the_last_one_leaves_instead_another_says_that_it_stands(own: Cast) -> None:
    signed(filled_in(own), own.anna, own.bram, own.fatima)
    decline(own.case, by=own.jan, at=own.at)
    assert DocumentVersion.objects.get().signed_at is None
    assert document_sheet(own.case, 1, viewer=own.bram).waits_for_me
    signed(own, own.bram)
    assert DocumentVersion.objects.get().signed_at is not None
    assert DocumentSignature.objects.count() == 3


def test_what_was_signed_stays_when_its_writer_is_forgotten(own: Cast) -> None:
    signed(filled_in(own))
    erase_me(own.case, by=own.bram, at=later(own, days=1))
    sheet = document_sheet(own.case, 1, viewer=own.anna)
    assert sheet.newest is not None
    assert sheet.newest.values == FULL
    assert [one.name for one in sheet.signatures] == ["Anna de Vries", "", "Fatima Amrani", "Jan Oudejans"]


@pytest.mark.parametrize(
    ("signed_by", "who"),
    [('"main_person"', ["anna"]), ('["authority"]', ["otto", "wim"]), ('["professional", "participant"]', None)],
)
@pytest.mark.django_db
def test_who_signs_is_up_to_the_file(at: datetime, signed_by: str, who: list[str] | None) -> None:
    cast = with_paper(at, AGREEMENT.replace('"every-decider"', signed_by))
    found = document_sheet(filled_in(cast, by=cast.ria).case, 1, viewer=cast.ria)
    assert len(found.waits_for) == len(who or [*cast.deciders, cast.petra])
    signed(cast, *([getattr(cast, one) for one in who] if who else [*cast.deciders, cast.petra]))
    assert DocumentVersion.objects.get().signed_at is not None


def test_the_journal_tells_each_text_by_its_digest_and_verifies(own: Cast) -> None:
    signed(filled_in(own))
    (written,) = entries(own, DOCUMENT_WRITTEN)
    assert (written.data["document"], written.data["version"]) == ("agreement", 1)
    lines = list(export_lines(Case.objects.get(id=own.case), at=own.at, reads=whole))
    assert verify_lines(lines).ok
    assert '"field-what":{"salt"' in "".join(lines)


TALKING = '''[[stages]]
key = "talking"
phase = "deciding"
name = { nl = "Praten", en = "Talking" }
rooms = ["open", "circle", "private"]

[[stages]]
key = "rounds"'''


@pytest.mark.django_db
def test_a_paper_is_written_in_a_stage_in_which_its_room_is_open_and_signed_in_any(at: datetime) -> None:
    file = own_file(AGREEMENT).replace('[[stages]]\nkey = "rounds"', TALKING, 1)
    cast = to_deciding(to_preparing(make_case(at, approach=add_file(file, "own.toml", by=None, at=at).key)))
    assert not document_sheet(cast.case, 1, viewer=cast.bram).may_write
    with pytest.raises(Denied, match="room-is-shut") as shut:
        filled_in(cast)
    assert [stage.key for stage in shut.value.stages] == ["rounds"]
    enter_stage(cast.case, EnterStage("rounds", "talking"), by=cast.ria, at=cast.at)
    filled_in(cast)
    enter_stage(cast.case, EnterStage("talking", "rounds", "Nog even praten."), by=cast.ria, at=cast.at)
    signed(cast)
    assert DocumentVersion.objects.get().signed_at is not None
