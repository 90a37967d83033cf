"""Opening rounds, bringing in a "no" without a name, calling who is silent; endings and calls."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, CheckIn, Objection, Round, SilentContact
from gedragen.cases.state.head import case_head
from gedragen.method.consent import Answer
from gedragen.method.constitution.levels import Level
from gedragen.method.stages.ending import proposed_until
from gedragen.method.terms import local_day, term
from tests.pages.conftest import stop_the_clock
from tests.support.cast import (
    Cast,
    answer,
    as_example,
    everyone_says_yes,
    later,
    make_case,
    to_deciding,
    to_preparing,
    uncalled,
    with_items,
    with_rounds,
)
from tests.support.own_file import add_meeting
from tests.support.visitor import address, neighbour, page_of, visitor

ROUND = {"items": ["1"], "closes_on": "2026-03-31", "closes_time": "20:00"}


def at_page(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[address(cast), *args])


def test_everyone_is_asked_until_an_announced_moment(deciding: Cast) -> None:
    with_items(deciding)
    ria = visitor(deciding.ria)
    page = page_of(ria, at_page(deciding, "open_rounds"))
    assert "Nobody sees an answer before the round closes" in page
    assert 'value="2026-03-24"' in page
    ria.post(at_page(deciding, "open_rounds"), ROUND)
    assert [str(one.closes_at) for one in Round.objects.all()] == ["2026-03-31 18:00:00+00:00"]


def test_a_moment_in_the_past_is_said_beside_the_field(deciding: Cast) -> None:
    with_items(deciding)
    refused = visitor(deciding.ria).post(at_page(deciding, "open_rounds"), ROUND | {"closes_on": "2026-03-01"})
    assert refused.status_code == 422
    assert "Choose a moment that is still to come." in refused.content.decode()
    assert not Round.objects.exists()


def test_without_items_the_page_says_what_will_come(deciding: Cast) -> None:
    assert "There is no item now that can be asked." in page_of(visitor(deciding.ria), at_page(deciding, "open_rounds"))
    refused = visitor(deciding.bram).get(at_page(deciding, "open_rounds"))
    assert refused.status_code == 403


def test_a_no_comes_in_without_a_name_and_with_a_warning(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    ria = visitor(deciding.ria)
    assert "Others may guess" in page_of(ria, at_page(deciding, "bring_objection", 1))
    assert ria.post(at_page(deciding, "bring_objection", 1), {"reason": ""}).status_code == 422
    ria.post(at_page(deciding, "bring_objection", 1), {"reason": "De kas klopt niet."})
    assert Objection.objects.get().reason.text == "De kas klopt niet."
    assert ria.get(at_page(deciding, "bring_objection", 9)).status_code == 404


def test_a_no_for_a_round_that_closed_meanwhile_is_given_back(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    ria = visitor(deciding.ria)
    everyone_says_yes(deciding)
    late = ria.post(at_page(deciding, "bring_objection", 1), {"reason": "De kas klopt niet."})
    assert late.status_code == 422
    assert "This round has closed." in late.content.decode()
    assert "De kas klopt niet." in late.content.decode()
    called = ria.post(at_page(deciding, "contact", 1, deciding.jan), {"reached": "no"})
    assert "This round has closed." in called.content.decode()
    assert ria.post(at_page(deciding, "bring_objection", 9), {"reason": "Nee."}).status_code == 404
    assert not Objection.objects.exists()


def test_calling_who_is_silent_is_recorded(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    ria = visitor(deciding.ria)
    path = at_page(deciding, "contact", 1, deciding.jan)
    assert "Have you reached Jan Oudejans?" in page_of(ria, path)
    ria.post(path, {"reached": "no"})
    assert not SilentContact.objects.get().reached
    assert "Tried once: try again on another day" in page_of(ria, at_page(deciding, "cockpit"))
    ria.post(path, {"reached": "yes"})
    assert "You have talked" in page_of(ria, at_page(deciding, "cockpit"))


def test_whoever_decides_can_call_who_is_silent(deciding: Cast) -> None:
    cast = uncalled(deciding)
    bram, item = visitor(cast.bram), at_page(cast, "item", 1)
    assert "Item 1 waits until everybody was called" in page_of(bram, at_page(cast, "road"))
    assert at_page(cast, "try_to_reach", 1) in page_of(bram, item)
    assert at_page(cast, "try_to_reach", 1) not in page_of(visitor(cast.jan), item)
    assert bram.post(at_page(cast, "try_to_reach", 1), {"person": ""}).status_code == 422
    assert bram.post(at_page(cast, "try_to_reach", 1), {"person": cast.jan})["Location"] == item
    # Today nobody needs to call him any more.
    assert "waits until everybody was called" not in page_of(visitor(cast.anna), at_page(cast, "road"))
    assert bram.get(at_page(cast, "try_to_reach", 1))["Location"] == item
    assert "Tried once: try again on another day" in page_of(visitor(cast.ria), at_page(cast, "cockpit"))


def test_no_plan_is_told_without_blame_and_names_the_fallback(deciding: Cast) -> None:
    ria = visitor(deciding.ria)
    page = page_of(ria, at_page(deciding, "no_plan"))
    assert "Dan sluit het huis op 1 januari." in page
    half = ria.post(at_page(deciding, "no_plan"), {"tried": "Drie avonden gepraat.", "stays_open": ""})
    assert half.status_code == 422
    assert "Drie avonden gepraat." in half.content.decode()
    ria.post(at_page(deciding, "no_plan"), {"tried": "Drie avonden gepraat.", "stays_open": "De openingstijden."})
    assert Case.objects.get(id=deciding.case).ending == ""
    assert "unless somebody who decides wants one step first" in page_of(ria, at_page(deciding, "cockpit"))
    run_due(at=proposed_until(deciding.at))
    assert Case.objects.get(id=deciding.case).ending == "no_plan"
    assert "What was promised for that now applies." in page_of(ria, at_page(deciding, "cockpit"))
    assert ria.get(at_page(deciding, "invite")).status_code == 403


def test_the_call_is_recorded_for_all_who_take_part(carrying_out: Cast) -> None:
    ria = visitor(carrying_out.ria)
    assert ria.post(at_page(carrying_out, "call", 1), {"text": ""}).status_code == 422
    ria.post(at_page(carrying_out, "call", 1), {"text": "Het loopt goed."})
    call = CheckIn.objects.get(number=1)
    assert call.words is not None
    assert call.words.text == "Het loopt goed."
    assert "Het loopt goed." in page_of(ria, at_page(carrying_out, "call", 1))
    assert ria.get(at_page(carrying_out, "call", 2)).status_code == 404


def test_going_down_a_level_needs_a_reason(deciding: Cast) -> None:
    ria = visitor(deciding.ria)
    refused = ria.post(at_page(deciding, "level"), {"was": "tension", "level": "simple", "reason": ""})
    assert refused.status_code == 422
    assert "Write why it has become calmer." in refused.content.decode()
    as_example(deciding.case)
    ria.post(at_page(deciding, "level"), {"was": "tension", "level": "conflict", "reason": ""})
    assert Case.objects.get(id=deciding.case).level == Level.CONFLICT


def before_sides(cast: Cast) -> None:
    """It was a conflict before sides were asked: then a reason stands for all of the others."""
    Case.objects.filter(id=cast.case).update(asks_sides=False)
    forget_snapshots()


def test_beginning_without_another_view_needs_a_reason_that_all_can_read(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    as_example(preparing.case)
    ria.post(at_page(preparing, "level"), {"was": "tension", "level": "conflict"})
    before_sides(preparing)
    assert "nobody has put forward another view yet" in page_of(ria, at_page(preparing, "cockpit"))
    assert ria.post(at_page(preparing, "exception"), {"text": " "}).status_code == 422
    ria.post(at_page(preparing, "exception"), {"text": "Wij vroegen het overal."})
    assert (
        "nobody has put forward another view yet."
        not in page_of(ria, at_page(preparing, "cockpit")).partition("People</h2>")[0]
    )
    for seat in (preparing.jan, preparing.petra, preparing.otto):
        page = page_of(visitor(seat), at_page(preparing, "views"))
        assert "Wij vroegen het overal." in page
        assert "Ria Jansen" in page
    cast = with_items(to_deciding(preparing))
    assert "Why: “Wij vroegen het overal.”" in page_of(visitor(), at_page(cast, "plan"))


def test_a_stale_reason_or_level_says_so_and_keeps_what_was_typed(preparing: Cast) -> None:
    ria, path = visitor(preparing.ria), at_page(preparing, "exception")
    as_example(preparing.case)
    ria.post(at_page(preparing, "level"), {"was": "tension", "level": "conflict"})
    before_sides(preparing)
    stale = ria.post(at_page(preparing, "level"), {"was": "tension", "level": "simple", "reason": "Het is rustig."})
    assert stale.status_code == 422
    assert "Somebody changed the level while you were reading." in stale.content.decode()
    assert "Het is rustig." in stale.content.decode()
    assert "Now it says: Conflict" in stale.content.decode()
    # Whoever has read how it is now sends the same form again.
    assert 'name="was" value="conflict"' in stale.content.decode()
    ria.post(path, {"text": "Wij vroegen het overal.", "version": "0"})
    stale = ria.post(path, {"text": "Wij vroegen niemand.", "version": "0"})
    assert stale.status_code == 422
    assert "Wij vroegen niemand." in stale.content.decode()
    assert "Somebody changed this text while you were reading." in stale.content.decode()
    assert "Wij vroegen het overal." in stale.content.decode()


def test_how_the_situation_reads_can_be_changed(starting: Cast) -> None:
    ria = visitor(starting.ria)
    told = {"title": "Huis Lydia", "question": "Hoe verder?", "story": "Het is duur.", "meeting": ""}
    read = {"version": str(case_head(starting.case, viewer=None).introduction)}
    assert ria.post(at_page(starting, "introduce"), told | read).status_code == 302
    assert "Huis Lydia" in page_of(ria, at_page(starting, "cockpit"))
    # Somebody else had the page open since before that.
    answered = ria.post(at_page(starting, "introduce"), told | read | {"story": "Het dak lekt."})
    assert answered.status_code == 422
    assert "Somebody changed this text while you were reading." in answered.content.decode()
    assert "Het is duur." in answered.content.decode()
    assert "Het dak lekt." in answered.content.decode()


@pytest.fixture
def meeting(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """An approach of which the rounds are held in one meeting; two items are written down."""
    cast = make_case(at, approach=add_meeting(at))
    return stop_the_clock(monkeypatch, with_items(to_deciding(to_preparing(cast))))


def as_offered(cast: Cast) -> dict[str, object]:
    """The form as it is shown, with its first item."""
    page = page_of(visitor(cast.ria), at_page(cast, "open_rounds"))
    day = re.search(r'name="closes_on"\s+value="([^"]+)"', page) or re.search(r'value="(\d{4}-\d\d-\d\d)"', page)
    hour = re.search(r'value="(\d\d:\d\d)"', page)
    assert day is not None
    assert hour is not None
    return {"items": ["1"], "closes_on": day[1], "closes_time": hour[1]}


def test_in_a_meeting_a_round_is_offered_for_today_and_closes_with_the_last_answer(meeting: Cast) -> None:
    page = page_of(neighbour(meeting.ria), at_page(meeting, "open_rounds"))
    assert "Bent u nu bij elkaar?" in page
    assert "Er wordt niets afgesproken over iemand heen die nog niets heeft gezegd." in page
    visitor(meeting.ria).post(at_page(meeting, "open_rounds"), as_offered(meeting))
    (opened,) = Round.objects.all()
    assert local_day(opened.closes_at) == local_day(opened.opened_at)
    for seat in meeting.deciders:
        assert Round.objects.get().closed_at is None
        answer(meeting, seat, Answer.YES, item=1)
    assert Round.objects.get().closed_at == meeting.at


def test_in_a_meeting_nothing_is_agreed_over_who_was_not_there(meeting: Cast) -> None:
    visitor(meeting.ria).post(at_page(meeting, "open_rounds"), as_offered(meeting))
    for seat in meeting.deciders[:-1]:
        answer(meeting, seat, Answer.YES, item=1)
    run_due(at=later(meeting, hours=9))
    found = Round.objects.get()
    assert found.closed_at is None
    assert found.extra_until == term(found.closes_at, 7)


def test_late_in_the_evening_a_meeting_has_until_midnight(meeting: Cast) -> None:
    later(meeting, hours=11)
    assert as_offered(meeting)["closes_time"] == "23:59"
    visitor(meeting.ria).post(at_page(meeting, "open_rounds"), as_offered(meeting))
    assert Round.objects.get().closes_at > meeting.at


def test_how_we_do_this_says_that_people_answer_in_one_meeting(meeting: Cast) -> None:
    assert "Een ronde wordt op één dag geopend en gesloten, in een bijeenkomst" in page_of(
        neighbour(meeting.bram), at_page(meeting, "approach")
    )


def test_without_a_meeting_no_page_speaks_of_one(deciding: Cast) -> None:
    assert "op één dag geopend" not in page_of(neighbour(deciding.bram), at_page(deciding, "approach"))
    assert "Bent u nu bij elkaar?" not in page_of(neighbour(deciding.ria), at_page(deciding, "open_rounds"))
