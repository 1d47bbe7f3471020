"""The only gates through which the committee's business changes, one file a noun.

Each action is atomic, locks its row, asks `permissions`, and records an event in the stream of its subject.
"""
