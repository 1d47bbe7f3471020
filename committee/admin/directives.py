"""Administration of directives."""
