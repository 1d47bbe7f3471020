"""Reads that join the apps, one file a page. They read stored columns only and give frozen dataclasses back."""
