"""Reads across the committee's business and what it is about, one file a noun."""
