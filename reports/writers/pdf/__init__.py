"""The parts of writing PDF: what a document is as data, and the press that sets it."""
