"""How a rule says no: a code that the pages turn into a sentence."""

from gedragen.method.texts import is_blank


class RuleBroken(Exception):
    """A rule of the method refuses this. `code` is stable; `details` fill in the sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def require(text: str, code: str) -> str:
    """The text without surrounding space. Raises RuleBroken(code) when there is nothing to see in it."""
    if is_blank(text):
        raise RuleBroken(code)
    return text.strip()
