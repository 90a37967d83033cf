"""A page for one act is not even shown to those who may not do it: the table of access says no, and why."""

from gedragen.access.doing import ROOM_IS_SHUT, Action, Denied
from gedragen.cases.state.head import CaseHead


def check_may(head: CaseHead, *actions: Action) -> None:
    """Raises Denied with the reason of the first of `actions` when this seat may do none of them now."""
    if head.can.isdisjoint(actions):
        reason = head.refusal(actions[0]) or "not-in-this-phase"
        raise Denied(reason, head.where_open(actions[0]) if reason == ROOM_IS_SHUT else ())
