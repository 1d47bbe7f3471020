"""What is typed about official documents."""
