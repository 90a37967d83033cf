"""The plan held against its frames, the decision, and the process as the authority sees it."""
