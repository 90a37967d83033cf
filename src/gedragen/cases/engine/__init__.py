"""How a case changes and is read: the one door, the record, and what somebody may see of it."""
