"""The four phases told in full: what happens there, and since when."""

from django.utils.translation import gettext

from gedragen.cases.state.head import CaseHead
from gedragen.method.phases import ROAD
from gedragen.pages.home.stage import stage_name
from gedragen.pages.house.case_page import road
from gedragen.pages.house.words import PHASE_TEXT
from gedragen.pages.templatetags.say import bare_day


def road_steps(head: CaseHead) -> list[dict[str, object]]:
    """As parts/road_full.html draws them."""
    steps = []
    for phase, step in zip(ROAD, road(head), strict=True):
        began = head.dates.get(phase)
        when = gettext("Since %(day)s") % {"day": bare_day(began)} if began else ""
        stage = stage_name(head) if step["state"] == "now" else ""
        steps.append({**step, "text": PHASE_TEXT[phase], "when": when, "stage": stage})
    return steps
