"""The pages that join the apps, one file a page."""
