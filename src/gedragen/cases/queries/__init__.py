"""Everything that can be asked of a case, one file per feature. Answers are frozen and already cut to the viewer."""
