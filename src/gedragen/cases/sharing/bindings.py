"""How the entries of sharing the plan belong to what holds for each seat."""

from gedragen.cases.models import PlanShare
from gedragen.cases.sharing.entries import PLAN_SHARED
from gedragen.cases.store.bindings import Binding, Says, telling

BINDINGS = (
    Binding(
        what="What seat {} reads of the plan",
        kinds=(PLAN_SHARED,),
        tell=telling(("seat",), {PLAN_SHARED: Says(values=("reach", "asked", "asked_by"))}),
        rows=lambda case_id: (
            PlanShare.objects.filter(case=case_id).order_by("seat__number").select_related("seat", "asked_by")
        ),
        key=lambda share: (share.seat.number,),
        values={
            "reach": lambda share: share.reach,
            "asked": lambda share: share.asked,
            "asked_by": lambda share: share.asked_by.number if share.asked_by is not None else None,
        },
    ),
)
