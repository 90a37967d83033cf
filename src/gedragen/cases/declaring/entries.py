"""What the journal tells of what an approach asks people to declare, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

DECLARED = Kind("declared", Topic.DECLARATIONS, public="declaration whole")
DECLARATION_WITHDRAWN = Kind("declaration-withdrawn", Topic.DECLARATIONS, public="declaration")
