"""Children: what somebody's age asks of the others, and when a worry of a child has its answer."""
