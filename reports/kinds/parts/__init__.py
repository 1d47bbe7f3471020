"""What several kinds of documents tell in the same way."""
