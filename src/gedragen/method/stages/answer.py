"""Whose an answer is. Who guides has no stake in what people decide, so they say how it goes, or pass it on."""

from dataclasses import dataclass

from gedragen.method.broken import RuleBroken
from gedragen.method.texts import is_blank


@dataclass(frozen=True)
class Informed:
    """An answer to a question, trimmed. `source`: from whom it was heard. `about_process`: how deciding goes itself."""

    text: str
    is_unknown: bool = False
    about_process: bool = False
    source: str = ""


def checked_information(answer: Informed, *, by_guide: bool) -> Informed:
    """Raises RuleBroken when nothing is said, and when who guides says whose it is in no way, or in both."""
    text, source = answer.text.strip(), answer.source.strip()
    if not answer.is_unknown and is_blank(text):
        raise RuleBroken("answer-needs-text")
    if not by_guide:
        return Informed(text, answer.is_unknown)
    if answer.is_unknown:
        return Informed(text, is_unknown=True)
    if answer.about_process == (not is_blank(source)):
        raise RuleBroken("guide-passes-on")
    return Informed(text, about_process=answer.about_process, source=source)
