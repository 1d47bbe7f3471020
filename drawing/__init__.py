"""Numbers in, accessible SVG out: the same drawing for the screen, the PDF and the DOCX.

A leaf without Django and without a language of its own. Every word, number format and link
comes in from the caller; every drawing comes back as a `drawing.figure.Drawing`.
"""
