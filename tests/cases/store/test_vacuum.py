"""What was erased or removed is in no byte of the files of the database within a tick, also while others read."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connection

from gedragen.access.doing import Role
from gedragen.cases.closed_time.commands import (
    ChangeDraft,
    DraftText,
    RemoveDraft,
    WriteDraft,
    change_draft,
    remove_draft,
    write_draft,
)
from gedragen.cases.models import Draft, ErasureNote, NominationState, Photo, Words
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    Nominate,
    decide_nomination,
    discuss_nomination,
    nominate,
)
from gedragen.cases.people.commands.seats import Invitation, SetMail, erase_me, invite, join, set_mail
from gedragen.cases.preparing.commands.preparation import BringView, GiveVoice, bring_view, give_voice
from gedragen.cases.store.vacuum import write_files_anew
from gedragen.config.serving.wrong_clock import LONGEST_GAP, tick_if_sure
from gedragen.notices.worker import tick
from tests.support.cast import Cast, make_case, to_preparing
from tests.support.family_cast import Family, into_closed_time, make_family, to_deciding, with_safety_frame
from tests.support.family_cast import to_preparing as family_to_preparing
from tests.support.paper import photo
from tests.support.together import together

pytestmark = pytest.mark.django_db(transaction=True)
ON_SQLITE = connection.vendor == "sqlite"
only_sqlite = pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL writes its files anew by night")
only_postgres = pytest.mark.skipif(ON_SQLITE, reason="SQLite writes its file anew at once")

SECRET = "Zwartkopje-{number}@weg.example"
ABOUT = "Tineke Zwartkopje slaapt er niet van"


@dataclass
class Act:
    """Something that goes: what the files held of it, and how it is made to go."""

    traces: list[bytes]
    goes: Callable[[], object]


def person(cast: Cast) -> Act:
    """Tineke came in, said what she thinks, brought a view, and was named by Anna."""
    at, mail = cast.at, SECRET.format(number=1)
    nominate(cast.case, Nominate(name="Tineke Zwartkopje", contact=mail, concern=f"{ABOUT}, 1"), by=cast.anna, at=at)
    asked = Invitation(name="Tineke Zwartkopje", contact=mail, role=Role.PARTICIPANT, nomination=1)
    seat = invite(cast.case, asked, by=cast.ria, at=at)
    join(cast.case, by=seat, at=at)
    give_voice(cast.case, GiveVoice(f"{ABOUT}, 2", room="circle"), by=seat, at=at)
    bring_view(cast.case, BringView(f"{ABOUT}, 3"), by=seat, at=at)
    return Act([b"Zwartkopje", ABOUT.encode()], lambda: erase_me(cast.case, by=seat, at=at))


def address(cast: Cast) -> Act:
    old = SECRET.format(number=2)
    set_mail(cast.case, SetMail(old), by=cast.bram, at=cast.at)
    return Act([old.encode()], lambda: set_mail(cast.case, SetMail("bram@elders.example"), by=cast.bram, at=cast.at))


def reason(family: Family) -> Act:
    """Why somebody is kept out for safety, and the main person thinks otherwise later."""
    case, at = family.case, family.at
    number = nominate(case, Nominate(name="Kees Kuiper", contact="06-1", concern="Hij belt."), by=family.daan, at=at)
    discuss_nomination(case, DiscussNomination(number), by=family.ria, at=at)
    decide_nomination(case, DecideNomination(number, NominationState.EXCLUDED, reason=ABOUT), by=family.sanne, at=at)
    agreed = NominationState.AGREED
    return Act(
        [ABOUT.encode()], lambda: decide_nomination(case, DecideNomination(number, agreed), by=family.sanne, at=at)
    )


def draft(family: Family) -> Act:
    number, traces = put_down(family)
    return Act(
        traces, lambda: remove_draft(family.case, RemoveDraft(family.room, number), by=family.henk, at=family.at)
    )


def draft_as_it_was(family: Family) -> Act:
    number, traces = put_down(family)
    anew = DraftText("Anders", "Anders gezegd.", photo(size=(60, 30)))
    return Act(
        traces,
        lambda: change_draft(
            family.case, ChangeDraft(family.room, number, anew, version=1), by=family.henk, at=family.at
        ),
    )


def put_down(family: Family) -> tuple[int, list[bytes]]:
    """Henk's draft with a photo. What is kept of it is locked; no more of that may stay than of plain words."""
    text = DraftText("Wat ik niet hardop zei", "Ik houd het niet meer vol. " * 200, photo())
    number = write_draft(family.case, WriteDraft(family.room, text), by=family.henk, at=family.at)
    kept = Draft.objects.get(room__case=family.case, number=number)
    assert kept.photo is not None
    locked = [*Words.objects.filter(id__in=[kept.title_id, kept.text_id]).values_list("cipher", flat=True)]
    locked += Photo.objects.filter(id=kept.photo.pk).values_list("data", flat=True)
    # A long one lies on several pages: its beginning and its end.
    return number, [part for whole in locked for part in (bytes(whole)[:24], bytes(whole)[-24:])]


@pytest.fixture
def preparing(at: datetime) -> Cast:
    return to_preparing(make_case(at))


@pytest.fixture
def family(at: datetime) -> Family:
    return into_closed_time(to_deciding(family_to_preparing(with_safety_frame(make_family(at)))))


@pytest.fixture
def family_preparing(at: datetime) -> Family:
    return family_to_preparing(with_safety_frame(make_family(at)))


CASTS: tuple[tuple[Callable[..., Act], str], ...] = (
    (person, "preparing"),
    (address, "preparing"),
    (reason, "family_preparing"),
    (draft, "family"),
)
CASTS += ((draft_as_it_was, "family"),)


