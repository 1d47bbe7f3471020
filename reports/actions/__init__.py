"""What may be done with official documents. The only gate for views, admin and commands alike."""
