"""What the journal tells of the plan, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

ITEM_WRITTEN = Kind("item-written", Topic.ITEMS, public="item version closing by_decider title what why when because")
ITEM_CHANGED = Kind("item-changed", Topic.ITEMS, public="item version closing by_decider title what why when because")
ITEM_DROPPED = Kind("item-dropped", Topic.ITEMS, public="item")
