"""Who asks is found in one place, whatever it is shown by: pages and files answer alike."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import cast

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from gedragen.cases.engine.way_in import WayIn
from gedragen.cases.people.commands.seats import RenewLink, renew_link
from gedragen.edge import asking
from gedragen.edge.asking import Proof, by_session
from tests.support.family_cast import Family, make_family, to_preparing, with_safety_frame
from tests.support.stage import on_stage
from tests.support.visitor import address, neighbour

pytestmark = pytest.mark.django_db
PAGES = ("road", "people", "journal", "journal_file")


@pytest.fixture
def family(db: None, at: datetime) -> Family:
    return on_stage("family preparing", lambda: to_preparing(with_safety_frame(make_family(at))))


@pytest.fixture
def token(family: Family, monkeypatch: pytest.MonkeyPatch) -> str:
    """Programs that show a token are read beside browsers: this is all it takes."""
    tokens = {"s3cr3t": Proof(ways={family.case: {family.sanne: WayIn(1)}})}

    def by_token(request: HttpRequest) -> Proof:
        return tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "), Proof())

    monkeypatch.setattr(asking, "READERS", (*asking.READERS, by_token))
    return "s3cr3t"


@pytest.mark.parametrize("name", PAGES)
def test_who_shows_a_token_is_answered_like_who_came_in_by_a_link(family: Family, token: str, name: str) -> None:
    place = reverse(name, args=[address(family)])
    by_link, by_token = neighbour(family.sanne).get(place), neighbour().get(place, headers=shown(token))
    assert (by_token.status_code, by_link.status_code) == (200, 200)
    assert said(by_token) == said(by_link)
    for other in ("", "Bearer", "Bearer other", f"Basic {token}"):
        assert Client().get(place, headers={"authorization": other}).status_code == 404


def test_a_token_of_before_the_link_was_renewed_opens_nothing(family: Family, token: str) -> None:
    place = reverse("road", args=[address(family)])
    renew_link(family.case, RenewLink(family.sanne), by=family.ria, at=family.at)
    assert Client().get(place, headers=shown(token)).status_code == 404


def test_without_a_reader_of_sessions_no_browser_is_anybody(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    place = reverse("road", args=[address(family)])
    others = tuple(reader for reader in asking.READERS if reader is not by_session)
    monkeypatch.setattr(asking, "READERS", others)
    assert neighbour(family.sanne).get(place).status_code == 404


def shown(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def said(answer: HttpResponseBase) -> str:
    """The words of a page, or the lines of a file without the last, which tells when it was made."""
    if isinstance(answer, StreamingHttpResponse):
        return "".join(part.decode() for part in list(cast("Iterable[bytes]", answer.streaming_content))[:-1])
    page = re.sub(
        r"<(script|style|head)\b.*?</\1>|<[^>]*>", " ", cast(HttpResponse, answer).content.decode(), flags=re.DOTALL
    )
    return " ".join(page.split())
