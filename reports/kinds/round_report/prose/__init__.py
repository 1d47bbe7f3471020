"""The words that the data propose, chapter by chapter: pure functions of the facts, with references to figures."""
