"""The digest of an approach covers its rules and its Dutch sentences, and nothing else of its file."""

import hashlib
from pathlib import Path

import pytest

from gedragen.cases.store.evidence.chain import text_digest
from gedragen.method.constitution.digest import DOMAIN, digest_of_text
from gedragen.method.constitution.files import english_of, read_file, shipped_files
from gedragen.method.constitution.reader import FORMATS, read_kept
from tests.support.any_file import OF_FORMAT_1

STREET = (OF_FORMAT_1 / "neighbourhood.toml").read_text(encoding="utf-8")
KEPT = Path(__file__).parents[2] / "data" / "constitutions"


def digest(text: str) -> str:
    return read_file(text, "straat.toml").digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Deciding together about the neighbourhood", "Deciding together about the street"),
        ("# What is written in a room is read by its readers, for ever: also when the stage has moved on.\n", ""),
        ("days = 14\nextra_days = 7", "extra_days = 7\ndays   =  14"),
        ('name = { nl = "De vraag", en = "The question" }', 'name.nl = "De vraag"\nname.en = "The question"'),
    ],
    ids=["a sentence in English", "a comment", "order and spaces", "another way to write a table"],
)
def test_what_says_the_same_is_the_same(old: str, new: str) -> None:
    assert old in STREET
    assert digest(STREET.replace(old, new)) == digest(STREET)


@pytest.mark.parametrize(
    ("old", "new"),
    [("days = 14", "days = 15"), ('nl = "De vraag"', 'nl = "De kwestie"'), ('about = "case"', 'about = "case" ')],
    ids=["a rule", "a sentence in Dutch", "nothing"],
)
def test_what_says_something_else_is_something_else(old: str, new: str) -> None:
    assert (digest(STREET.replace(old, new)) == digest(STREET)) is (new.strip() == old)


def test_a_journal_opens_it_as_it_opens_words_and_no_words_have_this_salt() -> None:
    text = read_file(STREET, "straat.toml").text
    assert digest_of_text(text) == text_digest(DOMAIN, text) != hashlib.sha256(text.encode()).hexdigest()


def test_what_is_kept_reads_as_the_file_it_came_from() -> None:
    for file in shipped_files().values():
        assert read_kept(file.text, english_of(file.source)) == file.approach


def test_english_is_found_by_the_dutch_and_where_there_is_none_the_dutch_is_said() -> None:
    found = read_kept(read_file(STREET, "straat.toml").text, {"De vraag": "What is asked"})
    assert [stage.name.en for stage in found.stages[:2]] == ["What is asked", "Grenzen en belofte"]


SAID = {
    "neighbourhood": (14, 6, 5, 5, True),
    "family_group_conference": (7, 8, 7, 7, False),
}


def test_a_text_of_every_format_is_kept_and_says_what_it_said() -> None:
    assert {int(path.name) for path in KEPT.iterdir() if path.is_dir()} == set(FORMATS)
    for path in KEPT.glob("*/*.json"):
        text = path.read_text(encoding="utf-8").removesuffix("\n")
        assert path.stem == digest_of_text(text)
        found = read_kept(text, {})
        said = found.round_days, len(found.rooms), len(found.stages), len(found.gates), found.is_open
        assert said == SAID[found.key]


def test_what_is_refused_today_was_right_when_it_was_kept() -> None:
    text = read_file(STREET, "straat.toml").text
    older = text.replace('"days":14', '"days":100000').replace('"levels"', '"colour":"red","levels"')
    assert read_kept(older, {}).round_days == 100_000
