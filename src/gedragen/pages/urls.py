"""The addresses of all pages, word by word: English names for the code, Dutch paths for the reader.

Here the pages are put together, so here the house hears what their rules say.
"""

from django.urls import URLPattern

from gedragen.pages.arriving import urls as arriving
from gedragen.pages.closed_time import urls as closed_time
from gedragen.pages.declaring import urls as declaring
from gedragen.pages.documents import urls as documents
from gedragen.pages.doing import urls as doing
from gedragen.pages.frame_test import urls as frame_test
from gedragen.pages.frames import urls as frames
from gedragen.pages.guiding import urls as guiding
from gedragen.pages.home import urls as home
from gedragen.pages.house.rules import learn
from gedragen.pages.journal import urls as journal
from gedragen.pages.mine import urls as mine
from gedragen.pages.people import urls as people
from gedragen.pages.plan import urls as plan
from gedragen.pages.preparing import urls as preparing
from gedragen.pages.rounds import urls as rounds
from gedragen.pages.rules import RULES
from gedragen.pages.starting import urls as starting

WORDS = (
    arriving,
    closed_time,
    declaring,
    documents,
    doing,
    frame_test,
    frames,
    guiding,
    home,
    journal,
    mine,
    people,
    plan,
    preparing,
    rounds,
    starting,
)
urlpatterns: list[URLPattern] = [pattern for word in WORDS for pattern in word.urlpatterns]

learn(RULES)
