"""A worker that invites a list is killed with -9 again and again: every part stands whole, and nobody comes twice."""

import json
import signal
import subprocess
from typing import Any

from tests.faults.test_kill import TICK, python
from tests.notices.post_office import PostOffice
from tests.support.installation import dying, gedragen, is_ours

PEOPLE, PART = 1_000, 300
BEGIN = """
import sys, django; django.setup()
from gedragen.access.doing import Role
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.many import InviteMany, invite_many
from gedragen.cases.people.invitees import Invitee
from gedragen.clock import now
ria = Seat.objects.get(role=Role.FACILITATOR)
mail = {one: f"lijst{one}@example.nl" for one in range(0, int(sys.argv[1]), 25)}
people = [Invitee(f"Van de lijst {one}", mail.get(one, "")) for one in range(int(sys.argv[1]))]
invite_many(ria.case_id, InviteMany(tuple(people)), by=ria.pk, at=now())
"""
READ = """
import json, django; django.setup()
from gedragen.cases.models import InvitationPart, JournalEntry, Seat, Words
parts = JournalEntry.objects.filter(kind="seats-invited").order_by("number")
told = {
    "names": list(Seat.objects.filter(name__text__startswith="Van de lijst").values_list("name__text", flat=True)),
    "numbers": list(Seat.objects.order_by("number").values_list("number", flat=True)),
    "parts": list(parts.values_list("data__people", flat=True)),
    "waiting": InvitationPart.objects.count(),
    "words": Words.objects.filter(kind="invitations").count(),
}
print(json.dumps(told))
"""
# The turn of who died ends after five minutes; here at once.
HAND_OVER = """
import django; django.setup()
from gedragen.notices.models import Lease
Lease.objects.update(holder="")
"""
# Before the first row of a part, between its rows, before its entry, and before that is kept for good.
MANY = "gedragen.cases.people.commands.many"
STEPS = (
    (f"{MANY}:next_ids", 1),
    (f"{MANY}:write_many", 1),
    (f"{MANY}:_take_away", 1),
    ("gedragen.cases.engine.change:_note_what_went", 1),
    ("gedragen.cases.engine.change:_note_what_went", 2),
)


def state(around: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(python(around, "-c", READ))
    return told


def test_a_list_goes_on_where_it_stopped(around: dict[str, str], town: dict[str, Any], post_office: PostOffice) -> None:
    python(around, "-c", BEGIN, str(PEOPLE))
    assert state(around)["parts"] == [PART]
    for step, nth in STEPS:
        died = subprocess.run([*dying(step, nth), "tick"], env=around, check=False)
        assert died.returncode == -signal.SIGKILL, (step, nth)
        python(around, "-c", HAND_OVER)
        now = state(around)
        assert set(now["parts"]) == {PART}
        assert len(now["names"]) == sum(now["parts"])
        assert now["waiting"] == now["words"] == 4 - len(now["parts"])
    # What the dead one had claimed is free again after its term.
    for minutes in ("20", "40"):
        python(around, "-c", TICK, minutes)
    done = state(around)
    assert done["parts"] == [PART, PART, PART, PEOPLE - 3 * PART]
    assert sorted(done["names"]) == sorted({f"Van de lijst {one}" for one in range(PEOPLE)})
    assert done["numbers"] == list(range(1, len(done["numbers"]) + 1))
    assert (done["waiting"], done["words"]) == (0, 0)
    asked = [one for one in post_office.addresses() if one.startswith("lijst")]
    assert sorted(set(asked)) == sorted(f"lijst{one}@example.nl" for one in range(0, PEOPLE, 25))
    journal = post_office.folder.parent / "journal.jsonl"
    assert gedragen(around, "journal", town["address"], "--out", str(journal)).returncode == 0
    assert is_ours(around, journal)