@pytest.fixture(params=CASTS, ids=[made.__name__ for made, _ in CASTS])
def act(request: pytest.FixtureRequest) -> Act:
    make, cast = request.param
    made: Act = make(request.getfixturevalue(cast))
    return made


@only_sqlite
def test_what_goes_is_in_neither_the_file_nor_its_journal_also_while_others_read(act: Act, at: datetime) -> None:
    assert all(found_in_files(trace) for trace in act.traces)
    with reader() as finished, reader() as unfinished:
        finished.execute("SELECT count(*) FROM cases_words").fetchall()
        unfinished.execute("BEGIN")
        unfinished.execute("SELECT * FROM cases_words").fetchone()
        act.goes()
        tick(at=at)
        # Who began to read before still sees what was then.
        unfinished.rollback()
        tick(at=at)
        assert [trace for trace in act.traces if found_in_files(trace)] == []


@only_sqlite
def test_it_is_gone_at_once_where_nobody_reads(preparing: Cast) -> None:
    set_mail(preparing.case, SetMail(SECRET.format(number=3)), by=preparing.bram, at=preparing.at)
    set_mail(preparing.case, SetMail(""), by=preparing.bram, at=preparing.at)
    assert not found_in_files(SECRET.format(number=3).encode())


@only_sqlite
def test_who_reads_on_holds_up_nobody_who_writes(preparing: Cast, at: datetime) -> None:
    with reader() as unfinished:
        unfinished.execute("BEGIN")
        unfinished.execute("SELECT * FROM cases_words").fetchone()
        began = monotonic()
        erase_me(preparing.case, by=preparing.bram, at=at)
        assert monotonic() - began < 2
        results = together(
            lambda: tick(at=at),
            lambda: give_voice(preparing.case, GiveVoice("Nu.", room="circle"), by=preparing.anna, at=at),
        )
        assert results == [None, None]


@only_sqlite
def test_a_library_that_leaves_what_is_removed_is_told_not_to() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


@only_sqlite
def test_nothing_of_many_who_came_and_went_stays_between_the_pages(preparing: Cast, at: datetime) -> None:
    """Where rows move from page to page, SQLite leaves copies behind that it never overwrites."""
    for number in range(300):
        set_mail(
            preparing.case, SetMail(f"spoor{number:04}-{'x' * (number % 50) * 8}@weg.nl"), by=preparing.bram, at=at
        )
        give_voice(
            preparing.case,
            GiveVoice(f"Stem {number} " + "y" * (number * 37 % 900), room="circle"),
            by=preparing.anna,
            at=at,
        )
    set_mail(preparing.case, SetMail(""), by=preparing.bram, at=at)
    tick(at=at)
    assert not found_in_files(b"spoor")


@only_sqlite
def test_also_when_the_clock_is_in_doubt(preparing: Cast, at: datetime) -> None:
    tick(at=at)
    with reader() as unfinished:
        unfinished.execute("BEGIN")
        unfinished.execute("SELECT * FROM cases_words").fetchone()
        erase_me(preparing.case, by=preparing.bram, at=at)
    assert tick_if_sure(at=at + LONGEST_GAP * 2)
    assert not found_in_files(b"bram@example.nl")


def test_the_files_are_written_anew_only_after_something_went(preparing: Cast) -> None:
    night = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
    write_files_anew(at=night)
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    assert ErasureNote.objects.get().went > ErasureNote.objects.get().rewritten
    write_when_nobody_looks_back(night)
    assert ErasureNote.objects.get().rewritten > 0


@only_postgres
def test_by_night_what_went_leaves_the_files_of_its_tables(act: Act) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    act.goes()
    assert any(found_in_tables(trace) for trace in act.traces)
    day, night = (datetime(2026, 7, 1, hour, 30, tzinfo=UTC) for hour in (12, 1))
    write_files_anew(at=day)
    assert ErasureNote.objects.get().went > ErasureNote.objects.get().rewritten
    write_when_nobody_looks_back(night)
    assert [trace for trace in act.traces if found_in_tables(trace)] == []


@only_postgres
def test_a_table_that_is_in_use_is_written_anew_by_a_later_tick(preparing: Cast) -> None:
    import psycopg

    night = datetime(2026, 1, 1, 2, 10, tzinfo=UTC)
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    params = connection.get_connection_params()
    place = {name: params[name] for name in ("dbname", "user", "host")}
    with closing(psycopg.connect(**place)) as other:
        other.execute("SELECT * FROM cases_words").fetchone()
        write_files_anew(at=night)
        assert ErasureNote.objects.get().went > ErasureNote.objects.get().rewritten
    write_when_nobody_looks_back(night)


def write_when_nobody_looks_back(night: datetime) -> None:
    """Beside this test others have transactions of their own on the same server, as beside a worker at night.

    The longest of them fills in every form there is, in one transaction.
    """
    for second in range(1800):
        write_files_anew(at=night + timedelta(seconds=second))
        note = ErasureNote.objects.get()
        if note.went == note.rewritten:
            return
        sleep(0.1)
    raise TimeoutError


@contextmanager
def reader() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as opened:
        yield opened


def found_in_files(trace: bytes) -> bool:
    """In what an operator, a thief or a backup of the machine would find beside each other."""
    name = str(connection.settings_dict["NAME"])
    return any(trace in Path(f"{name}{end}").read_bytes() for end in ("", "-wal") if Path(f"{name}{end}").exists())


def found_in_tables(trace: bytes) -> bool:
    """In any file of any table or index of this database, once all that is in memory is on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database "
            "WHERE datname = current_database()"
        )
        (folder,) = cursor.fetchone()
    return any(trace in file.read_bytes() for file in Path(folder).iterdir())
