"""Words and rows for the pages of official documents."""
