"""What somebody changed in the database beside a text stands on no page, and where the newest is gone, it says so."""

from dataclasses import replace

import pytest
from django.db import connection

from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.frames.commands.later import ChangeFrame, change_frame
from gedragen.cases.frames.commands.promise import WritePromise, write_promise
from gedragen.cases.models import Case, ItemVersion, Round
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.state.frames import promise_as_told
from gedragen.cases.state.plan_state import item_stands
from gedragen.method.frames import FrameChange, FrameKind, FrameText
from gedragen.method.promise import Rung
from gedragen.method.terms import term
from gedragen.pages.urls import urlpatterns
from tests.pages.guards.access_listing import ELSEWHERE, client_of, known, url_of
from tests.support.cast import FRAMES, ITEMS, PROMISE, Cast, with_items
from tests.support.visitor import address, page_of, visitor

SAYS = "This text is not the one that was recorded."
CHANGED = {
    "the rung": ("UPDATE cases_promise SET rung = 1", ("You will be informed",)),
    "a rung that is none": ("UPDATE cases_promise SET rung = 77", ()),
    "the days": ("UPDATE cases_promise SET answer_days = 7931", ("7931", "7,931")),
    "the rule of silence": ("UPDATE cases_promise SET silence = 'anything'", ("anything",)),
    "the day": ("UPDATE cases_promise SET promised_on = '1987-02-02'", ("1987",)),
    "the kind of a limit": ("UPDATE cases_frame SET kind = 'anything' WHERE number = 1", ()),
    "who is bound": (
        "UPDATE cases_itemversion_bound SET seat_id = (SELECT max(id) FROM cases_seat)",
        (),
    ),
}


def pages(cast: Cast, seat: int | None) -> dict[str, str]:
    """What each page says that this person may see."""
    client, found = client_of(seat), {}
    for pattern in urlpatterns:
        if pattern.name not in ELSEWHERE:
            url = url_of(pattern, known(cast.case, cast.anna))
            answer = client.get(url)
            assert answer.status_code < 500, url
            if not answer.streaming:
                found[url] = answer.content.decode(errors="replace")
    return found


def change(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount
    forget_snapshots()


@pytest.mark.parametrize("what", CHANGED)
def test_no_page_shows_what_was_changed(carrying_out: Cast, what: str) -> None:
    sql, words = CHANGED[what]
    change(sql)
    for seat in (None, carrying_out.anna, carrying_out.otto, carrying_out.ria):
        for url, page in pages(carrying_out, seat).items():
            assert [word for word in words if word in page] == [], url


def test_the_rung_is_the_one_that_was_recorded(carrying_out: Cast) -> None:
    urls = [f"/situatie/{address(carrying_out)}/{path}" for path in ("", "belofte/", "plan/")]
    before = [page_of(visitor(None), url).count("decide") for url in urls]
    change("UPDATE cases_promise SET rung = 1")
    assert [page_of(visitor(None), url).count("decide") for url in urls] == before


def test_who_is_bound_is_who_the_journal_names(carrying_out: Cast) -> None:
    version = ItemVersion.objects.get(item__case=carrying_out.case, item__number=1)
    told = [seat.pk for seat in version.bound.all()]
    version.bound.set([carrying_out.fatima])
    forget_snapshots()
    read = item_stands(Case.objects.get(id=carrying_out.case), {1})[1].version
    assert [seat.pk for seat in read.bound.all()] == told
    page = page_of(visitor(carrying_out.anna), f"/situatie/{address(carrying_out)}/onderdeel/1/")
    assert SAYS in page


def test_an_act_goes_by_the_rung_that_was_recorded(deciding: Cast) -> None:
    with_items(deciding)
    change("UPDATE cases_promise SET rung = 3")
    open_rounds(deciding.case, OpenRounds((1,), closes_at=term(deciding.at, 14)), by=deciding.ria, at=deciding.at)
    assert Round.objects.filter(case=deciding.case).count() == 1


def test_where_the_newest_version_of_a_limit_is_gone_the_one_before_is_not_shown(deciding: Cast) -> None:
    text = FrameText("Voortaan iets anders.", "Past het?", "Daarom.", "De wet", FrameKind.MONEY)
    wider = ChangeFrame(text, number=1, change=FrameChange.WIDER, because="Het mag ruimer.", version=1)
    change_frame(deciding.case, wider, by=deciding.otto, at=deciding.at)
    change("DELETE FROM cases_frame WHERE version = 2")
    page = page_of(visitor(None), f"/situatie/{address(deciding)}/grenzen/")
    assert SAYS in page
    assert FRAMES[0].text not in page


def test_where_the_newest_version_of_an_item_is_gone_the_one_before_is_not_shown(deciding: Cast) -> None:
    with_items(deciding)
    text = ItemText("Iets anders", "Heel iets anders.")
    change_item(deciding.case, ChangeItem(1, text, because="Beter.", version=1), by=deciding.anna, at=deciding.at)
    change(
        "DELETE FROM cases_itemversion WHERE number = 2 AND item_id IN (SELECT id FROM cases_planitem WHERE number = 1)"
    )
    page = page_of(visitor(deciding.anna), f"/situatie/{address(deciding)}/onderdeel/1/")
    assert SAYS in page
    assert ITEMS[0].what not in page


def test_where_the_newest_promise_is_gone_the_one_before_is_not_shown(starting: Cast) -> None:
    for version in (0, 1):
        text = replace(PROMISE, brings=f"Belofte {version}.", rung=(Rung.LISTENING, Rung.DIRECTING)[version])
        write_promise(starting.case, WritePromise(text, version=version), by=starting.wim, at=starting.at)
    change("DELETE FROM cases_promise WHERE version = 2")
    told = promise_as_told(starting.case)
    assert told is not None
    assert (told.version, told.rung, told.differs) == (1, Rung.DIRECTING, True)
    page = page_of(visitor(starting.ria), f"/situatie/{address(starting)}/belofte/")
    assert SAYS in page
    assert "Belofte 0." not in page
