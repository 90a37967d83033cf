"""Every act and every page has a test that knows it by name: trying all of them at once does not say what is right."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import gedragen.pages.urls  # noqa: F401 - every page has its address
from gedragen.api.schema import acts_by_name
from gedragen.pages.addresses import PAGES

TESTS = Path(__file__).resolve().parents[2]
# Here every act or page is tried in turn, or the house is read: no test of one of them.
AT_ONCE = {"guards", "architecture", "test_every_act.py", "test_schema.py"}


def modules_of_one() -> Iterator[ast.Module]:
    for path in sorted(TESTS.rglob("test_*.py")):
        if AT_ONCE.isdisjoint(path.relative_to(TESTS).parts):
            yield ast.parse(path.read_text(encoding="utf-8"))


def called_in(modules: Iterable[ast.Module]) -> set[str]:
    """The names of all functions that are called."""
    nodes = (node for module in modules for node in ast.walk(module))
    return {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def strings_in(modules: Iterable[ast.Module]) -> set[str]:
    nodes = (node for module in modules for node in ast.walk(module))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def untested_pages(pages: Iterable[tuple[str, str]], strings: set[str]) -> list[str]:
    """Of these names and addresses those that no string holds: the name as it is, or the last word of the address."""
    paths = " ".join(string for string in strings if "/" in string)
    return [name for name, address in pages if name not in strings and f"{_last_word(address)}/" not in paths]


def _last_word(address: str) -> str:
    """`situatie/<slug:address>/` is told by its name alone: the word before it begins every address."""
    words = [word for word in re.sub(r"<[^>]*>", "", address).split("/") if word]
    return words[-1] if len(words) > 1 or "<" not in address else "?"


def test_every_act_is_called_in_a_test_of_its_own() -> None:
    assert sorted(set(acts_by_name()) - called_in(modules_of_one())) == []


def test_every_page_is_asked_for_in_a_test_of_its_own() -> None:
    pages = [(page.name or "", str(page.pattern)) for page in PAGES]
    assert len(pages) > 90
    assert untested_pages(pages, strings_in(modules_of_one())) == []


def test_an_act_that_nobody_calls_is_seen() -> None:
    module = ast.parse('close_round(case, CloseRound(1), by=ria, at=now)\nname = "open_round"\ncase.open_round()')
    assert {"close_round", "open_round"} - called_in([module]) == {"open_round"}


def test_a_page_that_nobody_asks_for_is_seen() -> None:
    pages = [
        ("plan", "situatie/<slug:address>/plan/"),
        ("level", "situatie/<slug:address>/overzicht/niveau/"),
        ("task", "situatie/<slug:address>/taken/<number:number>/"),
        ("public", "situatie/<slug:address>/"),
    ]
    module = ast.parse(
        'plan = at(cast, "plan")\nlevel = f"{path}overzicht/niveau/"\nx = "/situatie/huis/"\ntask = "een taak"'
    )
    assert untested_pages(pages, strings_in([module])) == ["task", "public"]
