"""Server and worker are killed with -9 under load, again and again: nothing that was answered is lost or doubled.

GEDRAGEN_TEST_KILLS says how often; `make faults` does it fifty times on each database.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from threading import Event, Thread
from typing import Any

from tests.faults.load import Act, Crowd
from tests.notices.post_office import PostOffice
from tests.support.installation import GEDRAGEN, first_line, gedragen, is_ours, serving

KILLS = int(os.environ.get("GEDRAGEN_TEST_KILLS", "3"))
READ = """
import json, django; django.setup()
from gedragen.cases.models import Seat, Voice
told = {
    "voices": list(Voice.objects.values_list("words__text", flat=True)),
    "contacts": list(Seat.objects.exclude(contact=None).values_list("contact__text", flat=True)),
}
print(json.dumps(told))
"""

TICK = """
import sys, django; django.setup()
from datetime import timedelta
from gedragen.clock import now
from gedragen.notices.worker import tick
tick(at=now() + timedelta(minutes=int(sys.argv[1])))
"""


def python(around: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def wait_until(it_is_so: Callable[[], bool]) -> None:
    """However busy the machine is; but not for ever."""
    for _ in range(12_000):
        if it_is_so():
            return
        time.sleep(0.01)
    raise TimeoutError


def speak(session: str, path: str, number: int) -> Act:
    words = f"Zorg nummer {number}."
    return Act(session, path, words, {"text": words, "room": "circle"})


def invite(session: str, path: str, number: int) -> Act:
    mail = f"buur{number}@example.nl"
    fields = {"who": "participant", "name": f"Buur nummer {number}", "contact": mail, "language": "nl"}
    return Act(session, path, mail, fields)


def test_nothing_that_was_answered_is_lost_or_doubled(
    around: dict[str, str], town: dict[str, Any], post_office: PostOffice
) -> None:
    place = f"/situatie/{town['address']}"
    makers = [partial(speak, session, f"{place}/stem/") for session in town["people"]]
    makers += [partial(invite, town["facilitator"], f"{place}/overzicht/uitnodigen/")] * 2
    crowd, numbers, chance = Crowd(town["cookies"]), count(1), random.Random(1)
    for _ in range(KILLS):
        with serving(around) as (one, first), serving(around) as (other, second):
            assert "is ready" in first_line(one)
            assert "is ready" in first_line(other)
            crowd.ports = [first, second]
            over = Event()
            load = Thread(target=crowd.keep_sending, args=(makers, numbers, over))
            load.start()
            workers = [subprocess.Popen([*GEDRAGEN, "tick"], env=around, text=True) for _ in range(2)]
            wait_until(partial(crowd.has_more_answers_than, len(crowd.answered)))
            time.sleep(chance.uniform(0, 1.7))
            for process in (*workers, one, other):
                process.send_signal(signal.SIGKILL)
            over.set()
            load.join()
            for worker in workers:
                worker.wait()
    assert crowd.answered
    before = json.loads(python(around, "-c", READ))
    assert crowd.answered <= {*before["voices"], *before["contacts"]}

    # Whoever got no answer sends again, and so does who did not believe it, or was told that nothing can be saved now.
    crowd.out_of_order.clear()
    with serving(around) as (server, port):
        first_line(server)
        crowd.ports = [port]
        for act in crowd.sent:
            crowd.send(act)
    # What the dead had claimed is free again after its term.
    python(around, "-c", TICK, "20")
    python(around, "-c", TICK, "40")

    assert (crowd.refused, crowd.out_of_order) == ([], set())
    kept = json.loads(python(around, "-c", READ))
    invited = {act.about for act in crowd.sent if "@" in act.about}
    assert sorted(kept["voices"]) == sorted({act.about for act in crowd.sent} - invited)
    assert invited <= set(kept["contacts"])
    assert len(kept["contacts"]) == len(set(kept["contacts"]))
    assert invited <= set(post_office.addresses()) <= set(kept["contacts"])
    journal = post_office.folder.parent / "journal.jsonl"
    assert gedragen(around, "journal", town["address"], "--out", str(journal)).returncode == 0
    assert is_ours(around, journal)
