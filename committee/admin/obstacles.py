"""Administration of obstacles."""
