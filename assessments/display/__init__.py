"""What was read, said: words, formatted numbers, addresses, drawings."""
