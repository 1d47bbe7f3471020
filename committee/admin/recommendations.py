"""Administration of recommendations."""
