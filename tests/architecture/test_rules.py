"""The house keeps its rules, and each rule was seen to go red on something planted."""

import re
from collections.abc import Callable, Iterable

import pytest

from tests.architecture import rules
from tests.architecture.tree import Source, sources

Rule = Callable[[Iterable[Source]], list[str]]

LONG = '"""A file."""\n' + "x = 1\n" * 400
FUNCTION = '"""A file."""\ndef f():\n' + "    x = 1\n" * 50
VIEW = '"""A file."""\ndef round_page(request):\n' + "    x = 1\n" * 20
PARTICIPLE = '"""A file."""\ndef f():\n    found = 1\n    x = 2\n    x = 3\n    x = 4\n    return found\n'
CHECK = '"""A file."""\ndef _check_due(round_):\n    round_.save()\n'
COMMAND = '"""A file."""\ndef close(case_id, by, at):\n    with change_case(case_id):\n        pass\n'

PLANTED: list[tuple[Rule, str, str]] = [
    (rules.long_files, "method/planted.py", LONG),
    (rules.long_functions, "method/planted.py", FUNCTION),
    (rules.long_views, "pages/planted.py", VIEW),
    (rules.empty_names, "method/utils.py", '"""A file."""\n'),
    (rules.empty_names, "method/planted.py", '"""A file."""\nclass RoundManager: ...\n'),
    (rules.reaching_participles, "method/planted.py", PARTICIPLE),
    (rules.own_base_classes, "method/planted.py", '"""A file."""\nclass A: ...\nclass B(A): ...\n'),
    (rules.missing_first_lines, "method/planted.py", "x = 1\n"),
    (rules.writes_outside_commands, "cases/plan/queries/planted.py", '"""A file."""\nCase.objects.create(name="x")\n'),
    (rules.writes_outside_commands, "cases/plan/queries/planted.py", '"""A file."""\ncases.update(name="x")\n'),
    (rules.writes_outside_commands, "pages/planted.py", '"""A file."""\ncase.delete()\n'),
    (rules.checks_that_write, "cases/plan/commands.py", CHECK),
    (rules.checks_that_write, "cases/plan/commands.py", CHECK.replace("round_.save()", 'change.record("x")')),
    (rules.doors_opened_by_hand, "cases/plan/commands.py", COMMAND),
]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert rule(sources()) == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_the_rule_sees_what_was_planted(rule: Rule, path: str, text: str) -> None:
    assert len(rule([Source(path, text)])) == 1


def test_every_rule_was_seen_to_go_red() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(rules.RULES)


def test_the_list_of_names_that_still_reach_gets_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = rules.STILL_REACHING
    monkeypatch.setattr(rules, "STILL_REACHING", set())
    places = [place.partition(": ")[0] for place in rules.reaching_participles(sources())]
    assert {re.sub(r":\d+", "", place) for place in places} == listed


def test_a_participle_may_reach_three_lines() -> None:
    near = Source("method/planted.py", PARTICIPLE.replace("    x = 2\n", ""))
    assert rules.reaching_participles([near]) == []


def test_a_dictionary_may_be_updated() -> None:
    quiet = Source("cases/plan/queries/planted.py", '"""A file."""\nfound.update(other)\nseen.update({1: 2})\n')
    assert rules.writes_outside_commands([quiet]) == []
