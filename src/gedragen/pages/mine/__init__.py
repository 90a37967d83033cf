"""My answers, my data, forgetting me."""
