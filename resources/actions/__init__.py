"""The only gates through which units' resources change. Each is atomic, asks `permissions`, and is recorded."""
