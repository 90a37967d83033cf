"""How the entries of answers to a child belong to their rows."""

from gedragen.cases.children.entries import CHILD_ANSWERED, CHILD_TOLD
from gedragen.cases.models import ChildAnswer
from gedragen.cases.store.bindings import Binding, Says, telling

BINDINGS = (
    Binding(
        what="Answer {} to a child",
        kinds=(CHILD_ANSWERED, CHILD_TOLD),
        tell=telling(
            ("answer",),
            {
                CHILD_ANSWERED: Says.same("words", values=("item",)),
                CHILD_TOLD: Says(sets={"is_told": True}),
            },
        ),
        rows=lambda case_id: (
            ChildAnswer.objects.filter(case=case_id).order_by("number").select_related("words", "item")
        ),
        key=lambda answer: (answer.number,),
        values={
            "item": lambda answer: answer.item.number if answer.item is not None else None,
            "is_told": lambda answer: answer.told_at is not None,
        },
    ),
)
