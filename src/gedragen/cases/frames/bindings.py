"""How the entries of what others say about a frame belong to their rows."""

from gedragen.cases.frames.entries import FRAME_QUESTION_ANSWERED, FRAME_QUESTIONED, FRAME_REMARKED, FRAME_TOUCHES
from gedragen.cases.models import FrameNote, FrameQuestion
from gedragen.cases.store.bindings import Binding, Says, telling

NOTES = Binding(
    what="Note on limit {}, version {}, about item {}",
    kinds=(FRAME_TOUCHES, FRAME_REMARKED),
    tell=telling(
        ("frame", "version", "item"),
        {FRAME_TOUCHES: Says({"because": "words"}), FRAME_REMARKED: Says.same("words")},
    ),
    rows=lambda case_id: (
        FrameNote.objects.filter(frame__case=case_id).order_by("id").select_related("frame", "item", "words")
    ),
    key=lambda note: (note.frame.number, note.frame.version, note.item.number if note.item is not None else None),
)
QUESTIONS = Binding(
    what="Question {} about a limit",
    kinds=(FRAME_QUESTIONED, FRAME_QUESTION_ANSWERED),
    tell=telling(
        ("question",),
        {
            FRAME_QUESTIONED: Says.same("words", values=("frame",)),
            FRAME_QUESTION_ANSWERED: Says({"words": "answer"}, ("frame", "reply")),
        },
    ),
    rows=lambda case_id: (
        FrameQuestion.objects.filter(case=case_id).order_by("number").select_related("words", "answer")
    ),
    key=lambda question: (question.number,),
    values={"frame": lambda question: question.frame, "reply": lambda question: question.reply or None},
)
BINDINGS = (NOTES, QUESTIONS)
