"""The two layers of the journal: everybody has one chain, and who it was and when is read by whom Sight allows."""

import json
from typing import Any

import pytest

from gedragen.cases.journal.queries import journal_lines, journal_sheet
from gedragen.cases.models import Case, JournalEntry, Words
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.preparing.commands.preparation import BringView, bring_view
from gedragen.cases.rounds.commands.rounds import RecordContact, record_contact
from gedragen.cases.store.entries import KINDS
from gedragen.cases.store.evidence.chain import NOT_HASHED, entry_hash, journal_line
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import OF_THE_FIRST, line_of
from gedragen.cases.store.words import forget
from gedragen.method.mirror.rung import Entry, measured
from tests.support.cast import FRAMES, Cast, with_items, with_rounds
from tests.support.family_cast import Family

Line = dict[str, Any]
# Names in the data of entries that hold a seat, or tell one.
OF_SOMEBODY = frozenset(
    {"seat", "seats", "about", "owner", "checker", "keeper", "to", "facilitator", "brought_by", "bound", "joined"}
    | {"declined", "tasks", "nomination", "wave", "side", "first", "last", "list", "is_own", "reached"}
)
KINDS_OF_PEOPLE = {
    "decider", "participant", "facilitator", "authority", "professional", "advocate", "clock", "somebody",
}  # fmt: skip


def file_for(cast: Cast | Family, viewer: int | None) -> list[str]:
    return list(journal_lines(cast.case, viewer=viewer, at=cast.at))


def entries_for(cast: Cast | Family, viewer: int | None) -> list[Line]:
    return [line for line in map(json.loads, file_for(cast, viewer)) if "number" in line]


def hashed(line: Line) -> Line:
    return {name: value for name, value in line.items() if name not in NOT_HASHED}


def in_the_first_format(case_id: int) -> None:
    """As it was written before there were two layers: every entry whole for every reader."""
    case, previous = Case.objects.get(id=case_id), ""
    for entry in case.journal.order_by("number"):
        entry.format, entry.of, entry.salt, entry.public, entry.texts = 1, "", "", [], []
        entry.previous = previous
        entry.hash = previous = entry_hash(line_of(entry))
        entry.save()
    case.journal_head = previous
    case.save()


@pytest.fixture
def lived(deciding: Cast) -> Cast:
    """Somebody was named, somebody brought another view, and somebody was called on."""
    with_rounds(with_items(deciding))
    nominate(deciding.case, Nominate("Kees", "06-1", "De kas."), by=deciding.anna, at=deciding.at)
    bring_view(deciding.case, BringView("Sluit het maar."), by=deciding.bram, at=deciding.at)
    record_contact(deciding.case, RecordContact(1, deciding.jan, reached=True), by=deciding.ria, at=deciding.at)
    return deciding


def test_every_reader_has_the_same_chain_head_and_signature(lived: Cast) -> None:
    everybody = [file_for(lived, viewer) for viewer in (None, lived.anna, lived.otto, lived.petra, lived.ria)]
    chains = [[hashed(json.loads(line)) for line in file[:-2]] for file in everybody]
    assert all(chain == chains[0] for chain in chains)
    assert {file[-2] for file in everybody} == {everybody[0][-2]}
    assert all(verify_lines(file).ok for file in everybody)


def test_the_world_reads_no_seat_and_no_moment(lived: Cast) -> None:
    lines = entries_for(lived, None)
    assert not any({"inside", "at"} & set(line) for line in lines)
    assert {line["by"] for line in lines} <= KINDS_OF_PEOPLE
    assert not {name for line in lines for name in line["data"]} & OF_SOMEBODY
    assert {len(line["day"]) for line in lines} == {len("2026-03-02")}


def test_what_is_public_of_a_kind_never_holds_a_seat() -> None:
    assert {(kind, name) for kind in KINDS.values() for name in kind.public & OF_SOMEBODY} == set()


def test_nothing_else_of_an_entry_is_public_than_its_kind_says(lived: Cast) -> None:
    for line in entries_for(lived, None):
        first = set(OF_THE_FIRST) if line["number"] == 1 else set()
        assert set(line["data"]) <= KINDS[line["kind"]].public | first


def test_who_guides_reads_all_of_it_and_everybody_else_what_is_their_own(lived: Cast) -> None:
    kept = {entry.number: entry for entry in JournalEntry.objects.filter(case=lived.case)}
    assert all("inside" in line for line in entries_for(lived, lived.ria))
    anna = str(JournalEntry.objects.get(case=lived.case, number=1).by)
    for line in entries_for(lived, lived.anna):
        entry = kept[line["number"]]
        assert ("inside" in line) is (entry.by == anna or entry.data.get("seat") == int(anna))
    assert sum("inside" in line for line in entries_for(lived, lived.anna)) > 2


def test_who_named_somebody_is_not_told_to_others(lived: Cast) -> None:
    for viewer in (None, lived.bram, lived.otto, lived.petra):
        told = next(line for line in entries_for(lived, viewer) if line["kind"] == "somebody-named")
        assert (told["by"], told["data"], "inside" in told) == ("decider", {}, False)


def test_the_page_tells_others_the_kind_of_person_and_the_day(lived: Cast) -> None:
    named = next(card for card in journal_sheet(lived.case, viewer=None).entries if card.kind == "somebody-named")
    assert (named.of, named.seat, named.at, named.data) == ("decider", "", None, {})
    to_ria = next(card for card in journal_sheet(lived.case, viewer=lived.ria).entries if card.kind == "somebody-named")
    assert to_ria.seat
    assert to_ria.at == lived.at


