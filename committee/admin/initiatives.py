"""Administration of initiatives."""
