"""The journal told in words: every kind has its sentence, in both languages, and nobody is named."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from gedragen.cases.due import run_due
from gedragen.cases.frame_test.entries import DECISION_RECORDED
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.journal.queries import PAGE, EntryCard, journal_sheet, signing_key_code
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.many import InviteMany, invite_many
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.entries import SEAT_INVITED
from gedragen.cases.people.invitees import Invitee
from gedragen.cases.preparing.entries import VIEW_BROUGHT
from gedragen.cases.rounds.entries import ROUND_CLOSED
from gedragen.cases.store.entries import FRAME_WRITTEN, KINDS, OWN_ACTS_SEALED, Kind
from gedragen.method.frames import FrameKind, FrameText
from gedragen.pages.journal.words import SENTENCES, entry_sentence, who
from tests.support.cast import NAMES, Cast
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.visitor import address, page_of, visitor

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def family(db: None, at: datetime) -> Family:
    return with_safety_frame(make_family(at))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def entry(kind: Kind, by: str = "3", of: str = "authority", **data: object) -> EntryCard:
    """As whoever may see all of it gets it."""
    return EntryCard(1, AT.date(), kind, of, data, "abcd-efgh-jkmn-pqrs", AT, by)


def test_every_kind_has_its_sentence() -> None:
    assert set(SENTENCES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_sentence_can_be_told_of_an_entry_that_says_nothing(kind: Kind, language: str) -> None:
    with translation.override(language):
        assert entry_sentence(entry(kind)).strip()


def test_a_whole_road_is_told_without_gaps_codes_or_names(carrying_out: Cast) -> None:
    sheet = journal_sheet(carrying_out.case, viewer=None)
    for one in sheet.entries:
        sentence = entry_sentence(one)
        assert "?" not in sentence
        assert "_" not in sentence
        assert not any(name in sentence + who(one) for name in NAMES.values())


def test_who_did_it_is_a_seat_the_clock_or_nobody() -> None:
    assert who(entry(FRAME_WRITTEN)) == "Seat 3 (sets the limits)"
    assert who(entry(ROUND_CLOSED, "", "clock")) == "By the clock"
    assert who(entry(VIEW_BROUGHT, "", "somebody")) == "Who it was is not shown here"


def test_a_difference_is_told_with_the_decision() -> None:
    assert entry_sentence(entry(DECISION_RECORDED, differs=[2, 4])).endswith("It differs from the plan on item: 2, 4.")
    assert entry_sentence(entry(DECISION_RECORDED, differs=[])).endswith("It is the same as the plan.")


def test_who_joined_or_left_is_named_when_it_is_sealed_and_what_else_was_done_is_not() -> None:
    sealed = "What people did for themselves is sealed: 3 in all."
    assert entry_sentence(entry(OWN_ACTS_SEALED, acts=3)) == f"{sealed} What it was is not shown here."
    both = entry_sentence(entry(OWN_ACTS_SEALED, acts=3, joined=[5, 7], declined=[5]))
    assert both == f"{sealed} Seats 5, 7 take part. Seat 5 said no to taking part."
    some = entry_sentence(entry(OWN_ACTS_SEALED, acts=3, joined=[5]))
    assert some == f"{sealed} Seat 5 takes part. What else it was is not shown here."


def test_the_page_shows_the_code_the_command_and_the_file(framed: Cast) -> None:
    page = page_of(visitor(), reverse("journal", args=[address(framed)]))
    code = journal_sheet(framed.case, viewer=None).head.journal_code
    assert f"gedragen verify logboek.jsonl --head {code}" in page
    assert reverse("journal_file", args=[address(framed)]) in page


def test_a_long_journal_comes_in_pages(starting: Cast) -> None:
    path = reverse("journal", args=[address(starting)])
    assert "Page 1 of 2" not in page_of(visitor(), path)
    for number in range(PAGE):
        new = FrameText(f"Grens {number}", "Klopt het?", "Daarom.", "Besluit", FrameKind.TIME)
        write_frame(starting.case, WriteFrame(new), by=starting.wim, at=starting.at)
    assert "Page 1 of 2" in page_of(visitor(), path)
    assert "Somebody brought a question." not in page_of(visitor(), path)
    assert "Somebody brought a question." in page_of(visitor(), path + "?page=2")
    for strange in ("0", "-1", "99999999999", "²", "x"):
        assert visitor().get(path, {"page": strange}).status_code == 200


def test_an_invitation_says_what_for_and_not_that_somebody_came() -> None:
    invited = entry(SEAT_INVITED, "2", "facilitator", seat=5, role="participant")
    assert entry_sentence(invited) == "Seat 5 was invited to take part."


@pytest.mark.parametrize("name", ["journal", "plan", "road"])
def test_the_code_of_the_key_stands_beside_the_journal_and_on_what_is_printed(preparing: Cast, name: str) -> None:
    page = page_of(visitor(preparing.bram), reverse(name, args=[address(preparing)]))
    assert f"Key of this website, for whoever checks the journal: {signing_key_code()}" in page


def test_how_people_got_a_seat_is_counted_by_kind_of_person(preparing: Cast) -> None:
    crowd = InviteMany((Invitee("Kees", "kees@example.nl"), Invitee("Mo")))
    invite_many(preparing.case, crowd, by=preparing.ria, at=preparing.at)
    run_due(at=preparing.at)
    nominate(preparing.case, Nominate("Piet", "06-1", "De kas."), by=preparing.anna, at=preparing.at)
    sheet = journal_sheet(preparing.case, viewer=None)
    assert sheet.seats == Seat.objects.filter(case=preparing.case).count()
    page = page_of(visitor(), reverse("journal", args=[address(preparing)]))
    assert f"There are {sheet.seats} seats. Here stand kinds of people, no names." in " ".join(page.split())
    assert rows_of(page) == [
        ("Brought the question", "Somebody who takes part", "1"),
        ("Took up the question", "The facilitator", "1"),
        ("Was invited, with a link by e-mail", "The facilitator", str(sheet.seats - 5)),
        ("Was invited, without e-mail", "The facilitator", "1"),
        ("Stood on a list, and got a link by e-mail", "The facilitator", "1"),
        ("Stood on a list, without e-mail", "The facilitator", "1"),
        ("Was named as somebody who may be needed too", "Somebody who decides", "1"),
    ]


def test_in_a_family_each_seat_has_a_way_too(family: Family) -> None:
    sheet = journal_sheet(family.case, viewer=family.sanne)
    assert sheet.seats == Seat.objects.filter(case=family.case).count()
    assert not any("seat" in one.of for one in sheet.ways)


def rows_of(page: str) -> list[tuple[str, ...]]:
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", table, re.S)]
    return [tuple(cells[at : at + 3]) for at in range(0, len(cells), 3)]
