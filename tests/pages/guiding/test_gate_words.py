"""Every gate is a plain sentence with a link that leads somewhere."""

import ast
import inspect

import pytest

from gedragen.cases.guiding.queries import Gate
from gedragen.cases.state.head import case_head
from gedragen.method.constitution import gates
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.items import ItemState
from gedragen.method.opposition.sides import Lack
from gedragen.pages.guiding.words import GATES, gate_line
from tests.support.cast import Cast

WRITTEN = {
    str(call.args[0].value)
    for call in ast.walk(ast.parse(inspect.getsource(gates)))
    if isinstance(call, ast.Call)
    and isinstance(call.func, ast.Name)
    and call.func.id == "Missing"
    and isinstance(call.args[0], ast.Constant)
}
DECLARED = {gates.declared_code(kind) for kind in DeclarationKind}
# What a file declares of its own it says in its own words.
OWN = {"declaration"}
ITEMS = {
    f"item-{state.value.replace('_', '-')}" for state in ItemState if state not in (ItemState.PASSED, ItemState.DROPPED)
}


def test_every_gate_has_words_and_no_words_are_left_over() -> None:
    assert set(GATES) == (WRITTEN - OWN) | DECLARED | ITEMS | set(Lack)


@pytest.mark.parametrize("code", sorted(GATES))
def test_a_gate_says_what_it_is_about_and_where_it_is_mended(code: str, starting: Cast) -> None:
    head = case_head(starting.case, viewer=starting.ria)
    line = gate_line(Gate(code, 3, "100% <Jan>", starting.anna), head, 2)
    assert "%(" not in line.sentence + line.label + line.url
    assert line.url.startswith("/")
