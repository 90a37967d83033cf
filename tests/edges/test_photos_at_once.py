"""A photo is somebody's paper. Whatever else it is, it holds up nobody and does not fill the machine."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import psutil
import pytest

from tests.edges.pictures import filled_up, jpeg, png
from tests.edges.site import Site

MEGABYTE = 1024 * 1024
AT_ONCE = 8
INSIDE = ("sanne", "daan", "henk", "leyla")
TAKEN, REFUSED = 302, 422
# The heaviest that is taken of each kind, and what is refused: each made an installation stand still.
PICTURES: dict[str, tuple[Callable[[], bytes], int]] = {
    "a picture of the web with a film behind it": (lambda: filled_up(jpeg(5000, 5000), 12 * MEGABYTE - 1), TAKEN),
    "sixteen bits a colour": (lambda: png(5000, 5000), TAKEN),
    "too many pixels": (lambda: png(7740, 7740), REFUSED),
}


class Meanwhile:
    """What Truus waits for, who writes without a photo while the others send theirs, and what the server takes."""

    def __init__(self, site: Site) -> None:
        self.site, self.over = site, Event()
        self.waits, self.answers = list[float](), set[int]()
        self.process = psutil.Process(site.pid)
        self.most = 0

    def write(self) -> None:
        while not self.over.is_set():
            began = time.monotonic()
            self.answers.add(self.site.put_down("truus", "Lijst")[0])
            self.waits.append(time.monotonic() - began)

    def look(self) -> None:
        while not self.over.is_set():
            self.most = max(self.most, self.process.memory_info().rss)
            time.sleep(0.01)


@contextmanager
def meanwhile(site: Site) -> Iterator[Meanwhile]:
    seen = Meanwhile(site)
    threads = [Thread(target=seen.write), Thread(target=seen.look)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        seen.over.set()
        for thread in threads:
            thread.join()


@pytest.fixture(scope="module")
def at_first(site: Site) -> int:
    """What the server takes before anybody sends a photo."""
    return int(psutil.Process(site.pid).memory_info().rss)


@pytest.mark.parametrize("kind", PICTURES)
def test_eight_photos_at_once_hold_up_nobody_and_fit_in_memory(site: Site, at_first: int, kind: str) -> None:
    """Who holds up others does so each time. A machine that does other things beside it does not: one turn will do."""
    make, answer = PICTURES[kind]
    picture = make()
    with meanwhile(site) as alone:
        time.sleep(1)
    for turn in range(3):
        with meanwhile(site) as seen, ThreadPoolExecutor(AT_ONCE) as pool:
            sent = [(INSIDE[number % 4], f"Vel {turn} {number}", picture) for number in range(AT_ONCE)]
            answers = list(pool.map(lambda one: site.put_down(*one)[0], sent))
        assert answers == [answer] * AT_ONCE
        assert seen.answers == {TAKEN}
        assert seen.most - at_first < 300 * MEGABYTE
        if max(seen.waits) < max(1, 5 * max(alone.waits)):
            return
    pytest.fail(f"somebody waited {max(seen.waits):.1f} seconds, {max(alone.waits):.1f} before")
