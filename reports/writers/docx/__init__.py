"""The parts of a DOCX: how its styles look, its pages, its blocks."""
