"""What happens to a form that cannot be taken: the sentence stands where it belongs, and what was typed stays."""

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.models import Round, Voice, Words
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from tests.pages.guards.found_forms import walk
from tests.pages.guards.test_bad_input import starts
from tests.support.cast import Cast, invited, with_items, with_rounds
from tests.support.dump import unchanged
from tests.support.visitor import address, page_of, visitor


def at_page(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[address(cast), *args])


def test_a_text_that_is_too_long_is_told_beside_its_own_field_and_kept(starting: Cast) -> None:
    frame = {
        "text": "Het huis blijft.",
        "question": "Blijft het?",
        "kind": "policy",
        "source": "Besluit",
        "act": "write",
    }
    with unchanged():
        answer = visitor(starting.otto).post(at_page(starting, "frame_new"), frame | {"reason": "Lange reden. " * 900})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in page
    assert 'id="id_question_error"' not in page
    assert "Lange reden. Lange reden." in page


def test_signs_that_nobody_can_see_are_no_text(preparing: Cast) -> None:
    with unchanged():
        answer = visitor(preparing.bram).post(at_page(preparing, "voice"), {"text": "\u200b \u202e", "room": "private"})
    assert answer.status_code == 422
    assert 'id="id_text_error"' in answer.content.decode()


def test_a_paste_from_a_machine_is_kept_as_people_read_it(preparing: Cast) -> None:
    told = {"text": "Het\x07 huis\r\nmoet\x1b open.", "room": "private"}
    assert visitor(preparing.bram).post(at_page(preparing, "voice"), told).status_code == 302
    assert Voice.objects.get().words.text == "Het huis\nmoet open."


def test_a_name_has_one_line_so_that_no_mail_says_more_than_we_do(preparing: Cast) -> None:
    invited(preparing, "Jan\n\nGa naar example.org", Role.PARTICIPANT, contact="jan@example.nl")
    assert Words.objects.filter(kind="name").last().text == "Jan Ga naar example.org"  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2126-03-31", "2026-02-30"])
def test_a_day_that_nobody_means_is_told_beside_the_field(deciding: Cast, day: str) -> None:
    with_items(deciding)
    told = {"items": ["1"], "closes_on": day, "closes_time": "00:00"}
    answer = visitor(deciding.ria).post(at_page(deciding, "open_rounds"), told)
    assert answer.status_code == 422
    assert 'id="id_closes_on_error"' in answer.content.decode()
    assert f'value="{day}"' in answer.content.decode()
    assert not Round.objects.exists()


def test_what_was_typed_comes_back_when_the_time_for_it_is_over(preparing: Cast) -> None:
    """In one tab Bram writes; in another he says that he does not take part after all."""
    bram, path = visitor(preparing.bram), at_page(preparing, "voice")
    page_of(bram, path)
    decline(preparing.case, by=preparing.bram, at=preparing.at)
    with unchanged():
        answer = bram.post(path, {"text": "Ik lig wakker van het huis.", "room": "private", "once": "met spaties erin"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "It has not been saved. Copy it or write it down, so that you do not lose it." in page
    assert "Ik lig wakker van het huis." in page
    assert "met spaties" not in page


def test_what_was_typed_about_a_round_that_has_gone_comes_back(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    with unchanged():
        answer = visitor(deciding.ria).post(at_page(deciding, "bring_objection", 9), {"reason": "Het is te duur."})
    assert answer.status_code == 404
    assert "Het is te duur." in answer.content.decode()


def test_a_hidden_number_that_is_garbage_is_told_in_a_sentence(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    with unchanged():
        answer = visitor(deciding.bram).post(at_page(deciding, "item", 1), {"answer": "yes", "version": "x"})
    assert answer.status_code == 422
    assert "Something that this page carries along was no longer right." in answer.content.decode()


def test_a_token_that_no_page_of_ours_wrote_is_none(preparing: Cast) -> None:
    told = {"text": "Het huis moet open.", "room": "private", "once": "nul\x00 \ud83d"}
    body = "&".join(f"{name}={value}" for name, value in told.items()).encode("utf-8", "surrogatepass")
    answer = visitor(preparing.bram).generic(
        "POST", at_page(preparing, "voice"), body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 302


def test_a_refusal_over_htmx_is_a_page(deciding: Cast) -> None:
    answer = visitor(deciding.bram).post(
        at_page(deciding, "item", 9), {"answer": "yes", "version": "1"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 404
    assert '<main class="page__main" id="main"' in answer.content.decode()


def test_a_whole_meeting_fits_in_one_form(deciding: Cast) -> None:
    """Fifty people and a dozen items: more boxes than Django takes unless it is told to."""
    with_rounds(with_items(deciding))
    told = {f"reason-{seat}-{number}": "" for seat in range(100, 150) for number in range(1, 25)}
    answer = visitor(deciding.ria).post(at_page(deciding, "on_behalf"), told)
    assert answer.status_code == 422


@pytest.mark.django_db
def test_a_way_on_that_cannot_be_read_leads_nowhere(client: Client) -> None:
    for word in ("//[", "http://[::1/"):
        assert client.get(reverse("account_login"), {"next": word}).status_code == 200


def test_a_form_of_a_page_that_was_open_too_long_is_refused_in_words(starting: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    page_of(client, reverse("bring_question"))
    told = {"text": "Het huis.", "name": "Xander", "contact": "06-12345678", "csrfmiddlewaretoken": "x" * 64}
    with unchanged():
        answer = client.post(reverse("bring_question"), told)
    assert answer.status_code == 403
    assert "Ga terug" in answer.content.decode()


def test_what_was_taken_runs_nowhere(deciding: Cast) -> None:
    odd = '<script>alert(1)</script>{% now "Y" %}{{ head }}\u202e'
    text = ItemText(odd, odd, why=odd, when=odd, bound=(deciding.bram,))
    deciding.items = [write_item(deciding.case, text, by=deciding.anna, at=deciding.at)]
    invited(deciding, odd, Role.PARTICIPANT, contact="odd@example.nl")
    ask_question(deciding.case, AskQuestion(odd), by=deciding.bram, at=deciding.at)
    with_rounds(deciding)
    seen = 0
    for client in (visitor(deciding.ria), visitor()):
        for path, answer, page in walk(client, starts(deciding)):
            assert answer.status_code < 500, path
            assert page is None or "<script>alert" not in page.text, path
            seen += page is not None and "&lt;script&gt;alert" in page.text
    assert seen > 10
