"""How a rule says no: a code that the pages turn into a sentence."""


class RuleBroken(Exception):
    """A rule of the method refuses this. `code` is stable; `details` fill in the sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def require(text: str, code: str) -> str:
    """The text without surrounding space. Raises RuleBroken(code) when nothing is left."""
    kept = text.strip()
    if not kept:
        raise RuleBroken(code)
    return kept
