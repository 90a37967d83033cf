"""The kinds of entry: each word has its own, no two are the same, and none that ever was is lost."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import gedragen.cases
from gedragen.cases.store.entries import KINDS, Kind

EVER = (Path(__file__).parent / "kinds.txt").read_text(encoding="utf-8").split()


def declared() -> dict[str, Kind]:
    """Every kind by the name of its constant, in an `entries.py` or beside its command."""
    places = [name for _, name, _ in pkgutil.walk_packages(gedragen.cases.__path__, "gedragen.cases.")]
    modules = [importlib.import_module(name) for name in places if re.search(r"\.(entries|commands)", name)]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if type(value) is Kind and name.isupper()
    }


def test_old_journals_stay_readable() -> None:
    """A new kind is added to the list; what stands on it stays."""
    declared()
    assert sorted(KINDS) == sorted(EVER)


def test_each_is_named_as_it_is_told() -> None:
    found = declared()
    assert set(found.values()) == set(KINDS.values())
    assert {name: name.lower().replace("_", "-") for name in found} == dict(found)


def test_two_acts_never_tell_the_same() -> None:
    with pytest.raises(ValueError, match="footing-set"):
        Kind("footing-set")
