"""The promise on the screen: drafted by an official, confirmed by the person with the mandate, read by anyone."""

from dataclasses import replace

from django.urls import reverse

from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import WritePromise, write_promise
from gedragen.cases.frames.queries import PromiseCard, frames_sheet
from gedragen.cases.models import Promise
from gedragen.method.promise import Rung, Silence
from tests.support.cast import FIRE_FRAME, FRAMES, PROMISE, Cast
from tests.support.visitor import address, page_of, visitor

TYPED = {
    "rung": "5",
    "brings": "De begroting van nu.",
    "answer_days": "14",
    "silence": "counts_as_met",
    "silence_to": "",
    "silence_days": "7",
    "fallback": "Dan sluit het huis.",
    "promised_by": "Wethouder Terpstra",
    "mandate": "Besluit van 12 januari",
    "promised_on": "2026-02-02",
}


def promise_of(cast: Cast) -> PromiseCard | None:
    return frames_sheet(cast.case, viewer=None).promise


def test_an_official_drafts_it_on_one_page_and_sees_how_people_read_it(starting: Cast) -> None:
    answer = visitor(starting.wim).post(reverse("promise", args=[address(starting)]), TYPED, follow=True)
    page = answer.content.decode()
    assert "How people read your promise" in page
    assert "Dan sluit het huis." in page
    assert "Somebody of your organisation who has the mandate confirms it." in page
    assert "Yes, I stand behind this" not in page


def test_the_person_with_the_mandate_confirms_with_one_button(starting: Cast) -> None:
    visitor(starting.wim).post(reverse("promise", args=[address(starting)]), TYPED)
    otto, path = visitor(starting.otto), reverse("promise", args=[address(starting)])
    assert "Yes, I stand behind this" in page_of(otto, path)
    otto.post(reverse("promise_confirm", args=[address(starting)]), {"version": "1", "frames": ""})
    found = promise_of(starting)
    assert found is not None
    assert found.confirmed_by == "Otto van Dijk"
    assert "Otto van Dijk confirmed this" in page_of(visitor(), path)


def test_an_older_version_cannot_be_confirmed(starting: Cast) -> None:
    for version in ("0", "1"):
        visitor(starting.wim).post(reverse("promise", args=[address(starting)]), TYPED | {"version": version})
    path = reverse("promise_confirm", args=[address(starting)])
    answer = visitor(starting.otto).post(path, {"version": "1"})
    assert answer.status_code == 422
    assert "The limits or the promise were changed while you were reading." in answer.content.decode()
    assert visitor(starting.otto).post(path, {"version": "²", "frames": "1.²"}).status_code == 422
    found = promise_of(starting)
    assert found is not None
    assert found.confirmed_at is None


def test_limits_that_changed_meanwhile_are_not_confirmed(starting: Cast) -> None:
    write_frame(starting.case, WriteFrame(FRAMES[0]), by=starting.wim, at=starting.at)
    write_promise(starting.case, WritePromise(PROMISE), by=starting.wim, at=starting.at)
    otto, path = visitor(starting.otto), reverse("promise_confirm", args=[address(starting)])
    read = {"version": "1", "frames": "1.1 "}
    assert 'name="frames" value="1.1 "' in page_of(otto, reverse("promise", args=[address(starting)]))
    write_frame(starting.case, WriteFrame(FRAMES[1], number=1, version=1), by=starting.wim, at=starting.at)
    page = otto.post(path, read).content.decode()
    assert "The limits or the promise were changed while you were reading." in page
    assert FRAMES[1].text in page
    assert otto.post(path, read | {"frames": "1.2 "}).status_code == 302


