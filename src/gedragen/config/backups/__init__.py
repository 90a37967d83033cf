"""Backup and restore: the data, the keys, and what was erased since."""
