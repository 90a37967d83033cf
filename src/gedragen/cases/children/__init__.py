"""Children: what they say is written down, answered, and told to them before a round closes."""
