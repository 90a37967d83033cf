"""What the journal tells of people, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

FACILITATOR_REFUSED = Kind("facilitator-refused", Topic.CASE, Topic.SEATS, Topic.PEOPLE, Topic.DECLARATIONS)
PLACE_CHOSEN = Kind("place-chosen", Topic.CASE)
SEAT_INVITED = Kind("seat-invited", Topic.SEATS, Topic.PEOPLE, Topic.NOMINATIONS, public="role circle by_means")
INVITATIONS_BEGUN = Kind("invitations-begun", public="people")
SEATS_INVITED = Kind("seats-invited", Topic.SEATS, Topic.PEOPLE, Topic.NOMINATIONS, public="people mailed role circle")
ACCESS_RENEWED = Kind("access-renewed", Topic.SEATS, public="by_means")
CARD_LOST = Kind("card-lost", Topic.SEATS)
CARD_MADE = Kind("card-made", Topic.SEATS)
CARD_CONFIRMED = Kind("card-confirmed", Topic.SEATS)
CARD_HEARD = Kind("card-heard", Topic.SEATS)
CARD_REFUSED = Kind("card-refused", Topic.SEATS)
SOMEBODY_NAMED = Kind("somebody-named", Topic.NOMINATIONS)
NOMINATION_SETTLED = Kind("nomination-settled", Topic.NOMINATIONS)
NOMINATION_DISCUSSED = Kind("nomination-discussed", Topic.NOMINATIONS)
NOMINATION_DECIDED = Kind("nomination-decided", Topic.NOMINATIONS)
WHO_DECIDES_CHANGED = Kind("who-decides-changed", Topic.SEATS, Topic.PEOPLE, Topic.VIEWS, public="decides")
SIDE_SET = Kind("side-set", Topic.SEATS, Topic.PEOPLE, Topic.DECLARATIONS)
# Of whom, and no age: who guides reads that, whom it is about, and who stands beside them.
AGE_CORRECTED = Kind("age-corrected", Topic.SEATS, Topic.PEOPLE, Topic.AGES)
JE_CHOSEN = Kind("je-chosen", Topic.SEATS, Topic.PEOPLE)
AGE_DOUBTED = Kind("age-doubted", Topic.SEATS, Topic.AGES)
