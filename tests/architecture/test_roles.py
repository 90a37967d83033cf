"""Pages ask what somebody may do or is here for, never as which role: the table of access alone goes by roles."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from gedragen.access.doing import Role
from tests.architecture.tree import PACKAGE, Source, sources

# The few places that do speak of a role, each with its reason.
EXCEPTIONS: Mapping[str, str] = {
    "pages/house/words.py": "what each role is called on a screen",
    "pages/people/words.py": "what each role may do",
    "pages/journal/words.py": "what each role is called in the journal, and that the clock is nobody",
    "pages/people/inviting.py": "the form in which the facilitator chooses as what somebody is invited",
}

ROLES = "|".join(role.value for role in Role)
# A tag that decides by a role: `{% if me.role == … %}`, or by the name of one: `{% if who == "advocate" %}`.
DECIDES = re.compile(rf"{{%\s*(?:if|elif|include|with)\b[^%]*?(?:\.role\b(?!\|)|==\s*[\"'](?:{ROLES})[\"'])[^%]*%}}")


def templates() -> list[Source]:
    found = sorted((PACKAGE / "pages" / "templates").rglob("*.html"))
    return [Source(str(path.relative_to(PACKAGE)), path.read_text()) for path in found]


def roles_in(files: Iterable[Source]) -> list[str]:
    """Each place in a page that goes by the name of a role."""
    return [
        f"{source.path}:{line} goes by a role"
        for source in files
        if source.path.startswith("pages/")
        for line in sorted(set(_in_code(source) if source.path.endswith(".py") else _in_template(source)))
    ]


def _in_template(source: Source) -> Iterator[int]:
    for hit in DECIDES.finditer(source.text):
        yield source.text.count("\n", 0, hit.start()) + 1


def _in_code(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.expr | ast.Match) and _goes_by_a_role(node):
            yield node.lineno


def _goes_by_a_role(node: ast.expr | ast.Match) -> bool:
    """`Role.GUIDES` in any use, and anything's `role` where something is compared or matched."""
    match node:
        case ast.Attribute(value=ast.Name(id="Role")):
            return True
        case ast.Compare(left, _, others):
            return any(map(_is_a_role, (left, *others)))
        case ast.Match(subject):
            return _is_a_role(subject)
    return False


def _is_a_role(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr.endswith("role") for part in ast.walk(node))


def test_no_page_goes_by_a_role() -> None:
    places = roles_in([*sources(), *templates()])
    assert [place for place in places if place.partition(":")[0] not in EXCEPTIONS] == []


def test_every_exception_is_needed() -> None:
    places = {place.partition(":")[0] for place in roles_in([*sources(), *templates()])}
    assert places >= set(EXCEPTIONS)


def test_a_page_that_goes_by_a_role_is_seen() -> None:
    code = '"""A page."""\n{line}\n'
    for line in (
        "guides = me.role is Role.FACILITATOR",
        'guides = me.role == "facilitator"',
        "compared = one.role in COMPARED",
        "after = NEXT.get(me.role, Role.CLOCK)",
        "match me.role:\n    case _: pass",
    ):
        assert roles_in([Source("pages/planted.py", code.format(line=line))]) == ["pages/planted.py:2 goes by a role"]
    for line in (
        '{% if head.me.role == "facilitator" %}',
        "{% if a and one.role != x %}",
        "{% elif who == 'advocate' %}",
        "{% with role=head.me.role %}",
    ):
        assert roles_in([Source("pages/a.html", line)]) == ["pages/a.html:1 goes by a role"]


def test_the_name_of_a_role_may_be_shown() -> None:
    shown = Source("pages/a.html", '<ul class="rows" role="list">{{ head.me.role|in_words }}{% if head.me.guides %}')
    named = Source("pages/a.py", '"""A page."""\nname = str(ROLE[person.role])\n')
    asked = Source("cases/a.py", '"""A command."""\nx = seat.role == Role.FACILITATOR\n')
    assert roles_in([shown, named, asked]) == []
