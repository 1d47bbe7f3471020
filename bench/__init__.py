"""`make bench`: what each page costs, as a ratio to a view that only reads the session and its user."""
