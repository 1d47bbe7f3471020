"""Administration of guidance."""
