"""The stages of a phase: which may come next, and what is open in each."""