def test_a_stale_draft_shows_both_texts_and_can_be_sent_again(starting: Cast) -> None:
    write_promise(starting.case, WritePromise(PROMISE), by=starting.otto, at=starting.at)
    path, wim = reverse("promise", args=[address(starting)]), visitor(starting.wim)
    answer = wim.post(path, TYPED | {"version": "0", "brings": "Een dag in de week."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The limits or the promise were changed while you were reading." in page
    assert PROMISE.brings in page
    assert "Een dag in de week." in page
    assert 'name="version" value="1"' in page
    assert wim.post(path, TYPED | {"version": "1"}).status_code == 302


def test_a_form_with_a_gap_keeps_what_was_typed(starting: Cast) -> None:
    path = reverse("promise", args=[address(starting)])
    answer = visitor(starting.wim).post(path, TYPED | {"fallback": "", "mandate": "Een besluit"})
    assert answer.status_code == 422
    assert "Write what happens if there is no plan." in answer.content.decode()
    assert "Een besluit" in answer.content.decode()
    assert not Promise.objects.exists()


def test_a_limit_about_safety_needs_a_name_for_silence(starting: Cast) -> None:
    write_frame(starting.case, WriteFrame(FIRE_FRAME), by=starting.wim, at=starting.at)
    path = reverse("promise", args=[address(starting)])
    assert "one of your limits is about law or safety" in page_of(visitor(starting.wim), path)
    answer = visitor(starting.wim).post(path, TYPED)
    assert answer.status_code == 422
    assert "Write the name of the person who must then answer." in answer.content.decode()
    assert visitor(starting.wim).post(path, TYPED | {"silence_to": "De directeur"}).status_code == 302


def test_below_the_fifth_rung_the_page_says_that_this_is_no_new_route(starting: Cast) -> None:
    write_promise(
        starting.case, WritePromise(replace(PROMISE, rung=Rung.THINKING_ALONG)), by=starting.wim, at=starting.at
    )
    for who, name in ((starting.wim, "promise_preview"), (None, "promise")):
        page = page_of(visitor(who), reverse(name, args=[address(starting)]))
        assert "You give advice. The organisation decides." in page
        assert "This is not a New Route." in page


def test_the_meaning_of_silence_is_said_beforehand(starting: Cast) -> None:
    goes_to = replace(PROMISE, silence=Silence.GOES_TO, silence_to="de directeur", silence_days=7)
    write_promise(starting.case, WritePromise(goes_to), by=starting.wim, at=starting.at)
    page = page_of(visitor(), reverse("promise", args=[address(starting)]))
    assert "Then the question goes to de directeur, who answers within 7 days." in page


def test_only_who_sets_the_limits_writes_and_only_before_the_freeze(preparing: Cast) -> None:
    path = reverse("promise", args=[address(preparing)])
    assert visitor(preparing.anna).post(path, TYPED).status_code == 403
    assert visitor(preparing.wim).post(path, TYPED).status_code == 403
    assert visitor().post(path, TYPED).status_code == 403
    assert "Change the promise" not in page_of(visitor(preparing.wim), path)
    assert visitor(preparing.anna).get(reverse("promise_preview", args=[address(preparing)])).status_code == 403


def test_three_frames_and_a_promise_take_four_pages(starting: Cast) -> None:
    wim = visitor(starting.wim)
    for frame in FRAMES:
        typed = {"text": frame.text, "question": frame.question, "kind": frame.kind.value, "act": "write"}
        typed |= {"reason": frame.reason, "source": frame.source}
        assert wim.post(reverse("frame_new", args=[address(starting)]), typed).status_code == 302
    assert wim.post(reverse("promise", args=[address(starting)]), TYPED).status_code == 302
    assert len(frames_sheet(starting.case, viewer=None).frames) == 3


def test_the_ladder_shows_the_words_of_the_method_and_which_rung_was_promised(preparing: Cast) -> None:
    page = page_of(visitor(), reverse("ladder", args=[address(preparing)]))
    assert page.count("Promised here") == 1
    assert page.index("Rung 5") < page.index("Promised here") < page.index("Rung 4")
    for words in ("sets limits, makes possible and works along", "think along", "listen"):
        assert words in page
