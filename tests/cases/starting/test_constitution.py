"""A case goes by the text that was kept when its approach was chosen, whatever a later version ships."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from gedragen.cases.models import Case, Constitution
from gedragen.cases.models.case import ConstitutionAltered, approach_under
from gedragen.cases.people.commands.choosing import refuse_facilitator
from gedragen.cases.starting.commands.opening import OpenCase, open_case
from gedragen.cases.store.constitutions import add_file
from gedragen.cases.store.entries import CASE_OPENED, CONSTITUTION_KEPT
from gedragen.cases.store.evidence.verifying import Finding, Stretch, verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.constitution import files
from gedragen.method.constitution.digest import digest_of_text
from gedragen.method.constitution.files import SHIPPED, shipped_files
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.reader import FORMATS
from gedragen.people.accounts import make_account
from tests.support import family_cast as home
from tests.support.cast import Cast, later, make_case, to_carrying_out, to_deciding, to_preparing
from tests.support.dump import entries
from tests.support.family_cast import INTRODUCTION, Family
from tests.support.visitor import neighbour, visitor

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
QUESTION = ("De vraag, de grenzen en de belofte", "The question, the limits and the promise")
FROZEN = sorted((Path(__file__).parents[2] / "data" / "constitutions").glob("*/*.json"))


@pytest.fixture
def another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A release that edits what it ships: other rules, another sentence in Dutch, and a mended one in English."""
    text = STREET.replace("days = 14", "days = 3").replace("call_weeks = 4", "call_weeks = 9")
    text = text.replace('"De vraag, de grenzen en de belofte"', '"De kwestie"').replace(
        '"Going to the people: listening"', '"At the doors: listening"'
    )
    (tmp_path / "neighbourhood.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(files, "SHIPPED", tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    shipped_files.cache_clear()
    approach_under.cache_clear()


def verified(case_id: int) -> Finding:
    case = Case.objects.get(id=case_id)
    return verify_lines(list(export_lines(case, at=case.brought_at, reads=whole)))


def test_the_entry_that_chooses_the_approach_carries_its_digest(starting: Cast) -> None:
    (opened,) = entries(starting, CASE_OPENED)
    kept = Constitution.objects.get()
    assert opened.data["constitution"] == kept.digest == digest_of_text(kept.text)
    assert (kept.key, kept.format, kept.is_shipped, kept.added_by) == ("neighbourhood", 2, True, None)


def test_an_open_case_tells_the_text_and_whoever_alters_it_is_found(starting: Cast) -> None:
    case = Case.objects.get(id=starting.case)
    lines = list(export_lines(case, at=starting.at, reads=whole))
    text = json.loads(lines[1])["opened"]["constitution"]["text"]
    assert json.loads(text)["rounds"] == {"days": 14, "extra_days": 7}
    lines[1] = lines[1].replace('\\"days\\":14', '\\"days\\":13')
    assert (verify_lines(lines).code, verify_lines(lines).line) == ("opened-altered", 2)


def test_a_closed_case_tells_its_digest_and_no_text(family: Family) -> None:
    lines = "".join(export_lines(Case.objects.get(id=family.case), at=family.at, reads=whole))
    assert shipped_files()["family_group_conference"].digest in lines
    assert "Onder elkaar" not in lines


def test_verifying_says_under_which_text_each_stretch_stood(starting: Cast) -> None:
    file, found = shipped_files()["neighbourhood"], verified(starting.case)
    assert found.stretches == (
        Stretch(1, 1),
        Stretch(2, found.entries, "neighbourhood", file.digest, has_text=True),
    )


def test_a_release_that_edits_a_file_moves_no_running_case(preparing: Cast, another_version: None) -> None:
    case = Case.objects.get(id=preparing.case)
    assert (case.approach.round_days, case.approach.call_weeks) == (14, 4)
    page = neighbour(preparing.bram).get("/situatie/huize-lydia/aanpak/").content.decode()
    assert "De vraag, de grenzen en de belofte" in page
    assert "De kwestie" not in page
    assert "open for 14 days" in visitor(None).get("/situatie/huize-lydia/aanpak/").content.decode()
    new = Case.objects.get(id=make_case(later(preparing, days=1)).case)
    assert (new.approach.round_days, new.approach.stages[0].name.nl) == (3, "De kwestie")


def test_a_release_may_mend_a_sentence_in_english(preparing: Cast, another_version: None) -> None:
    stages = Case.objects.get(id=preparing.case).approach.stages
    assert (stages[1].name.nl, stages[1].name.en) == ("Naar de mensen toe: luisteren", "At the doors: listening")
    # The Dutch that it no longer ships keeps the English of the file that it came in.
    assert (stages[0].name.nl, stages[0].name.en) == (
        "De vraag, de grenzen en de belofte",
        "The question, the limits and the promise",
    )


def test_a_running_case_is_played_on_under_its_own_text(preparing: Cast, another_version: None) -> None:
    found = to_carrying_out(to_deciding(preparing))
    assert Case.objects.get(id=found.case).approach.round_days == 14
    assert verified(found.case).ok


@pytest.mark.parametrize("path", FROZEN, ids=[path.stem[:8] for path in FROZEN])
@pytest.mark.django_db
def test_a_text_of_every_format_is_played_on(path: Path, at: datetime, request: pytest.FixtureRequest) -> None:
    """From the text alone: the version that runs ships another file of this key, or none."""
    text = path.read_text(encoding="utf-8").removesuffix("\n")
    assert int(path.parent.name) in FORMATS
    begun = make_case(at) if json.loads(text)["open"] else home.make_family(at)
    request.getfixturevalue("another_version")
    approach = approach_under(put_under(begun, text))
    if isinstance(begun, Cast):
        to_carrying_out(to_deciding(to_preparing(begun)))
    else:
        home.into_closed_time(home.to_deciding(home.to_preparing(home.with_safety_frame(begun))))
    assert Case.objects.get(id=begun.case).approach == approach
    assert approach not in [file.approach for file in shipped_files().values()]
    assert verified(begun.case).ok


def put_under(cast: Cast | Family, text: str) -> str:
    digest = digest_of_text(text)
    values = {
        "format": json.loads(text)["format"],
        "key": json.loads(text)["key"],
        "text": text,
        "source": "",
        "is_shipped": True,
    }
    Constitution.objects.update_or_create(digest=digest, defaults=values | {"added_at": cast.at})
    Case.objects.filter(id=cast.case).update(constitution=digest)
    return digest


def test_a_text_that_somebody_changed_by_hand_is_not_gone_by(starting: Cast, another_version: None) -> None:
    kept = Constitution.objects.get()
    Constitution.objects.update(text=kept.text.replace('"days":14', '"days":1'))
    with pytest.raises(ConstitutionAltered):
        Case.objects.get(id=starting.case).approach  # noqa: B018


def test_whoever_takes_it_up_again_goes_by_the_text_that_stands(family: Family, another_version: None) -> None:
    """Also when it is not shipped any more."""
    at = home.later(family, days=1)
    refuse_facilitator(family.case, by=family.sanne, at=at)
    open_case(
        family.case,
        OpenCase(
            introduction=INTRODUCTION,
            level=Level.TENSION,
            approach="family_group_conference",
            independence="Ik ken niemand hier.",
            phone="06-12345678",
        ),
        account=make_account("bo@example.nl", "Bo", at=at, is_facilitator=True).pk,
        at=at,
    )
    first, second = entries(family, CASE_OPENED)
    assert first.data["constitution"] == second.data["constitution"]
    assert "family_group_conference" not in shipped_files()


def test_a_file_of_ones_own_is_kept_once_and_its_english_may_be_mended(starting: Cast) -> None:
    own = STREET.replace('key = "neighbourhood"', 'key = "our_street"')
    first = add_file(own, "our_street.toml", by=None, at=starting.at)
    mended = add_file(
        own.replace('"The question, the limits and the promise"', '"What we ask"'),
        "our_street.toml",
        by=None,
        at=starting.at,
    )
    assert (first.pk, first.digest) == (mended.pk, mended.digest)
    assert Constitution.objects.get(pk=first.pk).approach.stages[0].name.en == "What we ask"


def test_the_upgrade_gives_a_case_its_text_and_one_entry_more(carrying_out: Cast) -> None:
    before = [(one.number, one.hash, one.data) for one in entries(carrying_out)]
    case = Case.objects.get(id=carrying_out.case)
    migration = import_module("gedragen.cases.migrations.0006_constitution")
    migration.keep_what_they_ran_under(apps, connection.schema_editor())
    after = entries(carrying_out)
    assert [(one.number, one.hash, one.data) for one in after[:-1]] == before
    assert (after[-1].kind, after[-1].by) == (CONSTITUTION_KEPT, "clock")
    kept = Case.objects.get(id=case.pk).constitution_id
    assert after[-1].data == {"approach": "neighbourhood", "constitution": kept}
    assert Case.objects.get(id=case.pk).journal_head == after[-1].hash
    assert verified(case.pk).ok


def test_what_the_upgrade_keeps_is_what_was_shipped_then() -> None:
    migration = import_module("gedragen.cases.migrations.0006_constitution")
    kept = {path.stem for path in FROZEN if path.parent.name == "1"}
    for path in migration.TEXTS.glob("*.toml"):
        assert files.read_file(path.read_text(encoding="utf-8"), path.name).digest in kept


def test_a_case_goes_by_the_whole_of_a_file_that_extends_another(at: datetime, db: None) -> None:
    own = 'format = 2\nkey = "own_street"\nextends = "neighbourhood"\nrounds.days = 5\n'
    kept = add_file(own, "own_street.toml", by=None, at=at)
    approach = Case.objects.get(id=make_case(at, approach=kept.key).case).approach
    assert (approach.round_days, approach.extra_days, approach.stages[0].name.en) == (5, 7, QUESTION[1])
    another = 'format = 2\nkey = "own_lane"\nextends = "own_street"\nrounds.extra_days = 2\n'
    lane = add_file(another, "own_lane.toml", by=None, at=at).approach
    assert (lane.round_days, lane.extra_days) == (5, 2)
