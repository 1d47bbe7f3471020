"""Views, one file a noun."""
