"""Among themselves: outside one learns that the door is shut and until when; inside there is paper, and a way out."""

import re
from datetime import timedelta
from io import BytesIO
from itertools import chain
from threading import BoundedSemaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from gedragen.cases.closed_time.commands import EndClosedTime, end_closed_time
from gedragen.cases.closed_time.queries import ClosedTimeSheet, DraftCard, closed_time_sheet
from gedragen.cases.store import drawing
from gedragen.cases.store.drawing import LARGEST
from tests.edges.pictures import png
from tests.support.family_cast import (
    DRAFTS,
    SAID_INSIDE,
    Family,
    come_in,
    into_closed_time,
    later,
    out_of_closed_time,
)
from tests.support.paper import photo
from tests.support.visitor import address, neighbour, page_of, visitor

OUTSIDE = ("ria", "arjen", "karin")
INSIDE = ("sanne", "daan", "truus", "henk", "leyla", "joke")


@pytest.fixture
def inside(family_deciding: Family) -> Family:
    return into_closed_time(family_deciding)


def at(family: Family, name: str, *args: int) -> str:
    return reverse(name, args=[address(family), *args])


def sheet(family: Family) -> ClosedTimeSheet:
    return closed_time_sheet(family.case, viewer=family.sanne)


def on_the_table(family: Family) -> list[DraftCard]:
    return list(sheet(family).drafts)


def paper(raw: bytes, name: str = "papier.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="image/jpeg")


def main_of(page: str) -> str:
    """What a page says, without what differs for everybody: who one is, and the tokens of its forms."""
    body = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r'value="[^"]*"', "", body)


def test_before_the_first_time_it_says_what_it_will_be(family_deciding: Family) -> None:
    page = page_of(neighbour(family_deciding.truus), at(family_deciding, "closed_time"))
    assert "Wie er voor zijn werk is, gaat de kamer uit" in page
    assert at(family_deciding, "announce") not in page
    assert at(family_deciding, "announce") in page_of(
        neighbour(family_deciding.ria), at(family_deciding, "closed_time")
    )


def test_ria_leaves_the_room_and_says_until_when(family_deciding: Family) -> None:
    ria, path = visitor(family_deciding.ria), at(family_deciding, "announce")
    past = family_deciding.at - timedelta(days=1)
    wrong = ria.post(path, {"day": past.date().isoformat(), "until": "15:00"})
    assert wrong.status_code == 422
    assert "Choose a moment that is still to come." in wrong.content.decode()
    assert ria.post(path, {"day": "", "until": ""}).status_code == 422
    right = ria.post(path, {"day": (family_deciding.at + timedelta(days=1)).date().isoformat(), "until": "15:00"})
    assert right.headers["Location"] == at(family_deciding, "closed_time")
    assert sheet(family_deciding).running is not None
    assert ria.get(path).status_code == 302
    assert visitor(family_deciding.sanne).get(path).status_code == 403


def test_outside_everyone_reads_the_same_and_none_of_it_is_from_inside(inside: Family) -> None:
    seen = {name: page_of(visitor(getattr(inside, name)), at(inside, "closed_time")) for name in OUTSIDE}
    for page in seen.values():
        assert "They are among themselves now" in page
        for word in (*SAID_INSIDE, *(draft.title for draft in DRAFTS), "Put down by"):
            assert word not in page
    assert main_of(seen["arjen"]) == main_of(seen["karin"])


def test_what_one_reads_outside_does_not_change_with_what_happens_inside(inside: Family) -> None:
    paths = [at(inside, name) for name in ("closed_time", "plan", "road", "people", "process", "cockpit", "seats")]

    def look() -> list[str]:
        """The last line of the journal tells how often people did something for themselves, and not here."""
        pages = (visitor(getattr(inside, name)).get(path) for name in OUTSIDE for path in paths)
        return [re.sub(r'(value|hx-vals)="[^"]*"', "", page.content.decode()) for page in pages]

    before = look()
    sanne = visitor(inside.sanne)
    sanne.post(at(inside, "draft_new", inside.room), {"title": "Nog een", "text": "Stil", "photo": paper(photo())})
    sanne.post(at(inside, "draft_remove", inside.room, 1))
    assert [one.title for one in on_the_table(inside)] == ["Blijft binnen", "Nog een"]
    assert look() == before


