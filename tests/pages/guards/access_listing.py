"""The listing under the tables of access: every address of the routes, asked by everyone of a cast."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from django.test import Client
from django.urls import URLPattern, reverse

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import Case, Reply
from gedragen.pages.urls import urlpatterns
from gedragen.people.models import Account

# These act and show nothing, or belong to no case; their own tests hold them.
ELSEWHERE = {"enter_code", "link", "lost_link", "leave", "demo", "demo_step_in"}
WIDTH = 28


def client_of(seat: int | None) -> Client:
    """A browser that came in by the personal link, as a person does."""
    client = Client()
    account = Account.objects.filter(seats=seat).first() if seat else None
    if account is not None:
        client.force_login(account)
    elif seat is not None:
        client.post(reverse("link", args=[my_link(seat)]))
    return client


def known(case: int, seat: int) -> dict[str, object]:
    """Numbers that are there in most cases, for every address."""
    address = Case.objects.get(id=case).address
    words = {"key": "responsibility", "about": str(seat), "kind": "reply"}
    counted: dict[str, object] = dict.fromkeys(("number", "test", "frame", "room"), 1)
    return counted | words | {"address": address, "seat_id": seat, "case_id": case, "months": 3}


def receipts_of(seat: int) -> list[tuple[str, dict[str, object]]]:
    """The rows of the address of a receipt: of what this seat answered first, and by a kind that is none."""
    replies = Reply.objects.filter(seat=seat).order_by("id").values_list("id", flat=True)[:1]
    own: list[tuple[str, dict[str, object]]] = [("own reply", {"kind": "reply", "number": pk}) for pk in replies]
    return [*own, ("no kind", {"kind": "anything", "number": 1})]


def url_of(pattern: URLPattern, known: Mapping[str, object]) -> str:
    return reverse(str(pattern.name), kwargs={name: known[name] for name in pattern.pattern.converters})


def listing(
    clients: Mapping[str, Client | None],
    arguments: Callable[[URLPattern], Iterable[tuple[str, Mapping[str, object]]]],
) -> Iterator[str]:
    """A line for every address and every row that `arguments` gives of it: a few words, and what the address needs."""
    for pattern in sorted(urlpatterns, key=lambda found: str(found.name)):
        if pattern.name in ELSEWHERE:
            continue
        for about, numbers in arguments(pattern):
            url = url_of(pattern, numbers)
            answers = (str(client.get(url).status_code) if client else "-" for client in clients.values())
            yield _line(f"{pattern.name} {about}".strip(), answers)


def table(title: str, clients: Mapping[str, Client | None], lines: Iterable[str]) -> str:
    return "\n".join([_line(title, clients), *lines])


def _line(first: str, cells: Iterable[str]) -> str:
    return f"{first:<{WIDTH}}" + "".join(f"{cell:>10}" for cell in cells)


def held(path: Path, state: str, states: Iterable[str], found: str) -> str:
    """What the file holds for this state. `GEDRAGEN_TEST_WRITE=1` writes down what was found."""
    if os.environ.get("GEDRAGEN_TEST_WRITE"):
        written = dict(blocks(path)) | {state: found}
        path.write_text("\n\n".join(written[one] for one in states if one in written) + "\n", encoding="utf-8")
    return dict(blocks(path)).get(state, "")


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    """Each table in the file, by its title."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for block in text.strip().split("\n\n"):
        if block:
            yield block.split()[0], block.rstrip("\n")
