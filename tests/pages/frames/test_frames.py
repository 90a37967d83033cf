"""Frames on the screen: written before the freeze, later only with what it does said plainly, to be read for ever."""

from django.test import Client
from django.urls import reverse

from gedragen.cases.frames.commands.frames import RemoveFrame, WriteFrame, remove_frame, write_frame
from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.models import Frame
from gedragen.method.frames import FrameKind, FrameText
from tests.support.cast import FIRE_FRAME, FRAMES, Cast, late_law, later
from tests.support.visitor import address, page_of, queries_of, visitor

LIMIT = {
    "text": "Het huis blijft open.",
    "question": "Is het open?",
    "kind": "policy",
    "reason": "Dat is beloofd.",
    "source": "Raadsbesluit",
    "act": "write",
}


def post(client: Client, cast: Cast, name: str, *args: object, **changed: str) -> int:
    return client.post(reverse(name, args=[address(cast), *args]), LIMIT | changed).status_code


def test_anyone_reads_the_frames_with_why_and_source(framed: Cast) -> None:
    page = page_of(visitor(), reverse("frames", args=[address(framed)]))
    for frame in FRAMES:
        assert frame.text in page
        assert frame.question in page
    assert "De kas is leeg." in page
    assert "Begroting 2026" in page
    assert "Write another limit" not in page


def test_one_page_writes_one_frame(starting: Cast) -> None:
    assert post(visitor(starting.wim), starting, "frame_new") == 302
    assert Frame.objects.get().text.text == "Het huis blijft open."


def test_a_form_with_a_gap_keeps_what_was_typed_and_changes_nothing(starting: Cast) -> None:
    path = reverse("frame_new", args=[address(starting)])
    answer = visitor(starting.wim).post(path, LIMIT | {"source": " "})
    assert answer.status_code == 422
    assert "Het huis blijft open." in answer.content.decode()
    assert "Write where this limit comes from" in answer.content.decode()
    assert not Frame.objects.exists()


def test_a_solution_gets_a_hint_and_is_saved_all_the_same(starting: Cast) -> None:
    post(visitor(starting.wim), starting, "frame_new", text="We gaan de helft verkopen.")
    path = reverse("frames", args=[address(starting)])
    assert "This looks like a solution." in page_of(visitor(starting.wim), path)
    assert "This looks like a solution." not in page_of(visitor(), path)


def test_rewriting_and_taking_away_leave_the_earlier_version(framed: Cast) -> None:
    otto = visitor(framed.otto)
    assert post(otto, framed, "frame_edit", 1, version="1") == 302
    assert post(otto, framed, "frame_remove", 2, version="1") == 302
    page = page_of(visitor(), reverse("frames", args=[address(framed)]))
    assert "What it said before" in page
    assert FRAMES[0].text in page
    assert "Limits that do not apply" in page
    assert FRAMES[1].text in page


def test_a_stale_form_shows_both_texts_and_can_be_sent_again(framed: Cast) -> None:
    path, wim = reverse("frame_edit", args=[address(framed), 1]), visitor(framed.wim)
    assert 'name="version" value="1"' in page_of(wim, path)
    write_frame(framed.case, WriteFrame(FIRE_FRAME, number=1, version=1), by=framed.otto, at=framed.at)
    answer = wim.post(path, LIMIT | {"version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed or removed this limit while you were reading." in page
    assert FIRE_FRAME.text in page
    assert "Het huis blijft open." in page
    assert 'name="version" value="2"' in page
    assert wim.post(path, LIMIT | {"version": "2"}).status_code == 302


def test_a_form_about_a_limit_that_was_taken_away_can_make_it_a_new_one(framed: Cast) -> None:
    path, wim = reverse("frame_edit", args=[address(framed), 1]), visitor(framed.wim)
    remove_frame(framed.case, RemoveFrame(1, version=1), by=framed.otto, at=framed.at)
    answer = wim.post(path, LIMIT | {"version": "1"})
    assert answer.status_code == 422
    assert "Het huis blijft open." in answer.content.decode()
    assert f'action="{reverse("frame_new", args=[address(framed)])}"' in answer.content.decode()


def test_a_limit_that_changed_meanwhile_is_not_taken_away(framed: Cast) -> None:
    write_frame(framed.case, WriteFrame(FIRE_FRAME, number=1, version=1), by=framed.otto, at=framed.at)
    path = reverse("frame_remove", args=[address(framed), 1])
    page = visitor(framed.wim).post(path, {"version": "1"}, follow=True).content.decode()
    assert "Somebody changed or removed this limit while you were reading." in page
    assert FIRE_FRAME.text in page
    assert Frame.objects.filter(number=1, superseded_at__isnull=True).exists()


def test_after_the_freeze_the_page_says_what_a_change_does(preparing: Cast) -> None:
    path = reverse("frame_edit", args=[address(preparing), 1])
    assert "only the items that it touches are asked again" in page_of(visitor(preparing.otto), path)
    later(preparing, hours=1)
    otto, change = visitor(preparing.otto), {"act": "change", "version": "1", "change": "wider"}
    assert post(otto, preparing, "frame_edit", 1, **change) == 422
    assert post(otto, preparing, "frame_edit", 1, **change, because="Er is meer plek.") == 302
    page = page_of(visitor(), reverse("frames", args=[address(preparing)]))
    assert "Changed later" in page


def test_a_form_from_before_the_freeze_changes_nothing_after_it(preparing: Cast) -> None:
    answer = visitor(preparing.otto).post(reverse("frame_edit", args=[address(preparing), 1]), LIMIT)
    assert answer.status_code == 403
    assert Frame.objects.filter(version=2).count() == 0


def test_others_are_refused_with_the_reason(preparing: Cast) -> None:
    path = reverse("frame_new", args=[address(preparing)])
    assert "Only the person who has the mandate" in visitor(preparing.wim).get(path).content.decode()
    assert visitor(preparing.wim).get(path).status_code == 403
    assert visitor(preparing.anna).get(path).status_code == 403
    assert visitor(preparing.anna).post(path, LIMIT).status_code == 403
    assert visitor().get(path).status_code == 403


def test_frames_and_addresses_that_are_not_there_are_not_found(framed: Cast) -> None:
    assert visitor(framed.otto).get(reverse("frame_edit", args=[address(framed), 9])).status_code == 404
    assert visitor().get(reverse("frames", args=["nergens"])).status_code == 404


def test_a_frame_cannot_carry_markup(starting: Cast) -> None:
    post(visitor(starting.wim), starting, "frame_new", text="<script>alert(1)</script>")
    page = page_of(visitor(), reverse("frames", args=[address(starting)]))
    assert "<script>alert(1)" not in page


def test_queries_do_not_grow_with_versions(framed: Cast) -> None:
    path, client = reverse("frames", args=[address(framed)]), visitor(framed.otto)
    few = queries_of(client, path)
    for version in range(6):
        change = FrameText(f"Versie {version}", "Klopt het?", "Daarom.", "Besluit", FrameKind.MONEY)
        write_frame(framed.case, WriteFrame(change, number=1, version=version + 1), by=framed.wim, at=framed.at)
        write_frame(framed.case, WriteFrame(change), by=framed.wim, at=framed.at)
    assert queries_of(client, path) == few


def test_added_later_says_so(preparing: Cast) -> None:
    change_frame(preparing.case, late_law(preparing), by=preparing.otto, at=later(preparing, hours=1))
    assert "Added later" in page_of(visitor(), reverse("frames", args=[address(preparing)]))
