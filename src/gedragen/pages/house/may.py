"""A page for one act is not even shown to those who may not do it: the table of access says no, and why."""

from gedragen.access.doing import Action, Denied, Standing, refusal
from gedragen.cases.state.head import CaseHead


def must(head: CaseHead, *actions: Action) -> None:
    """Raises Denied with the reason of the first of `actions` when this seat may do none of them now."""
    if not head.can.isdisjoint(actions):
        return
    if head.me is None:
        raise Denied("come-in-first")
    who = Standing(
        role=head.me.role,
        decides=head.me.decides,
        is_main_person=head.me.is_main_person,
        has_mandate=head.me.has_mandate,
        has_joined=head.me.has_joined,
    )
    raise Denied(refusal(actions[0], who, head.phase, closed=head.is_closed) or "not-in-this-phase")
