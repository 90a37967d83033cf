"""Every rule that can say no, in words: what several words of the pages share, and what each says of its own."""

from gedragen.pages.arriving import words as arriving
from gedragen.pages.children import words as children
from gedragen.pages.closed_time import words as closed_time
from gedragen.pages.declaring import words as declaring
from gedragen.pages.documents import words as documents
from gedragen.pages.doing import words as doing
from gedragen.pages.ending import words as ending
from gedragen.pages.frame_test import words as frame_test
from gedragen.pages.frames import words as frames
from gedragen.pages.guiding import words as guiding
from gedragen.pages.house.rules import SHARED, Sentences
from gedragen.pages.people import words as people
from gedragen.pages.plan import words as plan
from gedragen.pages.preparing import words as preparing
from gedragen.pages.rounds import words as rounds
from gedragen.pages.sharing import words as sharing
from gedragen.pages.starting import words as starting

WORDS = (
    arriving,
    children,
    closed_time,
    declaring,
    documents,
    doing,
    ending,
    frame_test,
    frames,
    guiding,
    people,
    plan,
    preparing,
    rounds,
    sharing,
    starting,
)
TOLD: tuple[Sentences, ...] = (SHARED, *(word.RULES for word in WORDS))
RULES: Sentences = {code: sentence for told in TOLD for code, sentence in told.items()}
