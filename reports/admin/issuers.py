"""Administration of issuing bodies and the posts that sign for them."""
