"""The same queries as files and JSON: exports."""
