"""Where names are left out, no page of the situation tells who answered what; and the form says how far that goes."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from gedragen import clock
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.people.commands.dependence import RecordDependence, record_dependence
from gedragen.method.consent import Answer
from gedragen.pages.urls import urlpatterns
from tests.pages.guards.access_listing import ELSEWHERE, known, url_of
from tests.support.cast import NAMES, Cast, answer, with_items, with_rounds
from tests.support.visitor import address, neighbour, page_of

REASON = "Zo komt er niemand slapen."
# What differs each time: forms that are sent once, keys of a session, and the codes and hashes of a journal.
EACH_TIME = re.compile(
    r'value="[\w-]{20,}"|\b(?:[0-9a-z]{4}-){3}[0-9a-z]{4}\b|[0-9a-f]{32,64}|narekenen/[a-z]+/\d+|nonce[^ >]*', re.ASCII
)


def depends(cast: Cast) -> Cast:
    record_dependence(cast.case, RecordDependence(cast.jan), by=cast.jan, at=cast.at)
    return with_rounds(with_items(cast))


def said(cast: Cast, one: int, other: int) -> None:
    """Both rounds close: one of the two leaves item 1 to the group, the other says yes; both say no to item 2."""
    for item in (1, 2):
        for seat in (cast.anna, cast.bram):
            answer(cast, seat, item=item)
    answer(cast, one, Answer.ABSTENTION, item=1)
    answer(cast, other, item=1)
    answer(cast, one, Answer.OBJECTION, item=2, reason=REASON)
    answer(cast, other, Answer.OBJECTION, item=2, reason="De sleutel is er niet.")


def pages(cast: Cast, seat: int, names: list[str]) -> Iterator[tuple[str, str]]:
    """What this seat reads at every address."""
    browser, numbers = neighbour(seat), known(cast.case, cast.fatima) | {"number": 2}
    for pattern in urlpatterns:
        if pattern.name in names:
            page = browser.get(url_of(pattern, numbers))
            body = b"".join(page) if page.streaming else page.content
            yield str(pattern.name), EACH_TIME.sub("…", body.decode(errors="replace"))


def differences(cast: Cast, names: list[str]) -> set[str]:
    """The pages on which Anna or Ria can read which of the two, Fatima or Jan, said what."""
    read = []
    for one, other in ((cast.fatima, cast.jan), (cast.jan, cast.fatima)):
        point = transaction.savepoint()
        said(cast, one, other)
        read.append([page for seat in (cast.anna, cast.ria) for page in pages(cast, seat, names)])
        transaction.savepoint_rollback(point)
        forget_snapshots()
    return {name for (name, first), (_, second) in zip(*read, strict=True) if first != second}


def test_no_page_tells_which_of_two_people_said_what(deciding: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: deciding.at)
    everywhere = [str(one.name) for one in urlpatterns if one.name not in ELSEWHERE]
    assert differences(depends(deciding), everywhere) == set()


def test_elsewhere_the_pages_of_items_and_plan_do_tell_it(deciding: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: deciding.at)
    assert differences(with_rounds(with_items(deciding)), ["item", "plan"]) == {"item", "plan"}


def test_the_form_says_that_names_are_left_out_and_offers_the_tick(deciding: Cast) -> None:
    item = reverse("item", args=[address(depends(deciding)), 2])
    fatima = neighbour(deciding.fatima)
    page = page_of(fatima, item)
    assert "Wij zeggen niet wie. Anderen kunnen het soms raden." in page
    assert "zonder uw naam, tenzij u dat aankruist" in page
    fatima.post(item, {"answer": "objection", "version": "1", "reason": REASON, "named": "on"})
    assert "Uw naam komt erbij te staan." in page_of(fatima, item)
    for seat in (deciding.anna, deciding.bram, deciding.jan):
        answer(deciding, seat, item=2)
    assert NAMES["fatima"] in page_of(neighbour(deciding.anna), item)
    assert NAMES["jan"] not in page_of(neighbour(deciding.anna), item)


def test_where_all_said_the_same_the_page_says_that_the_number_tells_it(deciding: Cast) -> None:
    item = reverse("item", args=[address(depends(deciding)), 2])
    for seat in deciding.deciders:
        answer(deciding, seat, item=2)
    assert "Iedereen die antwoordde, zei hetzelfde." in page_of(neighbour(deciding.anna), item)


def test_without_this_rule_the_form_offers_no_tick(deciding: Cast) -> None:
    item = reverse("item", args=[address(with_rounds(with_items(deciding))), 2])
    assert "Mijn naam mag erbij" not in page_of(neighbour(deciding.fatima), item)


def test_somebody_records_it_of_themselves_and_reads_that_it_is_kept(deciding: Cast) -> None:
    jan = neighbour(deciding.jan)
    form = reverse("dependence", args=[address(deciding), deciding.jan])
    data = reverse("my_data", args=[address(deciding)])
    assert form in page_of(jan, data)
    assert "Alleen u en wie begeleidt kunnen dit lezen." in page_of(jan, form)
    assert jan.post(form)["Location"] == data
    assert "U hangt af van iemand die hier meebeslist" in page_of(jan, data)
    assert jan.get(form)["Location"] == data
    assert neighbour(deciding.anna).get(form).status_code == 404
    assert "Alleen u en deze persoon lezen dat." in page_of(
        neighbour(deciding.ria), reverse("talk", args=[address(deciding), deciding.jan])
    )
