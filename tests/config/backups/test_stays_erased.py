"""The drill: a backup is made, Tineke is erased, the backup is put back, and Tineke stays erased."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.installation import FIRST, ON_POSTGRES, Installation, first_line, own_database, serving

# Cases of their own: one with Tineke in it, Kees whom nobody erases, and an old address of Bram; and one of two sides,
# of which Carl said quietly that it was him.
PLAY = """
import json
from django.conf import settings
from gedragen.access.doing import Role
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.people.commands.seats import Invitation, SetMail, invite, join, set_mail
from gedragen.cases.models import Seat
from gedragen.clock import now
from gedragen.people.links import link_token
from tests.support.cast import make_case, to_preparing
from tests.support.two_sides import QUIET, make_sides, say
from tests.support.two_sides import to_preparing as to_preparing_sides
cast = to_preparing(make_case(now()))
people = {}
for name in ("Tineke Zwartkop", "Kees Blijft"):
    asked = Invitation(name=name, contact=f"{name.split()[0].lower()}@weg.example", role=Role.PARTICIPANT)
    seat = invite(cast.case, asked, by=cast.ria, at=cast.at)
    join(cast.case, by=seat, at=cast.at)
    give_voice(cast.case, GiveVoice(f"{name} zegt dit.", "circle"), by=seat, at=cast.at)
    people[name.split()[0]] = (seat, link_token(seat, 1))
set_mail(cast.case, SetMail("bram@oud.example"), by=cast.bram, at=cast.at)
sides = to_preparing_sides(make_sides(now(), file=QUIET))
say(sides, "responsibility", sides.carl)
told = {"case": cast.case, "bram": cast.bram, "people": people, "sides": [sides.case, sides.hanna]}
print(json.dumps(told))
"""
ERASE = """
import sys
from gedragen.cases.people.commands.seats import SetMail, decline, erase_me, set_mail
from gedragen.clock import now
case, seat, bram, sides, hanna = map(int, sys.argv[1:])
erase_me(case, by=seat, at=now())
set_mail(case, SetMail("bram@nieuw.example"), by=bram, at=now())
# The last of her side: what was said to it goes with her.
decline(sides, by=hanna, at=now())
"""
LOOK = """
import json, sys
from gedragen.access.doing import NotFound
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.cases.models import Case, Declaration, ErasedContact, ErasureNote, Seat, Words
from gedragen.cases.arriving.queries.getting_in import entrance_by_link
from gedragen.clock import now
case = Case.objects.get(id=int(sys.argv[1]))
def opens(token):
    try:
        return bool(entrance_by_link(token))
    except NotFound:
        return False
