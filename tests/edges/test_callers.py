"""Who connects and then says nothing, or a byte now and then, or never reads: nobody else notices."""

import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from threading import Event, Thread
from types import SimpleNamespace
from typing import cast

import pytest
from waitress.adjustments import Adjustments

from gedragen.config.serving.callers import (
    FEW_BYTES,
    MOST_BYTES,
    NEW,
    PATIENCE,
    SLOWEST,
    Caller,
    Listener,
    who_gives_way,
)
from gedragen.people.network import household
from tests.edges.site import Site
from tests.edges.wire import connect, get, rest_of, status
from tests.support.installation import GEDRAGEN, first_line, serving

HALF_A_FORM = b"POST /aanmelden/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nlogin="
HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: local"


@contextmanager
def crowd(port: int, number: int, first: bytes) -> Iterator[list[socket.socket]]:
    """So many connections, of which each drips on a byte at a time."""
    files, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(files, min(allowed, 4096)), allowed))
    with ExitStack() as stack:
        wires = [stack.enter_context(closing(connect(port))) for _ in range(number)]
        over = Event()

        def drip(data: bytes) -> None:
            for wire in wires:
                try:
                    wire.send(data)
                except OSError:
                    continue

        def keep_dripping() -> None:
            while not over.wait(1):
                drip(b"x")

        drip(first)
        thread = Thread(target=keep_dripping)
        thread.start()
        try:
            yield wires
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize("first", [b"", HALF_A_HEAD, HALF_A_FORM], ids=["silent", "half a head", "half a form"])
@pytest.mark.parametrize("number", [150, 1200])
def test_a_crowd_that_says_nothing_changes_nothing_for_others(site: Site, number: int, first: bytes) -> None:
    with crowd(site.port, number, first):
        for _ in range(5):
            began = time.monotonic()
            assert status(get(site.port)) == 200
            assert time.monotonic() - began < 3


def test_half_uploads_take_no_more_than_a_part_of_memory(site: Site) -> None:
    """Forty times eight megabytes, and the last one is for ever to come."""
    form = HALF_A_FORM.replace(b"1000000", b"9000000") + bytes(8_000_000)
    with ExitStack() as stack:
        wires = [stack.enter_context(closing(connect(site.port))) for _ in range(40)]
        for wire in wires:
            try:
                wire.sendall(form)
            except OSError:
                continue
        assert status(get(site.port)) == 200
        assert site.put_down("truus", "Lijst")[0] == 302


ASKS_FOR_FILES = """
from resource import RLIMIT_NOFILE, setrlimit
setrlimit(RLIMIT_NOFILE, ({}, {}))
from gedragen.config.serving.callers import places
print(places())
"""
IMPATIENT = f"""
from gedragen.config.serving import callers
callers.PATIENCE, callers.SLOWEST, callers.LOOK_EVERY = 2.0, 1000, 0.05
{GEDRAGEN[-1]}
"""


@pytest.fixture(scope="module")
def impatient(around: dict[str, str], site: Site) -> Iterator[int]:
    """The port of a server that waits two seconds, not two minutes."""
    with serving(around, command=(GEDRAGEN[0], "-c", IMPATIENT)) as (server, port):
        assert "is ready" in first_line(server)
        yield port


@pytest.mark.parametrize("first", [b"", HALF_A_HEAD, HALF_A_FORM], ids=["silent", "half a head", "half a form"])
def test_a_drip_ends(impatient: int, first: bytes) -> None:
    with crowd(impatient, 1, first) as (wire,):
        began = time.monotonic()
        assert rest_of(wire) == b""
        assert time.monotonic() - began < 20


def test_a_slow_upload_on_a_bad_line_comes_through(impatient: int) -> None:
    """Twice as slow as the slowest at times, and in the end just fast enough."""
    form = b"login=" + b"x" * 12_000
    head = b"POST /aanmelden/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(
        form
    )
    with closing(connect(impatient)) as wire:
        wire.sendall(head)
        for place in range(0, len(form), 1500):
            wire.sendall(form[place : place + 1500])
            time.sleep(0.5 if place % 4500 else 1.2)
        assert status(rest_of(wire)) == 403


