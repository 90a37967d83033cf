"""What every page stands in: the shell, forms, showing, refusing, and who visits."""
