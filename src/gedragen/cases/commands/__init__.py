"""Everything that can be done in a case, one file per feature."""
