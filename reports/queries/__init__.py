"""Reads behind the documents: what they say now, who issues them, what was published."""
