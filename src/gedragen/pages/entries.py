"""Every entry of a journal in words: put together from what each word of the pages says of its own."""

from gedragen.pages.children import words as children
from gedragen.pages.closed_time import words as closed_time
from gedragen.pages.declaring import words as declaring
from gedragen.pages.documents import words as documents
from gedragen.pages.doing import words as doing
from gedragen.pages.ending import words as ending
from gedragen.pages.frame_test import words as frame_test
from gedragen.pages.frames import words as frames
from gedragen.pages.house.words import Entries
from gedragen.pages.people import words as people
from gedragen.pages.plan import words as plan
from gedragen.pages.preparing import words as preparing
from gedragen.pages.rounds import words as rounds
from gedragen.pages.sharing import words as sharing
from gedragen.pages.starting import words as starting

WORDS = (
    children,
    closed_time,
    declaring,
    documents,
    doing,
    ending,
    frame_test,
    frames,
    people,
    plan,
    preparing,
    rounds,
    sharing,
    starting,
)
ENTRIES: Entries = {kind: sentence for word in WORDS for kind, sentence in word.ENTRIES.items()}
