"""Addresses for what a family needs: what the main person chooses, being among themselves, who speaks for whom."""

from django.urls import URLPattern, path

from gedragen.pages.closed_time import closed_time, drafts
from gedragen.pages.doing import early_endings
from gedragen.pages.people import choosing, naming
from gedragen.pages.plan import arrangements
from gedragen.pages.preparing import advocacy
from gedragen.pages.starting import footing

S = "situatie/<slug:address>/"
AMONG = f"{S}onder-elkaar/"

family: list[URLPattern] = [
    # What the main person chooses, and on which footing people are here
    path(f"{S}overzicht/aanleiding/", footing.footing_page, name="footing"),
    path(f"{S}alleen-de-wet/", footing.only_the_law_page, name="only_the_law"),
    path(f"{S}liever-iemand-anders/", choosing.refuse_facilitator_page, name="refuse_facilitator"),
    path(f"{S}plek/", choosing.place_page, name="place"),
    path(f"{S}wie-beslist/", choosing.who_decides_page, name="who_decides"),
    path(f"{S}genoemd/<number:number>/", naming.decide_nomination_page, name="decide_nomination"),
    # Among yourselves
    path(AMONG, closed_time.closed_time_page, name="closed_time"),
    path(f"{AMONG}aankondigen/", closed_time.announce_page, name="announce"),
    path(f"{AMONG}<number:room>/", closed_time.closed_time_page, name="closed_time_earlier"),
    path(f"{AMONG}<number:room>/nieuw/", drafts.draft_new_page, name="draft_new"),
    path(f"{AMONG}<number:room>/klaar/", closed_time.come_out_page, name="come_out"),
    path(f"{AMONG}<number:room>/naar-buiten/", closed_time.bring_out_page, name="bring_out"),
    path(f"{AMONG}<number:room>/<number:number>/", drafts.draft_page, name="draft"),
    path(f"{AMONG}<number:room>/<number:number>/weg/", drafts.draft_remove_page, name="draft_remove"),
    path(f"{S}foto/<number:number>/", drafts.photo_page, name="photo"),
    # What belongs to the plan
    path(f"{S}wat-nodig-is/", arrangements.resources_page, name="resources"),
    path(f"{S}wie-kijkt-mee/", arrangements.who_checks_page, name="who_checks"),
    # Beside somebody
    path(f"{S}naast/stem/", advocacy.speak_for_page, name="speak_for"),
    path(f"{S}naast/andere-kant/", advocacy.bring_view_for_page, name="bring_view_for"),
    path(f"{S}naast/onderdeel/<number:number>/", advocacy.object_for_page, name="object_for"),
    # Ended before people met
    path(f"{S}overzicht/eigen-plan/", early_endings.own_plan_page, name="own_plan"),
    path(f"{S}overzicht/stoppen/", early_endings.stop_page, name="stop"),
]