@pytest.mark.parametrize("name", OUTSIDE)
def test_outside_no_address_tells_whether_there_is_a_draft_or_a_photo(inside: Family, name: str) -> None:
    visitor(inside.henk).post(at(inside, "draft_new", 1), {"title": "Papier", "text": "Lijst", "photo": paper(photo())})
    number = next(draft.photo for draft in on_the_table(inside) if draft.photo)
    outside = visitor(getattr(inside, name))
    for there, not_there in (
        (at(inside, "draft", 1, 1), at(inside, "draft", 1, 99)),
        (at(inside, "photo", number), at(inside, "photo", number + 7)),
    ):
        assert (outside.get(there).status_code, outside.get(not_there).status_code) == (404, 404)
    for act in ("draft_remove", "come_out", "bring_out"):
        numbers = (1, 1) if act == "draft_remove" else (1,)
        refused = [outside.post(at(inside, act, *numbers)), outside.post(at(inside, act, *(9 for _ in numbers)))]
        assert len({answer.status_code for answer in refused}) == 1
        assert refused[0].status_code in (403, 404)
    assert outside.get(at(inside, "draft_new", 1)).status_code == 403
    assert Client().get(at(inside, "photo", number)).status_code == 404
    assert Client().get(at(inside, "closed_time")).status_code == 404


@pytest.mark.parametrize("name", INSIDE)
def test_inside_one_reads_what_is_on_the_table(inside: Family, name: str) -> None:
    page = page_of(neighbour(getattr(inside, name)), at(inside, "closed_time"))
    assert "Nu bent u onder elkaar" in page
    assert SAID_INSIDE[0] in page
    writes = at(inside, "draft_new", 1) in page
    assert writes == (name != "joke")


def test_nothing_of_it_is_kept_by_a_browser(inside: Family) -> None:
    henk = visitor(inside.henk)
    henk.post(at(inside, "draft_new", 1), {"title": "Papier", "text": "Lijst", "photo": paper(photo())})
    number = next(draft.photo for draft in on_the_table(inside) if draft.number == 3 and draft.photo)
    assert number is not None
    for path in (
        at(inside, "closed_time"),
        at(inside, "draft_new", 1),
        at(inside, "draft", 1, 1),
        at(inside, "photo", number),
    ):
        assert "no-store" in henk.get(path).headers["Cache-Control"], path
    told = "".join(chain.from_iterable(henk.get(at(inside, "closed_time")).headers.values()))
    assert SAID_INSIDE[0] not in told
    title = page_of(henk, at(inside, "draft", 1, 1)).split("<title>")[1].split("</title>")[0]
    assert DRAFTS[0].title not in title


