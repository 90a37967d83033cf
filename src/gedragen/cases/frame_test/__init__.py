"""The plan held against its frames, and the formal decision."""
