"""The Dutch of a running case changes by an act that names the old and the new, and only where the rules are equal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gedragen.cases.models import Case
from gedragen.cases.models.case import approach_under
from gedragen.cases.starting.commands.wording import ChangeWording, change_wording
from gedragen.cases.store.constitutions import add_file, other_wording
from gedragen.cases.store.entries import WORDING_CHANGED
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution import files
from gedragen.method.constitution.digest import OtherRules, Reworded, reworded
from gedragen.method.constitution.files import SHIPPED, read_file, shipped_files
from tests.notices.told import from_here, told
from tests.support.cast import Cast
from tests.support.dump import dump, entries
from tests.support.visitor import neighbour

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
ENGLISH = "The question, the limits and the promise"
QUESTION = Reworded("De vraag, de grenzen en de belofte", "De kwestie")
Edits = Callable[[str, str], None]


@pytest.fixture
def edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Edits:
    """A release that ships the file of a neighbourhood with something else in it."""

    def edit(old: str, new: str) -> None:
        assert old in STREET
        (tmp_path / "neighbourhood.toml").write_text(STREET.replace(old, new), encoding="utf-8")
        monkeypatch.setattr(files, "SHIPPED", tmp_path)
        forget()
        request.addfinalizer(forget)

    return edit


def forget() -> None:
    shipped_files.cache_clear()
    approach_under.cache_clear()


def offered(cast: Cast) -> str:
    case = Case.objects.get(id=cast.case)
    wording = other_wording(case.approach_key, str(case.constitution_id))
    return wording.digest if wording is not None else ""


def test_an_act_changes_the_words_and_the_journal_names_both(preparing: Cast, edits: Edits) -> None:
    was = Case.objects.get(id=preparing.case).constitution_id
    edits(f'"{QUESTION.was}"', '"De kwestie"')
    change_wording(preparing.case, ChangeWording(offered(preparing)), by=preparing.ria, at=preparing.at)
    case = Case.objects.get(id=preparing.case)
    assert (case.approach.stages[0].name.nl, case.approach.stages[0].name.en) == ("De kwestie", ENGLISH)
    (told,) = entries(preparing, WORDING_CHANGED)
    assert told.data == {
        "approach": "neighbourhood",
        "constitution": case.constitution_id,
        "was": was,
        "sentences": [[QUESTION.was, "De kwestie"]],
    }


def test_verifying_tells_both_texts_and_where_the_second_began(preparing: Cast, edits: Edits) -> None:
    old = shipped_files()["neighbourhood"]
    edits(f'"{QUESTION.was}"', '"De kwestie"')
    change_wording(preparing.case, ChangeWording(offered(preparing)), by=preparing.ria, at=preparing.at)
    case = Case.objects.get(id=preparing.case)
    finding = verify_lines(list(export_lines(case, at=preparing.at, reads=whole)))
    assert finding.ok
    assert [one.digest for one in finding.stretches[1:]] == [old.digest, shipped_files()["neighbourhood"].digest]
    (told,) = entries(preparing, WORDING_CHANGED)
    assert finding.stretches[-1].first == told.number


@pytest.mark.parametrize(("old", "new"), [("days = 14", "days = 13"), ("minimum_deciders = 3", "minimum_deciders = 4")])
def test_other_rules_never_come_into_a_running_case(preparing: Cast, edits: Edits, old: str, new: str) -> None:
    edits(old, new)
    read, before = shipped_files()["neighbourhood"].digest, dump()
    assert offered(preparing) == ""
    with pytest.raises(RuleBroken, match="no-other-wording"):
        change_wording(preparing.case, ChangeWording(read), by=preparing.ria, at=preparing.at)
    assert dump() == before


def test_where_the_text_is_the_same_there_is_nothing_to_change(preparing: Cast, edits: Edits) -> None:
    edits(f'"{ENGLISH}"', '"What is asked"')
    with pytest.raises(RuleBroken, match="no-other-wording"):
        change_wording(preparing.case, ChangeWording(offered(preparing)), by=preparing.ria, at=preparing.at)


def test_sentences_that_nobody_read_do_not_come_in(preparing: Cast, edits: Edits) -> None:
    edits(f'"{QUESTION.was}"', '"De kwestie"')
    read = offered(preparing)
    edits(f'"{QUESTION.was}"', '"Het raadsel"')
    with pytest.raises(RuleBroken, match="text-has-changed"):
        change_wording(preparing.case, ChangeWording(read), by=preparing.ria, at=preparing.at)


def test_of_an_added_file_the_newest_words_can_be_taken_too(preparing: Cast) -> None:
    mine = STREET.replace('key = "neighbourhood"', 'key = "street"')
    add_file(mine, "straat.toml", by=None, at=preparing.at)
    kept = add_file(mine.replace(f'"{QUESTION.was}"', '"De kwestie"'), "straat.toml", by=None, at=preparing.at)
    wording = other_wording("street", read_file(mine, "straat.toml").digest)
    assert wording is not None
    assert (wording.digest, wording.sentences) == (kept.digest, (QUESTION,))


def test_the_guide_reads_each_sentence_before_and_everybody_reads_the_new_one_after(
    preparing: Cast, edits: Edits
) -> None:
    edits(f'"{QUESTION.was}"', '"De kwestie"')
    guide = neighbour(preparing.ria)
    page = guide.get("/situatie/huize-lydia/overzicht/woorden/").content.decode()
    assert QUESTION.was in page
    assert "De kwestie" in page
    done = guide.post("/situatie/huize-lydia/overzicht/woorden/", {"was": offered(preparing)}, follow=True)
    assert "De kwestie" in done.content.decode()
    assert "De kwestie" in neighbour(preparing.bram).get("/situatie/huize-lydia/aanpak/").content.decode()
    told = neighbour(preparing.bram).get("/situatie/huize-lydia/logboek/").content.decode()
    assert "“De vraag, de grenzen en de belofte” werd “De kwestie”." in told
    assert "U hoeft niets te doen." in guide.get("/situatie/huize-lydia/overzicht/woorden/").content.decode()


def test_everybody_is_told_also_who_has_not_answered(preparing: Cast, edits: Edits) -> None:
    from_here(preparing)
    edits(f'"{QUESTION.was}"', '"De kwestie"')
    change_wording(preparing.case, ChangeWording(offered(preparing)), by=preparing.ria, at=preparing.at)
    assert told(preparing) == {"wording-changed": {"anna", "otto", "wim", "bram", "fatima", "petra"}}


def test_who_does_not_guide_changes_no_words(preparing: Cast, edits: Edits) -> None:
    edits(f'"{QUESTION.was}"', '"De kwestie"')
    assert neighbour(preparing.bram).get("/situatie/huize-lydia/overzicht/woorden/").status_code == 403
    assert neighbour(preparing.otto).get("/situatie/huize-lydia/overzicht/woorden/").status_code == 403


@pytest.mark.parametrize("key", ["family_group_conference", "neighbourhood"])
def test_a_sentence_is_what_stands_in_dutch_and_all_else_is_a_rule(key: str) -> None:
    text = shipped_files()[key].text
    assert reworded(text, text) == ()
    assert reworded(text, text.replace("Doen en terugkijken", "Doen")) == (Reworded("Doen en terugkijken", "Doen"),)
    for old, new in [('"format":2', '"format":3'), ("participant", "authority"), ('"open":', '"closed":'), ("4", "5")]:
        assert old in text
        with pytest.raises(OtherRules):
            reworded(text, text.replace(old, new, 1))
