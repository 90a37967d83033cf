"""Every rule that can say no has one sentence, in the word that it belongs to or in what words share."""

import ast
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from django.utils import translation

from gedragen.method.broken import RuleBroken
from gedragen.pages.house.rules import SHARED, field_of, sentence_of, when_empty
from gedragen.pages.rules import RULES, TOLD, WORDS
from tests.architecture.tree import PACKAGE, sources

# Where a rule says no by its code, or is asked what it would say.
SPEAKERS = {"RuleBroken": 0, "require": 1, "not_now": 1, "when_empty": 0}
# The clock alone hears this, when others sealed just before it.
UNHEARD = {"nothing-to-seal"}


def codes() -> Iterator[tuple[str, str]]:
    """Each code that is said in the source, with where."""
    for source in sources():
        for call in source.calls():
            place = SPEAKERS.get(call.func.id, -1) if isinstance(call.func, ast.Name) else -1
            if 0 <= place < len(call.args):
                given = call.args[place]
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value, f"{source.path}:{call.lineno}"


def texts() -> set[str]:
    """Every text in the source, but for the sentences themselves."""
    tables = {"pages/house/rules.py", *(f"pages/{word.__name__.split('.')[-2]}/words.py" for word in WORDS)}
    return {
        node.value
        for source in sources()
        if source.path not in tables
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_rule_that_says_no_has_its_sentence() -> None:
    assert len(list(codes())) > 150
    assert [f"{where}: {code}" for code, where in codes() if code not in {*RULES, *UNHEARD}] == []


def test_no_rule_is_told_twice() -> None:
    assert [code for code, times in Counter(code for told in TOLD for code in told).items() if times > 1] == []


def test_no_sentence_is_left_without_its_rule() -> None:
    assert set(RULES) - texts() == set()


def test_every_word_with_rules_is_heard() -> None:
    """A `words` with rules that nobody put together would leave a form speechless."""
    words = (PACKAGE / "pages").glob("*/words.py")
    with_rules = {path.parent.name for path in words if "\nRULES: Sentences = {" in path.read_text()}
    assert {word.__name__.split(".")[-2] for word in WORDS} == with_rules


def test_what_words_share_is_no_rule_of_one_alone() -> None:
    """Each shared sentence is said below the cases of one word, or in two of them."""
    told: dict[str, set[str]] = {code: set() for code in SHARED}
    for code, where in codes():
        if code in told:
            layer, word = where.split("/")[:2]
            told[code].add("below" if layer == "cases" and word in ("store", "engine") else word)
    assert [code for code, words in told.items() if len(words) < 2 and words != {"below"}] == []


def test_a_rule_is_said_with_its_numbers_and_beside_its_field() -> None:
    import_module("gedragen.pages.urls")
    with translation.override("en"):
        said = sentence_of(RuleBroken("promise-needs-term", longest=90))
        assert said == "Choose a number of days from 1 to 90."
        assert str(when_empty("needs-name")["required"]) == str(RULES["needs-name"].text)
    assert (field_of("promise-needs-term"), field_of("nothing-changed")) == ("answer_days", None)
