"""The sentences of an approach in a running case: other Dutch for the same rules, and everybody hears which."""

from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.change import change_case
from gedragen.cases.store.constitutions import keep_newest, other_wording
from gedragen.cases.store.journal import Kind
from gedragen.method.broken import RuleBroken


def change_wording(case_id: int, read: str, *, by: int, at: datetime, once: str = "") -> None:
    """Go on under the newest text of the approach, as far as it differs in its Dutch only.

    `read`: the digest of the text whose sentences were read.
    """
    with change_case(case_id, Action.CHANGE_WORDING, by=by, at=at, once=once) as change:
        case = change.case
        wording = other_wording(case.approach_key, str(case.constitution_id))
        if wording is None:
            raise RuleBroken("no-other-wording")
        if wording.digest != read:
            raise RuleBroken("text-has-changed")
        was, case.constitution = case.constitution_id, keep_newest(case.approach_key, at=at)
        case.save(update_fields=["constitution"])
        change.record(
            Kind.WORDING_CHANGED,
            approach=case.approach_key,
            constitution=case.constitution_id,
            was=was,
            sentences=[[one.was, one.becomes] for one in wording.sentences],
        )
