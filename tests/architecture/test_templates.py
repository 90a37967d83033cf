"""A template is read from top to bottom: no line runs off the screen."""

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
    assert (PACKAGE / "pages/templates/frame.html").exists()
    assert long_lines(TOP / "src") == []


def test_a_line_that_is_too_long_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "pages/templates/plan"
    folder.mkdir(parents=True)
    (folder / "plan.html").write_text("é" * 160 + "\n" + "é" * 161, encoding="utf-8")
    (folder / "plan.svg").write_text("e" * 500, encoding="utf-8")
    assert long_lines(tmp_path) == ["pages/templates/plan/plan.html:2 has 161 signs"]
