"""What changes here, by the one door."""
