"""What the rows of a case amount to, worked out without changing them."""