def test_who_asks_and_never_reads_keeps_nothing(impatient: int) -> None:
    """Answers pile up until nothing fits on the line any more; then the server lets go."""
    asked = b"GET /static/gedragen/gedragen.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    wire.connect(("127.0.0.1", impatient))
    with closing(wire):
        wire.sendall(asked)
        time.sleep(6)
        heard = rest_of(wire)
    assert heard.count(b"HTTP/1.1 200") < 200
    assert status(get(impatient)) == 200


# Who gives way, without a network


class Somebody:
    def __init__(
        self, network: str = "a", *, came: float = 0, lags: float = 0, size: int = 0, works: bool = False
    ) -> None:
        self.network, self.came, self.lags, self.bytes, self.works = network, came, lags, size, works

    def behind(self, now: float) -> float:
        return self.lags

    def size(self) -> int:
        return self.bytes

    def waits_for_us(self) -> bool:
        return self.works


def gone(*people: Somebody, most: int = 100, most_of_one: int | None = 100) -> set[Somebody]:
    callers = cast(list[Caller], list(people))
    return cast(set[Somebody], who_gives_way(callers, NEW + 1, most=most, most_of_one=most_of_one))


def test_whoever_lags_too_far_behind_goes_and_whoever_waits_for_us_never() -> None:
    slow, quick, served = Somebody(lags=PATIENCE + 1), Somebody(), Somebody(lags=PATIENCE + 1, works=True)
    assert gone(slow, quick, served) == {slow}


def test_where_there_are_too_many_the_slowest_goes_and_not_the_newcomer() -> None:
    slow, quick, newcomer = Somebody(lags=9), Somebody(lags=0), Somebody(lags=3, came=NEW)
    assert gone(slow, quick, newcomer, most=2) == {slow}
    assert gone(slow, quick, newcomer, most=1) == {slow, quick}
    assert gone(Somebody(works=True), newcomer, most=1) == {newcomer}


def test_who_has_not_been_heard_yet_is_behind_nobody_who_said_half_a_word() -> None:
    """Connections of this very moment, one byte each: the one beside them gets to say something."""
    server = cast(Listener, SimpleNamespace(active_channels={}))
    with ExitStack() as stack:
        ends = [[stack.enter_context(closing(end)) for end in socket.socketpair()] for _ in range(3)]
        one, other, unheard = [Caller(server, near, ("192.0.2.1", 1), Adjustments(), map={}) for near, _ in ends]
        for caller in (one, other):
            caller.moved(1)
        now = time.monotonic()
        assert len(who_gives_way({one, other, unheard}, now, most=2, most_of_one=None) & {one, other}) == 1
        assert who_gives_way({one, unheard}, now + 2, most=1, most_of_one=None) == {one}


def test_one_address_takes_no_more_than_its_share() -> None:
    many, other = [Somebody("a", lags=number) for number in range(5)], Somebody("b", lags=50)
    assert gone(*many, other, most_of_one=3) == {many[4], many[3]}
    assert gone(*many, other, most_of_one=None) == set()


def test_who_holds_much_and_sends_slowly_makes_room() -> None:
    large = [Somebody(size=MOST_BYTES // 2 - FEW_BYTES, lags=number) for number in range(3)]
    small = Somebody(size=FEW_BYTES, lags=9)
    assert gone(*large, small) == {large[2]}


def test_a_household_is_one_network_and_so_is_one_old_address() -> None:
    assert household("2001:db8::1") == household("2001:db8::ffff") != household("2001:db8:0:1::1")
    assert household("192.0.2.1") != household("192.0.2.2")
    assert household("::ffff:192.0.2.1") == household("192.0.2.1")


def test_the_server_asks_for_the_files_that_it_needs_and_makes_do_with_what_it_gets() -> None:
    for soft, hard, most in ((256, 256, 10), (1024, 1024, 774), (1024, 4096, 1000), (4096, 4096, 1000)):
        told = subprocess.run(
            [sys.executable, "-c", ASKS_FOR_FILES.format(soft, hard)], capture_output=True, check=True
        )
        assert int(told.stdout) == most


def test_the_slowest_that_we_wait_for_sends_a_photo_within_two_hours() -> None:
    assert 12 * 1024 * 1024 / SLOWEST < 2 * 3600
