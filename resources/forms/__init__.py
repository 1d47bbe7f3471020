"""What is typed, parsed and validated; forms decide nothing."""
