"""A code in its words: `{{ frame.kind|in_words }}`. Every mapping of words.py is found by the type of the code."""

from enum import Enum

from django import template

from gedragen.pages.house import words

register = template.Library()

_TABLES = (
    words.PHASE,
    words.LEVEL,
    words.RUNG,
    words.FRAME_KIND,
    words.FOOTING_TOLD,
    words.SILENCE,
    words.ROLE,
    words.ANSWER,
    words.OUTCOME,
    words.ITEM_STATE,
    words.STANDING,
    words.VERDICT,
    words.TEST_RESULT,
    words.TASK_STATE,
    words.GOING,
    words.ENDING,
)
_BY_TYPE = {type(next(iter(table))): table for table in _TABLES}


@register.filter
def in_words(code: Enum) -> str:
    """What this code is called on a screen; of a choice with more lines only the first."""
    return str(_BY_TYPE[type(code)][code]).partition("\n")[0]  # type: ignore[index]
