"""What every word says of how its entries belong to its rows, put together; and the kinds that tell of no row."""

from gedragen.cases.audit import case
from gedragen.cases.children import bindings as children
from gedragen.cases.closed_time import bindings as closed_time
from gedragen.cases.declaring import bindings as declaring
from gedragen.cases.documents import bindings as documents
from gedragen.cases.doing import bindings as doing
from gedragen.cases.ending import bindings as ending
from gedragen.cases.frame_test import bindings as frame_test
from gedragen.cases.frames import bindings as about_frames
from gedragen.cases.people import bindings as people
from gedragen.cases.preparing import bindings as preparing
from gedragen.cases.rounds import bindings as rounds
from gedragen.cases.sharing import bindings as sharing
from gedragen.cases.starting import bindings as starting
from gedragen.cases.state import frames, plan_state
from gedragen.cases.store.bindings import Binding

WORDS = (
    case,
    starting,
    people,
    declaring,
    frames,
    about_frames,
    plan_state,
    preparing,
    children,
    closed_time,
    documents,
    rounds,
    frame_test,
    doing,
    ending,
    sharing,
)
BINDINGS: tuple[Binding, ...] = tuple(one for word in WORDS for one in word.BINDINGS)
# Record, and no row says it again in a way that could be held against it. None of them tells a digest.
NOT_BOUND = {
    "room-emptied": "accounts for what was erased",
    "answer-recorded": "what was written down is an answer of a round, which is told by its root",
    "own-acts-sealed": "held against the leaves",
    "task-active": "counted when a yes to a task is sealed",
    "voice-given": "recorded by nothing yet",
    "contribution-answered": "recorded by nothing yet",
    "difference-accepted": "follows from the round that passed the text, which is told before it",
    "invitations-stopped": "who still waited on a list is there no more",
    "seat-joined": "of earlier journals: joining is sealed",
    "seat-declined": "of earlier journals: declining is sealed",
    "access-renewed": "a way in is replaced by the next",
    "je-chosen": "je or u is of the seat, and the next choice takes its place",
    "age-corrected": "which age is told to nobody",
    "age-doubted": "who guides looks, and then it is gone",
    "told-shared": "a yes of who told it, which the next takes back or gives",
    "card-lost": "a way in is replaced by the next",
    "card-made": "a way in is replaced by the next",
    "card-confirmed": "a way in is replaced by the next",
    "card-heard": "a way in is replaced by the next",
    "card-refused": "a way in is replaced by the next",
    "nomination-settled": "its state changes with what is done next, which is told by nobody's name",
    "nomination-discussed": "its state changes with what is done next, which is told by nobody's name",
    "nomination-decided": "which way is told to nobody",
}
