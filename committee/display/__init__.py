"""The committee's business in words and in the shape that its templates take."""
