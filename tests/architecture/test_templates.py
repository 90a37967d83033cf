"""A template is read from top to bottom: no line runs off the screen, no page is in two files without need."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import PACKAGE, TOP

MOST_SIGNS = 160
ENDS = {".html", ".txt"}


def long_lines(top: Path) -> list[str]:
    """Each line of a template below `top` that is too long, with how long."""
    return [
        f"{path.relative_to(top)}:{number} has {len(line)} signs"
        for folder in sorted(top.rglob("templates"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in ENDS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MOST_SIGNS
    ]


def test_no_line_of_a_template_is_too_long() -> None:
    assert (PACKAGE / "pages/templates/shell.html").exists()
    assert long_lines(TOP / "src") == []


def test_a_line_that_is_too_long_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "pages/templates/plan"
    folder.mkdir(parents=True)
    (folder / "plan.html").write_text("é" * 160 + "\n" + "é" * 161, encoding="utf-8")
    (folder / "plan.svg").write_text("e" * 500, encoding="utf-8")
    assert long_lines(tmp_path) == ["pages/templates/plan/plan.html:2 has 161 signs"]


PARTS = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
TARGETS = re.compile(r"hx-target=[\"']#([\w-]+)[\"']")
ROOT = re.compile(r"<\w+ id=[\"']([\w-]+)[\"']")


def parts_without_need(top: Path) -> Iterator[str]:
    """A part beside its own page that nobody asks for alone, and a part that no template shows.

    `_item.html` beside `item.html` is what htmx gets alone: somewhere a form puts it in place of its root element.
    """
    texts = {str(path.relative_to(top)): path.read_text(encoding="utf-8") for path in sorted(top.rglob("*.html"))}
    targets = {target for text in texts.values() for target in TARGETS.findall(text)}
    shown = {part for text in texts.values() for part in PARTS.findall(text)}
    for name, text in texts.items():
        folder, _, last = name.rpartition("/")
        root = ROOT.search(text)
        if not last.startswith("_"):
            continue
        if f"{folder}/{last[1:]}" in texts and not (root and root[1] in targets):
            yield f"{name} is never asked for alone: its page can hold it"
        if name not in shown:
            yield f"{name} is shown nowhere"


def test_a_part_of_its_own_is_asked_for_alone() -> None:
    assert list(parts_without_need(PACKAGE / "pages/templates")) == []


def test_a_part_without_need_is_seen(tmp_path: Path) -> None:
    for name, text in {
        "item/item.html": '{% include "item/_item.html" %}{% include "item/_line.html" %}',
        "item/_item.html": '<section id="item"><form hx-target="#item"></form></section>',
        "item/_line.html": "<p></p>",
        "task/task.html": '{% include "task/_task.html" %}',
        "task/_task.html": '<section id="task"></section>',
        "task/_old.html": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(parts_without_need(tmp_path)) == [
        "task/_old.html is shown nowhere",
        "task/_task.html is never asked for alone: its page can hold it",
    ]
