"""Units' resources in words and in the shape that templates and drawings take."""
