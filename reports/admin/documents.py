"""Administration of documents and their seals: looked at, never changed."""
