"""A fair bundle of measures inside a money frame: the Method of Equal Shares for approval ballots."""
