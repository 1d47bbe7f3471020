"""Administration of meetings."""
