"""Mail read from the journal: who hears what, and whether it went out."""
