"""The addresses of all pages: English names for the code, Dutch paths for the reader."""

from gedragen.pages.urls.authority import authority
from gedragen.pages.urls.facilitator import facilitator
from gedragen.pages.urls.family import family
from gedragen.pages.urls.participant import participant
from gedragen.pages.urls.plan import plan

urlpatterns = [*participant, *plan, *authority, *facilitator, *family]