def test_the_rung_is_measured_from_what_the_world_reads(lived: Cast) -> None:
    road = [Entry(line["kind"], line["by"], line["data"]) for line in entries_for(lived, None)]
    assert (measured(road).rung, measured(road).failing) == (2, ("3a:view 1",))


def test_in_a_closed_case_the_guardian_reads_the_kind_of_person_only(family_deciding: Family) -> None:
    family = family_deciding
    lines = entries_for(family, family.arjen)
    number = next(line["inside"]["by"] for line in lines if line["kind"] == "promise-written")
    strange = [line for line in lines if "inside" in line and line["inside"]["by"] != number]
    assert {line["inside"]["data"].get("seat") for line in strange} <= {int(number)}
    assert len([line for line in lines if "inside" not in line]) > len(lines) / 2


@pytest.mark.parametrize("who", ["ria", "sanne", "arjen", "karin"])
def test_every_file_of_a_closed_case_verifies_and_says_what_it_leaves_out(family_deciding: Family, who: str) -> None:
    found = verify_lines(file_for(family_deciding, getattr(family_deciding, who)))
    assert found.ok
    assert found.left_out.entries == 0
    assert (found.left_out.inner_parts == 0) is (who == "ria")
    assert found.about.case == str(family_deciding.case)


def altered(line: Line) -> None:
    line["inside"]["by"] = "9"


def with_another_salt(line: Line) -> None:
    line["inside"]["salt"] = "00"


def with_more(line: Line) -> None:
    line["inside"]["note"] = "x"


def with_less(line: Line) -> None:
    line["inside"].pop("at")


def that_is_none(line: Line) -> None:
    line["inside"] = "x"


@pytest.mark.parametrize("meddle", [altered, with_another_salt, with_more, with_less, that_is_none])
def test_an_inner_part_that_was_meddled_with_is_found(lived: Cast, meddle: Any) -> None:
    file = file_for(lived, lived.ria)
    line = json.loads(file[4])
    meddle(line)
    found = verify_lines([*file[:4], journal_line(line), *file[5:]])
    assert (found.ok, found.code, found.line) == (False, "inside-altered", 5)


def test_an_inner_part_that_was_taken_out_is_found(lived: Cast) -> None:
    file = file_for(lived, lived.ria)
    line = json.loads(file[4])
    line.pop("inside")
    found = verify_lines([*file[:4], journal_line(line), *file[5:]])
    assert (found.ok, found.code) == (False, "text-taken-out")


def test_a_text_that_is_not_for_everybody_is_said_to_be_sealed(family_deciding: Family) -> None:
    lines = entries_for(family_deciding, family_deciding.arjen)
    assert {why for line in lines for why in line.get("withheld", {}).values()} == {"sealed"}
    assert verify_lines(file_for(family_deciding, family_deciding.arjen)).left_out.sealed > 4


def test_a_text_that_is_not_what_was_recorded_is_not_opened_and_the_file_says_so(lived: Cast) -> None:
    assert not any("withheld" in line for line in entries_for(lived, None))
    Words.objects.filter(case=lived.case, text=FRAMES[0].text).update(text="Het huis wordt gesloopt.")
    frame = next(line for line in entries_for(lived, None) if line["kind"] == "frame-written")
    assert frame["withheld"] == {"text": "differs"}
    found = verify_lines(file_for(lived, None))
    assert (found.ok, found.left_out.differs) == (True, 1)


def test_a_text_that_was_erased_is_said_to_be_that(lived: Cast) -> None:
    forget(Words.objects.filter(case=lived.case, text=FRAMES[0].text), at=lived.at)
    frame = next(line for line in entries_for(lived, None) if line["kind"] == "frame-written")
    assert frame["withheld"] == {"text": "erased"}
    found = verify_lines(file_for(lived, None))
    assert (found.ok, found.left_out.erased) == (True, 1)


def test_entries_of_the_first_format_of_an_open_case_stay_as_they_were(lived: Cast) -> None:
    in_the_first_format(lived.case)
    nominate(lived.case, Nominate("Mo", "06-2", "De tuin."), by=lived.anna, at=lived.at)
    *before, last = entries_for(lived, None)
    assert {"at", "by", "data"} <= set(before[0])
    assert not any("format" in line for line in before)
    assert (last["format"], last["by"]) == (2, "decider")
    assert verify_lines(file_for(lived, None)).ok


def test_entries_of_the_first_format_of_a_closed_case_are_read_as_far_as_sight_allows(family_deciding: Family) -> None:
    family = family_deciding
    in_the_first_format(family.case)
    record = Nominate("Piet", "06-3", "Hij woont vlakbij.")
    nominate(family.case, record, by=family.sanne, at=family.at)
    lines = entries_for(family, family.arjen)
    bare = [line for line in lines if set(line) == {"number", "previous", "hash"}]
    shown = [line for line in lines if "at" in line]
    assert len(bare) > len(shown) > 0
    arjen = {line["by"] for line in shown if line["kind"] == "promise-written"}
    assert {line["by"] for line in shown if line["data"].get("seat") is None} == arjen
    found = verify_lines(file_for(family, family.arjen))
    assert (found.ok, found.left_out.entries) == (True, len(bare))
    assert found.about.case == str(family.case)
    assert verify_lines(file_for(family, family.ria)).left_out.entries == 0
    hidden = [card for card in journal_sheet(family.case, viewer=family.arjen).entries if card.kind is None]
    assert hidden
    assert not any(card.data or card.of or card.seat or card.day for card in hidden)
