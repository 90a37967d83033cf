"""What is started once for a test run, and is gone with it."""
