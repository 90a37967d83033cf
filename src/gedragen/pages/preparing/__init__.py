"""Information, questions, other views, and whoever stands beside somebody."""
