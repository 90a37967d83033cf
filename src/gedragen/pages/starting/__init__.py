"""From a question to a case: taking it up, its level, approach and footing."""
