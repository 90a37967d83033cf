"""The ways into a case, and the list of cases."""
