"""What every page stands in: the frame, forms, showing, refusing, and who visits."""
