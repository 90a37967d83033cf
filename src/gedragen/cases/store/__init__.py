"""What is kept of a case: words, photos and their keys, the journal, and what was erased."""
