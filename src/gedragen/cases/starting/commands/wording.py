"""The sentences of an approach in a running case: other Dutch for the same rules, and everybody hears which."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.store.constitutions import keep_newest, other_wording
from gedragen.cases.store.entries import WORDING_CHANGED
from gedragen.method.broken import RuleBroken


@dataclass(frozen=True)
class ChangeWording:
    """Go on under the newest text of the approach, as far as it differs in its Dutch only.

    `read`: the digest of the text whose sentences were read.
    """

    read: str


@act(Action.CHANGE_WORDING)
def change_wording(change: Change, asked: ChangeWording) -> None:
    case = change.case
    wording = other_wording(case.approach_key, str(case.constitution_id))
    if wording is None:
        raise RuleBroken("no-other-wording")
    if wording.digest != asked.read:
        raise RuleBroken("text-has-changed")
    was, case.constitution = case.constitution_id, keep_newest(case.approach_key, at=change.at)
    case.save(update_fields=["constitution"])
    change.record(
        WORDING_CHANGED,
        approach=case.approach_key,
        constitution=case.constitution_id,
        was=was,
        sentences=[[one.was, one.becomes] for one in wording.sentences],
    )