print(json.dumps({
    "texts": "|".join(Words.objects.filter(case=case).values_list("text", flat=True)),
    "opens": [opens(token) for token in sys.argv[2:]],
    "entries": list(case.journal.filter(kind="seat-erased").values_list("by", flat=True)),
    "quiet": Declaration.objects.filter(kind="responsibility").count(),
    "verifies": verify_lines(export_lines(case, at=now(), reads=whole)).ok,
    "contacts": ErasedContact.objects.filter(case=case).count(),
    "noted": ErasureNote.objects.filter(pk=1).values_list("length", flat=True).first() or 0,
    "mails": list(Seat.objects.filter(case=case, mail__text="bram@oud.example").values_list("id", flat=True)),
}))
"""
NEWEST_SEAT = """
from gedragen.cases.models import Seat
print(Seat.objects.order_by("-id").first().pk)
"""


Told = dict[str, Any]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[tuple[Path, Told]]:
    """A backup with these people in it, and who they are."""
    with own_database(f"drill_stage_{worker_id}") as given:
        folder = tmp_path_factory.mktemp("stage")
        made = Installation(folder / "data", given)
        made.python("from gedragen.config.serving.startup import migrate\nmigrate()")
        told = json.loads(made.python(PLAY))
        assert made.run("backup", str(folder / "kept.tar.gz")).returncode == 0
        yield folder / "kept.tar.gz", told


@pytest.fixture
def file(stage: tuple[Path, Told]) -> str:
    return str(stage[0])


@pytest.fixture
def played(new: Installation, stage: tuple[Path, Told]) -> Told:
    """The people, in the new installation."""
    assert new.run("restore", str(stage[0])).returncode == 0
    return stage[1]


def look(here: Installation, played: Told) -> Told:
    people = played["people"]
    links = [link for _, link in people.values()]
    told: Told = json.loads(here.python(LOOK, str(played["case"]), *links))
    return told


def erase(here: Installation, played: Told) -> None:
    people = played["people"]
    here.python(ERASE, str(played["case"]), str(people["Tineke"][0]), str(played["bram"]), *map(str, played["sides"]))


def test_who_was_erased_stays_erased(new: Installation, played: Told, file: str) -> None:
    before = look(new, played)
    assert (before["opens"], before["quiet"]) == ([True, True], 1)
    erase(new, played)
    listed = (new.folder / "erasures").read_text()
    assert (new.folder / "erasures").stat().st_mode & 0o777 == 0o600
    assert len(listed.splitlines()) == 3
    assert not [word for word in ("Tineke", "Zwartkop", "weg.example", "oud.example") if word in listed]

    back = new.run("restore", file, "--replace")
    assert back.returncode == 0, back.stderr
    assert "Erased again, by the list of erasures: 1." in back.stdout
    now = look(new, played)
    assert (now["opens"], now["quiet"]) == ([False, True], 0)
    texts = str(now["texts"])
    assert "Kees Blijft zegt dit." in texts
    assert not [word for word in ("Tineke", "bram@oud.example", "bram@nieuw.example") if word in texts]
    assert (now["entries"], now["verifies"], now["contacts"], now["mails"]) == (["clock"], True, 1, [])
    assert now["noted"] == 3
    assert new.run("tick").returncode == 0
    assert look(new, played) == now


def test_without_the_list_it_says_beforehand_who_would_be_back(new: Installation, played: Told, tmp_path: Path) -> None:
    file, erasures = str(tmp_path / "kept.tar.gz"), new.folder / "erasures"
    erase(new, played)
    assert new.run("backup", file).returncode == 0
    whole = erasures.read_bytes()
    for left in (None, b"", whole[: len(whole) // 2]):
        erasures.unlink() if left is None else erasures.write_bytes(left)
        for words in (("restore", file, "--replace"), ("serve", "--port", "1")):
            refused = new.run(*words)
            assert refused.returncode in (1, 2)
            assert "The list of erasures" in refused.stderr, words
        assert "The list of erasures" in new.run("check").stdout
        assert new.run("erasures").returncode == 1
    agreed = new.run("restore", file, "--replace", "--without-erasures")
    assert agreed.returncode == 0, agreed.stderr
    assert new.run("erasures").returncode == 0


def test_a_lost_list_can_be_accepted_knowingly(new: Installation, played: Told) -> None:
    erase(new, played)
    (new.folder / "erasures").unlink()
    assert "gedragen erasures --accept-loss" in new.run("check").stdout
    assert new.run("erasures", "--accept-loss").returncode == 0
    assert new.run("erasures").returncode == 0


def test_a_database_put_back_by_hand_is_caught_up_before_it_is_served(
    new: Installation, played: Told, file: str
) -> None:
    erase(new, played)
    listed = (new.folder / "erasures").read_bytes()
    (new.folder / "erasures").unlink()
    told = new.run("restore", file, "--replace").stdout
    assert "There is no list of erasures" in told
    assert look(new, played)["opens"] == [True, True]
    (new.folder / "erasures").write_bytes(listed)
    with serving(new.surroundings) as (server, _):
        assert "is ready" in first_line(server)
    assert look(new, played)["opens"] == [False, True]


def test_numbers_on_the_list_are_never_given_out_again(new: Installation, played: Told) -> None:
    people = played["people"]
    number = people["Kees"][0] + 5000
    line = {"case": played["case"], "born": "another case", "seats": [people["Kees"][0], number]}
    (new.folder / "erasures").write_text(json.dumps(line) + "\n")
    assert new.run("tick").returncode == 0
    assert look(new, played)["opens"] == [True, True]
    new.python(PLAY)
    assert int(new.python(NEWEST_SEAT)) > number


def test_after_an_older_backup_it_is_done_once_the_tables_are_up_to_date(new: Installation) -> None:
    older = FIRST / ("postgresql.tar.gz" if ON_POSTGRES else "sqlite.tar.gz")
    assert new.run("restore", str(older)).returncode == 0
    with serving(new.surroundings) as (server, _):
        assert "is ready" in first_line(server)
    code = "from gedragen.cases.models import Seat\nfrom gedragen.cases.store.erasure_list import born\n"
    code += "seat = Seat.objects.filter(erased_at=None).first(); print(seat.pk, seat.case_id, born(seat.case_id))"
    seat, case, born = new.python(code).split()
    line = {"case": int(case), "born": born, "seats": [int(seat)]}
    (new.folder / "erasures").write_text(json.dumps(line) + "\n")
    assert new.run("restore", str(older), "--replace").returncode == 0
    with serving(new.surroundings) as (server, _):
        assert "is ready" in first_line(server)
    gone = new.python(f"from gedragen.cases.models import Seat\nprint(Seat.objects.get(id={seat}).erased_at)")
    assert gone.strip() != "None"
