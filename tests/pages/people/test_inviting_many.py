"""The page where a whole list is invited: looked at first, then done by one press."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gedragen.cases.due import run_due
from gedragen.cases.models import Case, Seat
from gedragen.cases.people.commands import many
from gedragen.cases.people.commands.seats import erase_me
from tests.pages.guards.found_forms import Page
from tests.support.cast import Cast, mail_of
from tests.support.dump import unchanged
from tests.support.family_cast import Family
from tests.support.visitor import address, neighbour, page_of, visitor

STREET = "Kees; kees@example.nl\nEls; Dorpsstraat 3\nGerrit"


def list_page(cast: Cast | Family) -> str:
    return reverse("invite_many", args=[address(cast)])


def sent(cast: Cast, text: str = STREET, *, seat: int | None = None, **more: object) -> tuple[int, str]:
    """What is answered to who sends this list."""
    told = {"people": text, "language": "nl"} | more
    answer = visitor(seat or cast.ria).post(list_page(cast), told, follow=True)
    return answer.status_code, answer.content.decode()


def confirmed(cast: Cast, text: str = STREET, *, after: str = "") -> str:
    """Look at a list, and press the button that the page then shows."""
    ria = visitor(cast.ria)
    told = {"people": text, "language": "nl"}
    page = ria.post(list_page(cast), told).content.decode()
    buttons = dict(form.button for form in Page(page, list_page(cast)).forms if form.button)
    told |= {"confirm": buttons["confirm"], "people": after or text}
    return ria.post(list_page(cast), told, follow=True).content.decode()


def seats(cast: Cast) -> int:
    return Seat.objects.filter(case=cast.case).count()


def test_first_the_page_says_what_it_would_do(preparing: Cast) -> None:
    erase_me(preparing.case, by=preparing.fatima, at=preparing.at)
    text = f"{STREET}\nBram;{mail_of('bram')}\nF.;{mail_of('fatima')}\nC.;KEES@example.nl"
    with unchanged():
        status, page = sent(preparing, text)
    assert status == 200
    assert "3 people will be invited" in page
    assert "1 person gets one e-mail" in page
    assert "2 people get no e-mail" in page
    assert "this person was asked before" in page
    assert "the same address stands on the list before" in page
    assert "this person asked to be forgotten" in page
    assert "Els · Dorpsstraat 3" in page
    assert "Gerrit</textarea>" not in page
    assert "C.;KEES@example.nl</textarea>" in page


def test_then_one_press_invites_them(preparing: Cast) -> None:
    before = seats(preparing)
    page = confirmed(preparing)
    assert "3 people are invited." in page
    assert seats(preparing) == before + 3


def test_another_list_than_was_looked_at_is_looked_at_first(preparing: Cast) -> None:
    before = seats(preparing)
    page = confirmed(preparing, after="Truus; truus@example.nl")
    assert "1 person will be invited" in page
    assert seats(preparing) == before


def test_a_file_comes_in_the_box(preparing: Cast) -> None:
    file = SimpleUploadedFile("lijst.csv", "\ufeffNaam;Mail\r\nRenée;renee@example.nl\r\n".encode())
    _, page = sent(preparing, "", file=file)
    assert "Renée · renee@example.nl" in page
    assert "Renée;renee@example.nl" in page


@pytest.mark.parametrize("data", ["Ren\u00e9e".encode("cp1252"), b"PK\x03\x04\0\0", "Kees".encode("utf-16")])
def test_a_file_that_is_no_text_is_refused_in_words(preparing: Cast, data: bytes) -> None:
    with unchanged():
        status, page = sent(preparing, "Kees", file=SimpleUploadedFile("lijst.xlsx", data))
    assert status == 422
    assert "We cannot read this file." in page
    assert "Kees</textarea>" in page


def test_every_fault_is_told_with_its_line_and_nothing_changes(preparing: Cast) -> None:
    with unchanged():
        status, page = sent(preparing, "Kees; kees@\n\n; els@example.nl\nGerrit", confirm="x")
    assert status == 422
    assert "Line 1: “kees@” is not an e-mail address." in page
    assert "Line 3: there is no name. Write the name first." in page
    assert "els@example.nl\nGerrit</textarea>" in page


def test_of_very_many_faults_the_first_are_told(preparing: Cast) -> None:
    _, page = sent(preparing, ";x\n" * 23)
    assert "Line 20:" in page
    assert "Line 21:" not in page
    assert "And 3 more lines." in page


@pytest.mark.parametrize(
    ("text", "told"), [("", "Write at least one name"), ("x" * 2_000_001, "This list is too long")]
)
def test_a_list_of_nobody_or_of_too_many_is_refused(preparing: Cast, text: str, told: str) -> None:
    status, page = sent(preparing, text)
    assert (status, told in page) == (422, True)


def test_when_nobody_is_left_there_is_nothing_to_press(preparing: Cast) -> None:
    _, page = sent(preparing, f"Bram;{mail_of('bram')}")
    assert "Nobody on this list can be invited" in page
    assert 'name="confirm"' not in page


def test_how_far_it_is_stands_with_the_people(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "PART", 2)
    assert "3 people are being invited" in confirmed(preparing)
    everyone = reverse("seats", args=[address(preparing)])
    assert "2 of 3 people on your list are invited." in page_of(visitor(preparing.ria), everyone)
    assert "still being invited" in page_of(visitor(preparing.ria), list_page(preparing))
    run_due(at=preparing.at)
    assert "on your list" not in page_of(visitor(preparing.ria), everyone)


def test_a_large_count_is_written_as_people_write_it(preparing: Cast) -> None:
    crowd = "\n".join(f"Buur {number}" for number in range(1_500))
    _, page = sent(preparing, crowd)
    assert "Invite 1,500 people" in page
    dutch = neighbour(preparing.ria).post(list_page(preparing), {"people": crowd, "language": "nl"})
    assert "Nodig 1.500 mensen uit" in dutch.content.decode()


def test_before_the_limits_are_fixed_and_where_each_yes_counts_it_says_why_not(
    starting: Cast,
) -> None:
    page = page_of(visitor(starting.ria), list_page(starting))
    assert "First the limits must be fixed." in page
    assert "<textarea" not in page


def test_where_somebody_chooses_their_circle_it_says_what_to_do_instead(family_preparing: Family) -> None:
    ria = visitor(family_preparing.ria)
    page = page_of(ria, list_page(family_preparing))
    assert "So nobody is invited by a list." in page
    with unchanged():
        ria.post(list_page(family_preparing), {"people": STREET, "language": "nl"})


def test_nobody_else_learns_who_is_in(preparing: Cast) -> None:
    for seat in (preparing.anna, preparing.otto, preparing.petra):
        with unchanged():
            assert sent(preparing, f"Bram;{mail_of('bram')}", seat=seat)[0] == 403
    from django.test import Client

    assert Client().post(list_page(preparing), {"people": STREET}).status_code == 403


def test_in_a_case_that_is_closed_nobody_is_invited(preparing: Cast) -> None:
    Case.objects.filter(id=preparing.case).update(closed_at=preparing.at, ending="carried")
    assert sent(preparing)[0] == 403
