"""While pages are served: who is connected, who uses the database, whether the clock is right."""
