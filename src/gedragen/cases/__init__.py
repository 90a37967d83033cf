"""The tables, the journal, and the only code that changes a case."""
