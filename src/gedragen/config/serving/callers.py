"""Who is connected, and who gives way: whoever neither sends nor reads holds up nobody and keeps nothing.

waitress waits as long as a byte comes now and then, and takes no newcomers when its places are taken.
"""

import resource
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from heapq import nlargest
from time import monotonic
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import MultiSocketServer, TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from gedragen.config.serving.one_request import Answer, OneRequest, Refusal
from gedragen.people.network import household

# Bytes a second. A telephone at the edge of its network does better, on the whole.
SLOWEST = 2_000
# Seconds that a caller may fall behind that speed, sending or reading, or say nothing at all.
PATIENCE = 120.0
# Seconds in which a newcomer gives way to nobody who came before.
NEW = 5.0
# Seconds for the first word. Who came just now is behind nobody who came as just now and said half a word.
FIRST_WORD = 1.0
MOST = 1_000
# From one address, when it is that of a visitor and not of a proxy of ours.
MOST_OF_ONE = 128
# What is received and not yet answered, or answered and not yet read, of all callers together.
MOST_BYTES = 128 * 1024 * 1024
FEW_BYTES = 64 * 1024
ROOM_BETWEEN_LOOKS = 50
LOOK_EVERY = 0.25
# Files that are open for something else: the database for each thread, logs, what is served.
OTHER_FILES = 150


class Caller(HTTPChannel):  # type: ignore[misc]
    """One connection, and how far it lags behind."""

    task_class = Answer
    error_task_class = Refusal
    parser_class = OneRequest

    def __init__(self, server: "Listener", sock: socket.socket, addr: Any, adj: Adjustments, map: Any = None) -> None:  # noqa: A002
        self.came = monotonic()
        self.network = household(addr[0])
        self.begin()
        self._seen += FIRST_WORD
        super().__init__(server, sock, addr, adj, map=map)

    def begin(self) -> None:
        """It is up to the caller from now on."""
        self._behind, self._seen = 0.0, monotonic()

    def moved(self, number: int) -> None:
        """So many bytes came or went. Being fast once is no credit for being slow later."""
        now = monotonic()
        self._behind = max(0.0, self.behind(now) - number / SLOWEST)
        self._seen = now

    def behind(self, now: float) -> float:
        """Seconds that a caller at the slowest speed would be ahead: less than none before the first word."""
        return self._behind + now - self._seen

    def waits_for_us(self) -> bool:
        """A thread has its request, or will: nothing that the caller could do."""
        return bool(self.requests and not self.total_outbufs_len)

    def size(self) -> int:
        """Bytes that we hold for this caller."""
        asked: list[OneRequest | None] = [*self.requests, self.request]
        answered: int = self.total_outbufs_len
        return answered + sum(one.size() for one in asked if one is not None)

    def recv(self, number: int) -> bytes:
        data: bytes = super().recv(number)
        self.moved(len(data))
        return data

    def send(self, data: bytes, do_close: bool = True) -> int:
        number: int = super().send(data, do_close=do_close)
        self.moved(number)
        return number

    def write_soon(self, data: Any) -> int:
        if not self.total_outbufs_len:
            self.begin()
        number: int = super().write_soon(data)
        return number

    def service(self) -> None:
        super().service()
        if not self.total_outbufs_len:
            self.begin()

    def readable(self) -> bool:
        return bool(self.connected and super().readable())

    def writable(self) -> bool:
        return bool(self.connected and super().writable())


def who_gives_way(callers: Iterable[Caller], now: float, *, most: int, most_of_one: int | None) -> set[Caller]:
    """Whoever lags too far behind; and where there are too many or they hold too much, who lags furthest."""

    def lag(caller: Caller) -> tuple[bool, float]:
        return now - caller.came > NEW, caller.behind(now)

    staying = set(callers)
    waiting = {caller for caller in staying if not caller.waits_for_us()}
    gone = {caller for caller in waiting if caller.behind(now) > PATIENCE}
    if most_of_one is not None:
        for group in by_network(staying - gone):
            gone |= set(nlargest(len(group) - most_of_one, group & waiting, key=lag))
    gone |= set(nlargest(len(staying - gone) - most, waiting - gone, key=lag))
    too_much = sum(caller.size() for caller in staying - gone) - MOST_BYTES
    if too_much > 0:
        for caller in sorted(waiting - gone, key=lag, reverse=True):
            if too_much > 0 and caller.size() > FEW_BYTES:
                gone.add(caller)
                too_much -= caller.size()
    return gone


def by_network(callers: Iterable[Caller]) -> Iterable[set[Caller]]:
    groups: dict[str, set[Caller]] = defaultdict(set)
    for caller in callers:
        groups[caller.network].add(caller)
    return groups.values()


class Listener(TcpWSGIServer):  # type: ignore[misc]
    """One address listened on. All of them share their callers."""

    channel_class = Caller
    most = MOST
    most_of_one: int | None = MOST_OF_ONE
    look_at = 0.0

    def readable(self) -> bool:
        """Asked before every wait for the network: nothing that was closed here is waited for."""
        if (now := monotonic()) >= self.look_at:
            self.look_at = now + LOOK_EVERY
            callers = [one for one in self._map.values() if isinstance(one, Caller)]
            for caller in who_gives_way(callers, now, most=self.most, most_of_one=self.most_of_one):
                caller.handle_close()
        return bool(super().readable())

    def handle_accept(self) -> None:
        """Take in who stands in the line of the network, so that a crowd in it keeps nobody waiting."""
        for _ in range(ROOM_BETWEEN_LOOKS):
            before = len(self._map)
            super().handle_accept()
            if len(self._map) == before:
                break
        self.look_at = 0.0

    def maintenance(self, now: float) -> None:
        """Of waitress, which looks at the last byte only."""


def make_server(application: Callable[..., Any], *, behind_proxy: bool, **options: Any) -> MultiSocketServer:
    """A server that is ready to run. `options`: as waitress calls it."""
    most = places()
    adjustments = Adjustments(
        connection_limit=most + 2 * ROOM_BETWEEN_LOOKS,
        asyncore_use_poll=True,
        recv_bytes=64 * 1024,
        max_request_header_size=32 * 1024,
        # Pages and photos of closed time wait in memory for who reads slowly, not in a file. A thread waits for nobody.
        outbuf_overflow=2 * MOST_BYTES,
        outbuf_high_watermark=MOST_BYTES,
        **options,
    )
    callers: dict[int, Any] = {}
    threads = ThreadedTaskDispatcher()
    threads.set_thread_count(adjustments.threads)
    listeners = [
        Listener(application, callers, dispatcher=threads, adj=adjustments, sockinfo=place)
        for place in adjustments.listen
    ]
    for listener in listeners:
        listener.most, listener.most_of_one = most, None if behind_proxy else MOST_OF_ONE
    addresses = [(one.effective_host, one.effective_port) for one in listeners]
    return MultiSocketServer(callers, adjustments, addresses, threads, listeners[0].log_info)


def places() -> int:
    """How many callers there can be. Each is an open file: this process asks for as many as it is allowed."""
    files, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + 2 * ROOM_BETWEEN_LOOKS + OTHER_FILES
    if allowed != resource.RLIM_INFINITY:
        wanted = min(wanted, allowed)
    if files != resource.RLIM_INFINITY and files < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, allowed))
    return max(10, wanted - 2 * ROOM_BETWEEN_LOOKS - OTHER_FILES)
