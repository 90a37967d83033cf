"""What a how-to names is there: a page of docs that sends somebody to a file that moved is worse than none."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
GUIDES = [TOP / f"docs/how-to/add-{what}.md" for what in ("an-act", "a-page", "a-mail")]
# Where a path in a how-to may begin, and what stands for any word or name.
ROOTS = (TOP, TOP / "src/gedragen")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.stem))
def test_every_file_that_it_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = [name for name in re.findall(r"`((?:\w[\w-]*/)+[\w.-]+\.\w+)`", text) if not re.search("WORD|…", name)]
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    lost = [name for name in named if not any((root / name).exists() for root in ROOTS)]
    lost += [name for name in linked if not (guide.parent / name).exists()]
    assert named
    assert not lost
