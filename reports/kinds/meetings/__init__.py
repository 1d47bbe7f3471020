"""The documents of one meeting: its minutes, and the notice of what it concluded."""
