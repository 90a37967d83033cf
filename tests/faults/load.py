"""People who keep sending while the server dies under them: each act with its own words and its own `once` token."""

import http.client
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from urllib.parse import urlencode

TOKEN = "t" * 64


@dataclass(frozen=True)
class Act:
    """One form sent from one session. `about` is found again in the database or in a mail."""

    session: str
    path: str
    about: str
    fields: dict[str, str]


@dataclass
class Crowd:
    """What was sent, and what the server said yes to before it died. `cookies`: of the session, and against forgery."""

    cookies: tuple[str, str]
    ports: list[int] = field(default_factory=list)
    sent: list[Act] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    refused: list[tuple[str, int]] = field(default_factory=list)
    out_of_order: set[str] = field(default_factory=set)

    def has_more_answers_than(self, number: int) -> bool:
        return len(self.answered) > number

    def send(self, act: Act) -> None:
        """Only an answer counts. A connection that breaks says nothing."""
        try:
            status = self._post(act)
        except (OSError, http.client.HTTPException):
            return
        if status == http.client.FOUND:
            self.answered.add(act.about)
        elif status == http.client.SERVICE_UNAVAILABLE:
            self.out_of_order.add(act.about)
        else:
            self.refused.append((act.about, status))

    def keep_sending(self, makers: "list[Callable[[int], Act]]", numbers: "count[int]", over: Event) -> None:
        """Every maker in a thread of its own, act after act, until it is over."""

        def one(make: Callable[[int], Act]) -> None:
            while not over.is_set():
                act = make(next(numbers))
                self.sent.append(act)
                self.send(act)

        with ThreadPoolExecutor(len(makers)) as pool:
            list(pool.map(one, makers))

    def _post(self, act: Act) -> int:
        port = self.ports[len(self.sent) % len(self.ports)]
        connection = http.client.HTTPConnection("localhost", port, timeout=120)
        try:
            told = act.fields | {"csrfmiddlewaretoken": TOKEN, "once": f"once-{act.about}"}
            session, token = self.cookies
            cookies = f"{session}={act.session}; {token}={TOKEN}"
            headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", act.path, urlencode(told), headers)
            return connection.getresponse().status
        finally:
            connection.close()
