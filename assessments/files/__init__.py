"""Stored bytes: what they are, whether they are clean, and how they are handed out in parts."""
