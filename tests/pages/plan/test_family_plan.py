"""A family plan: paper with what is written out, what is needed, who keeps an eye on it, and how it can end early."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gedragen.cases.due import run_due
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation
from gedragen.cases.models import Case, EndingProposal, ItemVersion
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
from gedragen.method.phases import Ending
from tests.support.cast import Cast, end_early
from tests.support.family_cast import (
    Family,
    into_closed_time,
    out_of_closed_time,
    to_carrying_out,
    to_preparing,
    under_the_law_alone,
)
from tests.support.paper import photo
from tests.support.visitor import address, neighbour, page_of, visitor

ITEM = {"title": "Bij oma", "what": "Elke dinsdag", "when": "", "why": ""}


@pytest.fixture
def meeting(family_deciding: Family) -> Family:
    return out_of_closed_time(family_deciding)


def at(family: Family | Cast, name: str, *args: int) -> str:
    return reverse(name, args=[address(family), *args])


def paper(raw: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("papier.jpg", raw or photo(), content_type="image/jpeg")


def test_an_item_carries_a_photo_of_its_paper_and_what_is_written_out(meeting: Family) -> None:
    truus = neighbour(meeting.truus)
    page = page_of(truus, at(meeting, "item_new"))
    assert 'enctype="multipart/form-data"' in page
    truus.post(at(meeting, "item_new"), {**ITEM, "photo": paper()})
    number = item_sheet(meeting.case, 2, viewer=meeting.truus).item.version.photo
    assert number is not None
    item = page_of(neighbour(meeting.henk), at(meeting, "item", 2))
    assert at(meeting, "photo", number) in item
    assert "Elke dinsdag" in item
    assert "Bekijk de foto van het papier" in page_of(truus, at(meeting, "plan"))
    assert neighbour(meeting.karin).get(at(meeting, "photo", number)).status_code == 404


def test_a_photo_that_is_none_is_told_beside_the_box(meeting: Family) -> None:
    answer = neighbour(meeting.truus).post(at(meeting, "item_new"), {**ITEM, "photo": paper(b"geen foto")})
    assert answer.status_code == 422
    assert "Deze foto kunnen wij niet openen." in answer.content.decode()
    right = neighbour(meeting.truus).post(at(meeting, "item_new"), {**ITEM, "title": "", "photo": paper()})
    assert "Kies de foto nog een keer" in right.content.decode()


def test_a_changed_text_leaves_the_photo_with_the_earlier_one(meeting: Family) -> None:
    henk = visitor(meeting.henk)
    henk.post(at(meeting, "item_new"), {**ITEM, "photo": paper()})
    assert "The photo stays with the earlier text." in page_of(henk, at(meeting, "item_change", 2))
    henk.post(at(meeting, "item_change", 2), {**ITEM, "what": "Elke woensdag", "because": "Beter", "version": 1})
    first, second = ItemVersion.objects.filter(item__case=meeting.case, item__number=2).order_by("number")
    assert (first.photo_id is None, second.photo_id is None) == (False, True)
    assert at(meeting, "photo", first.photo_id or 0) in page_of(henk, at(meeting, "item", 2))


def test_in_an_open_situation_nobody_is_asked_for_a_photo(deciding: Cast) -> None:
    assert 'name="photo"' not in page_of(visitor(deciding.bram), at(deciding, "item_new"))
    answer = visitor(deciding.bram).post(at(deciding, "item_new"), {**ITEM, "photo": paper()})
    assert answer.status_code == 302
    assert not ItemVersion.objects.filter(photo__isnull=False).exists()


@pytest.mark.parametrize(("name", "title"), [("resources", "Wat wij nodig hebben"), ("who_checks", "Wie kijkt mee")])
def test_what_belongs_to_the_plan_is_written_and_stands_there_and_on_paper(
    meeting: Family, name: str, title: str
) -> None:
    leyla = neighbour(meeting.leyla)
    assert at(meeting, name) in page_of(leyla, at(meeting, "plan"))
    assert leyla.post(at(meeting, name), {"text": " "}).status_code == 422
    answer = leyla.post(at(meeting, name), {"text": "Een bed voor Daan"})
    assert answer.headers["Location"] == at(meeting, "plan")
    for path in ("plan", "plan_print"):
        page = page_of(neighbour(meeting.truus), at(meeting, path))
        assert title in page
        assert "Een bed voor Daan" in page


def test_who_read_an_older_arrangement_reads_the_newer_one_first(meeting: Family) -> None:
    leyla, henk = visitor(meeting.leyla), visitor(meeting.henk)
    leyla.post(at(meeting, "resources"), {"text": "Een bed"})
    answer = henk.post(at(meeting, "resources"), {"text": "Een kast"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The text as it is now" in page
    assert "Een bed" in page
    assert "Een kast" in page
    henk.post(
        at(meeting, "resources"),
        {"text": "Een kast", "version": plan_sheet(meeting.case, viewer=meeting.henk).resources_words},
    )
    assert plan_sheet(meeting.case, viewer=meeting.henk).resources == "Een kast"


@pytest.mark.parametrize("name", ["ria", "arjen", "joke", "karin"])
def test_only_who_decides_writes_it(meeting: Family, name: str) -> None:
    assert visitor(getattr(meeting, name)).get(at(meeting, "resources")).status_code == 403


def test_ria_reads_what_is_missing_with_the_place_where_it_stands(meeting: Family) -> None:
    page = page_of(neighbour(meeting.ria), at(meeting, "cockpit"))
    assert at(meeting, "plan") + "#resources" in page
    assert at(meeting, "plan") + "#who-checks" in page
    plan = page_of(neighbour(meeting.ria), at(meeting, "plan"))
    assert 'id="resources"' in plan
    assert "Er staat nog niet in het plan wat ervoor nodig is." in plan


def test_as_long_as_there_is_no_plan_ria_is_shown_the_way_out_of_the_room(family_deciding: Family) -> None:
    page = page_of(neighbour(family_deciding.ria), at(family_deciding, "cockpit"))
    assert "Zij maken het zelf, als ze onder elkaar zijn." in page.split('id="next"')[1]
    assert at(family_deciding, "closed_time") in page


def test_an_open_situation_does_not_ask_for_it(deciding: Cast) -> None:
    visitor(deciding.bram).post(at(deciding, "item_new"), ITEM)
    assert 'id="resources"' not in page_of(visitor(deciding.bram), at(deciding, "plan"))


def test_who_came_out_of_closed_time_answers_the_same_day(meeting: Family) -> None:
    page = page_of(visitor(meeting.ria), at(meeting, "open_rounds"))
    assert f'value="{meeting.at.date().isoformat()}"' in page


def test_no_round_is_asked_for_while_they_are_among_themselves(family_deciding: Family) -> None:
    into_closed_time(family_deciding)
    answer = visitor(family_deciding.ria).get(at(family_deciding, "open_rounds"), follow=True)
    assert "People are among themselves now. Wait until they come out." in answer.content.decode()


def test_a_whole_meeting_is_written_down_on_one_page(meeting: Family) -> None:
    day = {"closes_on": (meeting.at + timedelta(days=1)).date().isoformat(), "closes_time": "18:00"}
    visitor(meeting.ria).post(at(meeting, "open_rounds"), {"items": ["1"], **day})
    ria = visitor(meeting.ria)
    spoken = {f"answer-{seat}-1": "yes" for seat in meeting.deciders}
    ria.post(at(meeting, "on_behalf"), spoken)
    page = page_of(ria, at(meeting, "on_behalf"))
    assert "Written down, and not confirmed yet" in page
    assert "Truus Kuipers, about item 1" in page
    # Everyone answered, so the round closed the same day.
    assert "Agreed" in page_of(visitor(meeting.truus), at(meeting, "item", 1))


def test_the_plan_of_who_carries_out_is_on_paper_whole(family_deciding: Family) -> None:
    to_carrying_out(family_deciding)
    page = page_of(neighbour(family_deciding.truus), at(family_deciding, "plan_print"))
    for words in ("Doordeweeks bij oma", "Leyla en Henk.", "Wie iets merkt, belt Leyla.", "Terugkijken"):
        assert words in page


def days_are_over(family: Family) -> None:
    (until,) = EndingProposal.objects.filter(case=family.case).values_list("until", flat=True)
    run_due(at=until)


def test_a_plan_without_a_meeting_ends_it_well(family: Family) -> None:
    to_preparing(family)
    ria = neighbour(family.ria)
    assert at(family, "own_plan") in page_of(ria, at(family, "cockpit"))
    assert ria.post(at(family, "own_plan"), {"text": ""}).status_code == 422
    answer = ria.post(at(family, "own_plan"), {"text": "Daan slaapt bij Truus."})
    assert answer.headers["Location"] == at(family, "ending")
    assert ria.get(at(family, "own_plan")).headers["Location"] == at(family, "ending")
    for name in ("sanne", "truus"):
        page = page_of(neighbour(getattr(family, name)), at(family, "ending"))
        assert "Daan slaapt bij Truus." in page
        assert "Wat al geprobeerd is" not in page
    assert "Daan slaapt bij Truus." not in page_of(neighbour(family.truus), at(family, "plan"))
    days_are_over(family)
    assert Case.objects.get(id=family.case).ending == Ending.PLAN_WITHOUT_MEETING
    sanne = neighbour(family.sanne)
    assert "Daan slaapt bij Truus." in page_of(sanne, at(family, "plan"))
    assert "Daan slaapt bij Truus." in page_of(sanne, at(family, "plan_print"))
    road = page_of(sanne, at(family, "road"))
    assert "De mensen maakten een plan, en een bijeenkomst was niet nodig" in road
    assert at(family, "plan") in road
    assert "een bijeenkomst was niet nodig" in page_of(ria, at(family, "cockpit"))


def test_a_plan_without_a_meeting_is_held_against_the_frames_first(family_preparing: Family) -> None:
    ria = visitor(family_preparing.ria)
    assert at(family_preparing, "own_plan") in page_of(ria, at(family_preparing, "cockpit"))
    answer = ria.get(at(family_preparing, "own_plan"), follow=True)
    assert "There are limits, so this plan must be held against them." in answer.content.decode()
    answer = ria.post(at(family_preparing, "own_plan"), {"text": "Toch"})
    assert answer.status_code == 422
    assert "Toch" in answer.content.decode()


def test_it_stops_in_preparation_with_a_reason(family_preparing: Family) -> None:
    ria = neighbour(family_preparing.ria)
    assert ria.post(at(family_preparing, "stop"), {"reason": ""}).status_code == 422
    ria.post(at(family_preparing, "stop"), {"reason": "Sanne wil eerst rust."})
    days_are_over(family_preparing)
    assert Case.objects.get(id=family_preparing.case).ending == Ending.STOPPED_IN_PREPARATION
    for name in ("truus", "joke"):
        plan = page_of(neighbour(getattr(family_preparing, name)), at(family_preparing, "plan"))
        assert "Sanne wil eerst rust." in plan
        assert "Dit stopte op" in plan
    for name in ("karin", "arjen"):
        road = page_of(neighbour(getattr(family_preparing, name)), at(family_preparing, "road"))
        assert "Dit stopte tijdens het voorbereiden" in road
    assert ria.get(at(family_preparing, "stop")).status_code == 403


@pytest.mark.parametrize("name", ["sanne", "arjen", "karin", "joke"])
def test_only_ria_ends_it_early(family_preparing: Family, name: str) -> None:
    somebody = visitor(getattr(family_preparing, name))
    for page in ("own_plan", "stop"):
        assert somebody.get(at(family_preparing, page)).status_code == 403


def test_ended_early_nothing_reads_as_if_people_failed(family: Family) -> None:
    under_the_law_alone(family)
    end_early(family.case, StopInPreparation("Het is rustiger geworden."), by=family.ria, at=family.at)
    page = page_of(visitor(family.sanne), at(family, "plan"))
    assert "nobody's fault" in page or "nobody&#x27;s fault" in page
    assert "closed this together" not in page


def test_nothing_more_is_written_into_a_plan_that_ended_early(family: Family) -> None:
    under_the_law_alone(family)
    end_early(family.case, EndWithOwnPlan("Daan slaapt bij Truus."), by=family.ria, at=family.at)
    assert visitor(family.sanne).get(at(family, "resources")).status_code == 403
