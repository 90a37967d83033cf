"""What somebody who must work by the plan reads of it."""
