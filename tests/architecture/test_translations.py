"""Every sentence on screen has its Dutch; the check itself sees gaps, guesses and unknown values."""

import polib

from tests.architecture.translations import gaps, problems, unknown_names


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.extend(entries)
    return made


def test_the_dutch_is_complete() -> None:
    assert problems() == []


def test_a_gap_is_seen() -> None:
    assert gaps(catalogue(polib.POEntry(msgid="Yes", msgstr="Ja"), polib.POEntry(msgid="No"))) == ["No"]


def test_half_a_plural_is_a_gap() -> None:
    half = polib.POEntry(msgid="one", msgid_plural="many", msgstr_plural={0: "een", 1: ""})
    assert gaps(catalogue(half)) == ["one"]


def test_a_guess_is_a_gap() -> None:
    assert gaps(catalogue(polib.POEntry(msgid="Yes", msgstr="Nee", flags=["fuzzy"]))) == ["Yes"]


def test_a_value_that_is_not_there_is_seen() -> None:
    wrong = polib.POEntry(msgid="%(name)s said yes", msgstr="%(naam)s zei ja")
    assert unknown_names(catalogue(wrong)) == ["%(name)s said yes"]