def test_a_photo_is_sent_as_a_picture_without_what_the_camera_knew(inside: Family) -> None:
    truus = visitor(inside.truus)
    truus.post(at(inside, "draft_new", 1), {"title": "Papier", "text": "Lijst", "photo": paper(photo("PNG"), "x.html")})
    number = next(draft.photo for draft in on_the_table(inside) if draft.number == 3 and draft.photo)
    assert number is not None
    answer = truus.get(at(inside, "photo", number))
    assert answer.headers["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.format, dict(picture.getexif())) == ("JPEG", {})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<script>alert(1)</script>", "Deze foto kunnen wij niet openen."),
        (b"x" * (LARGEST + 2), "Deze foto is te groot."),
        (b"", "Dit bestand is leeg."),
        (png(12_001, 2), "Er passen er hoogstens 25 miljoen, en 12000 naast elkaar."),
    ],
)
def test_a_wrong_photo_is_told_beside_the_box_and_what_was_typed_stays(inside: Family, raw: bytes, said: str) -> None:
    answer = neighbour(inside.truus).post(
        at(inside, "draft_new", 1), {"title": "Bij oma", "text": "Elke dinsdag", "photo": paper(raw)}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Elke dinsdag" in page
    assert len(on_the_table(inside)) == 2


def test_who_comes_while_others_send_photos_is_told_and_what_was_typed_stays(
    inside: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_places", BoundedSemaphore(1))
    with drawing._places:
        answer = neighbour(inside.truus).post(
            at(inside, "draft_new", 1), {"title": "Bij oma", "text": "Elke dinsdag", "photo": paper(photo())}
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wij zijn nog bezig met foto&#x27;s van anderen." in page
    assert "Elke dinsdag" in page
    assert len(on_the_table(inside)) == 2


def test_no_upload_is_written_to_a_disk(inside: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    answer = visitor(inside.henk).post(
        at(inside, "draft_new", 1), {"title": "Groot", "text": "Foto", "photo": paper(b"y" * 4_000_000)}
    )
    assert answer.status_code == 422


def test_a_draft_is_changed_and_keeps_its_photo(inside: Family) -> None:
    henk = visitor(inside.henk)
    henk.post(at(inside, "draft_new", 1), {"title": "Papier", "text": "Lijst", "photo": paper(photo())})
    number = next(draft.photo for draft in on_the_table(inside) if draft.number == 3 and draft.photo)
    assert at(inside, "photo", number) in page_of(henk, at(inside, "closed_time"))
    answer = henk.post(at(inside, "draft", 1, 3), {"title": "Papier", "text": "Langere lijst", "version": "1"})
    assert answer.headers["Location"] == at(inside, "closed_time")
    assert [(one.text, one.photo) for one in on_the_table(inside) if one.number == 3] == [("Langere lijst", number)]


def test_who_read_an_older_text_reads_the_newer_one_first(inside: Family) -> None:
    henk, leyla = visitor(inside.henk), visitor(inside.leyla)
    henk.post(at(inside, "draft", 1, 1), {"title": "Bij oma", "text": "Nieuwe tekst", "version": "1"})
    answer = leyla.post(at(inside, "draft", 1, 1), {"title": "Bij oma", "text": "Mijn tekst", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The text as it is now" in page
    assert "Nieuwe tekst" in page
    assert "Mijn tekst" in page
    assert 'name="version" value="2"' in page
    leyla.post(at(inside, "draft", 1, 1), {"title": "Bij oma", "text": "Mijn tekst", "version": "2"})
    assert "Mijn tekst" in [one.text for one in on_the_table(inside)]


@pytest.mark.parametrize(
    ("title", "text", "said"), [("\u200b", "Lijst", "Give it"), ("Papier", "\u200b", "Write what you")]
)
def test_a_draft_of_nothing_that_can_be_seen_is_told_beside_its_box(
    inside: Family, title: str, text: str, said: str
) -> None:
    answer = visitor(inside.henk).post(at(inside, "draft_new", 1), {"title": title, "text": text})
    assert answer.status_code == 422
    beside = "id_title_error" if title == "\u200b" else "id_text_error"
    assert re.search(rf'id="{beside}"[^>]*>\s*(<[^>]*>\s*)*{said}', answer.content.decode())


def test_what_was_typed_is_kept_when_another_took_the_paper_off_meanwhile(inside: Family) -> None:
    henk, leyla = visitor(inside.henk), visitor(inside.leyla)
    henk.post(at(inside, "draft_remove", 1, 1))
    answer = leyla.post(at(inside, "draft", 1, 1), {"title": "Bij oma", "text": "Mijn tekst", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody took this off the table while you were writing." in page
    assert "Mijn tekst" in page
    leyla.post(re.findall(r'action="([^"]*)"', main_of(page))[0], {"title": "Bij oma", "text": "Mijn tekst"})
    assert "Mijn tekst" in [one.text for one in on_the_table(inside)]
    for who in OUTSIDE:
        told = {"title": "Bij oma", "text": "Mijn tekst", "version": "1"}
        assert visitor(getattr(inside, who)).post(at(inside, "draft", 1, 1), told).status_code == 404


def test_what_is_taken_off_the_table_is_gone(inside: Family) -> None:
    henk = visitor(inside.henk)
    assert henk.get(at(inside, "draft_remove", 1, 2)).status_code == 405
    henk.post(at(inside, "draft_remove", 1, 2))
    page = page_of(henk, at(inside, "closed_time"))
    assert "It is off the table. A backup can still hold it, locked, until that backup is thrown away." in page
    assert DRAFTS[1].title not in page
    assert henk.get(at(inside, "draft", 1, 2)).status_code == 404


def test_they_come_out_and_choose_what_comes_with_them(inside: Family) -> None:
    truus = neighbour(inside.truus)
    assert truus.post(at(inside, "come_out", 1)).status_code == 302
    page = page_of(truus, at(inside, "closed_time"))
    assert "Wat komt er naar buiten?" in page
    nothing = truus.post(at(inside, "bring_out", 1), {})
    assert nothing.status_code == 422
    assert "Kies minstens één ding" in nothing.content.decode()
    answer = truus.post(at(inside, "bring_out", 1), {"drafts": ["1"]})
    assert answer.headers["Location"] == at(inside, "plan")
    plan = page_of(truus, at(inside, "plan"))
    assert DRAFTS[0].title in plan
    assert SAID_INSIDE[0] not in plan
    assert truus.post(at(inside, "bring_out", 1), {"drafts": ["1"]}).status_code == 422
    later_on = page_of(truus, at(inside, "closed_time"))
    assert "<h1>U was onder elkaar</h1>" in later_on
    assert "Breng nog iets naar buiten" in later_on


def test_it_stands_first_on_the_road_of_those_inside_and_of_nobody_else(inside: Family) -> None:
    assert "Nu bent u onder elkaar" in page_of(neighbour(inside.truus), at(inside, "road"))
    for name in ("arjen", "karin"):
        road = page_of(neighbour(getattr(inside, name)), at(inside, "road"))
        assert "De mensen zijn nu onder elkaar" in road
        assert "Nu bent u onder elkaar" not in road
    end_closed_time(inside.case, EndClosedTime(1), by=inside.henk, at=later(inside, minutes=30))
    assert "Wat komt er naar buiten?" in page_of(neighbour(inside.truus), at(inside, "road"))
    assert "De mensen waren onder elkaar" in page_of(neighbour(inside.ria), at(inside, "cockpit"))


def test_after_coming_out_nothing_is_put_down_any_more(inside: Family) -> None:
    end_closed_time(inside.case, EndClosedTime(1), by=inside.henk, at=later(inside, minutes=30))
    henk = visitor(inside.henk)
    late = henk.post(at(inside, "draft_new", 1), {"title": "Te laat", "text": "Wat ik typte"})
    assert late.status_code == 422
    assert "Wat ik typte" in late.content.decode()
    assert "You have come out. What you wrote stays as it was." in late.content.decode()
    assert henk.get(at(inside, "draft_new", 1)).headers["Location"] == at(inside, "closed_time")


def test_ria_reads_that_they_came_out_and_not_what_stayed(inside: Family) -> None:
    out_of_closed_time(inside)
    page = page_of(visitor(inside.ria), at(inside, "closed_time"))
    assert "They have come out" in page
    assert SAID_INSIDE[0] not in page
    assert at(inside, "announce") in page


def test_who_comes_in_later_sees_a_shut_door(inside: Family) -> None:
    end_closed_time(inside.case, EndClosedTime(1), by=inside.henk, at=later(inside, minutes=30))
    later(inside, minutes=5)
    late = visitor(come_in(inside, "piet"))
    assert "They have come out" in page_of(late, at(inside, "closed_time"))
    assert late.get(at(inside, "draft_new", 1)).status_code == 404
    assert late.post(at(inside, "bring_out", 1), {"drafts": ["1"]}).status_code in (404, 422)


def test_an_earlier_time_can_still_be_read(inside: Family) -> None:
    out_of_closed_time(inside)
    into_closed_time(inside)
    sanne = visitor(inside.sanne)
    assert at(inside, "closed_time_earlier", 1) in page_of(sanne, at(inside, "closed_time"))
    assert "This became item 1" in page_of(sanne, at(inside, "closed_time_earlier", 1))
    assert sanne.get(at(inside, "closed_time_earlier", 9)).status_code == 404
    assert SAID_INSIDE[0] not in page_of(visitor(inside.ria), at(inside, "closed_time_earlier", 1))
