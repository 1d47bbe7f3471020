"""The documents of recognition: what is submitted, and what goes onto the certificate."""
