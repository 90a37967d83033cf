"""How a test says that something is refused."""

import re
from contextlib import AbstractContextManager

import pytest

from gedragen.access.doing import Denied
from gedragen.method.broken import RuleBroken


def breaks(code: str) -> AbstractContextManager[object]:
    """A rule of the method refuses the block, with exactly this code."""
    return pytest.raises(RuleBroken, match=f"^{re.escape(code)}$")


def denied(reason: str) -> AbstractContextManager[object]:
    """The table of who may do what refuses the block, for exactly this reason."""
    return pytest.raises(Denied, match=f"^{re.escape(reason)}$")
