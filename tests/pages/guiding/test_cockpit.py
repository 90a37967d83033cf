"""The cockpit: what is missing, who is silent, which "no" is open; and moving on says first what will happen."""

import re

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.engine import snapshot
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.models import Case, FrameTest
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.rounds.commands.rounds import BringObjection, bring_objection
from gedragen.cases.state.plan_state import stands
from gedragen.method.phases import Phase
from tests.support.cast import Cast, answer, come_in, everyone_says_yes, invited, with_items, with_plan, with_rounds
from tests.support.visitor import address, page_of, queries_of, visitor


def at_page(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[address(cast), *args])


def test_each_missing_gate_stands_there_with_its_link(starting: Cast) -> None:
    page = page_of(visitor(starting.ria), at_page(starting, "cockpit"))
    assert "There are no limits yet. The organisation writes them." in page
    assert at_page(starting, "frames") in page
    assert "Anna de Vries has not said yes to you" in page
    assert "confirmed the promise" not in page
    assert at_page(starting, "move_on") not in page


def test_others_of_the_case_are_refused_with_the_reason_and_outsiders_learn_nothing(preparing: Cast) -> None:
    refused = visitor(preparing.bram).get(at_page(preparing, "cockpit"))
    assert refused.status_code == 403
    assert "This is not something you can do" in refused.content.decode()
    assert visitor().get(at_page(preparing, "cockpit")).status_code == 403
    assert visitor().get(reverse("cockpit", args=["elsewhere"])).status_code == 404


def test_moving_on_says_what_happens_and_begins_inviting(framed: Cast) -> None:
    ria = visitor(framed.ria)
    assert "Everything is there for the next step" in page_of(ria, at_page(framed, "cockpit"))
    asked = page_of(ria, at_page(framed, "move_on"))
    assert "After this the limits are fixed." in asked
    assert f'href="{at_page(framed, "cockpit")}">Not yet</a>' in asked
    moved = ria.post(at_page(framed, "move_on"), {"expected": "starting"})
    assert moved["Location"] == at_page(framed, "invite")
    assert Case.objects.get(id=framed.case).phase == Phase.PREPARING


def test_a_stale_button_moves_nothing(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    answered = ria.post(at_page(preparing, "move_on"), {"expected": "starting"}, follow=True)
    assert "the next step has begun already" in answered.content.decode()
    assert Case.objects.get(id=preparing.case).phase == Phase.PREPARING


def test_who_is_missing_something_goes_back_to_the_list(preparing: Cast) -> None:
    answered = visitor(preparing.ria).get(at_page(preparing, "move_on"), follow=True)
    assert "Something is still missing" in answered.content.decode()
    assert "You have not talked with Jan Oudejans yet." in answered.content.decode()


def test_who_is_silent_is_shown_and_what_was_said_is_not(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answer(deciding, deciding.anna)
    page = page_of(visitor(deciding.ria), at_page(deciding, "cockpit"))
    assert "1 of 4 has answered." in page
    assert "3 people have not answered yet" in page
    assert at_page(deciding, "contact", 1, deciding.jan) in page


def test_an_open_no_comes_first_with_its_reasons(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    bring_objection(deciding.case, BringObjection(2, "Dan is de deur op slot."), by=deciding.ria, at=deciding.at)
    everyone_says_yes(deciding, item=2)
    page = page_of(visitor(deciding.ria), at_page(deciding, "cockpit"))
    assert page.index("Dan is de deur op slot.") < page.index("Closes ")
    assert "Somebody says no to item 2" in page


def test_no_answer_of_the_facilitator_is_asked_anywhere(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    assert 'value="yes"' not in page_of(visitor(deciding.ria), at_page(deciding, "cockpit"))


def test_asking_for_the_test_lays_the_plan_before_the_authority(deciding: Cast) -> None:
    with_plan(deciding)
    ria = visitor(deciding.ria)
    assert "within 14 days" in page_of(ria, at_page(deciding, "ask_test"))
    assert ria.post(at_page(deciding, "ask_test"))["Location"] == at_page(deciding, "frame_test")
    assert FrameTest.objects.count() == 1
    assert "The plan is with the organisation" in page_of(ria, at_page(deciding, "cockpit"))


def test_carrying_out_names_the_next_moment(carrying_out: Cast) -> None:
    page = page_of(visitor(carrying_out.ria), at_page(carrying_out, "cockpit"))
    assert "you call and ask how it is going." in page
    assert "Looking back after 12 months" in page


def test_an_item_that_comes_while_somebody_looks_breaks_nothing(
    deciding: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = snapshot.snapshot_of(deciding.case)
    assert not stands(seen)
    with_items(deciding)
    monkeypatch.setattr(snapshot, "version_of", lambda _: seen.version)
    assert {gate.title for gate in cockpit_sheet(deciding.case, viewer=deciding.ria).gates} == {""}


def test_queries_do_not_grow_with_people(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    nominate(
        preparing.case, Nominate(name="Wie", contact="wie@example.nl", concern=""), by=preparing.bram, at=preparing.at
    )
    before = queries_of(ria, at_page(preparing, "cockpit")), queries_of(ria, at_page(preparing, "seats"))
    for number in range(4):
        come_in(preparing, f"Buur {number}", Role.PARTICIPANT, contact="")
        invited(preparing, f"Nieuw {number}", Role.PARTICIPANT, contact="")
        nominate(
            preparing.case,
            Nominate(name="Wie", contact=f"wie{number}@example.nl", concern=""),
            by=preparing.bram,
            at=preparing.at,
        )
    after = queries_of(ria, at_page(preparing, "cockpit")), queries_of(ria, at_page(preparing, "seats"))
    assert after == before


def test_who_guides_is_not_told_to_call_herself_except_on_paper(preparing: Cast) -> None:
    on_paper = re.compile(r'<div class="only-print">\s*<p class="human">')
    assert on_paper.search(page_of(visitor(preparing.ria), at_page(preparing, "cockpit")))
    assert not on_paper.search(page_of(visitor(preparing.bram), at_page(preparing, "road")))
