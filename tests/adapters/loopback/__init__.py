"""What the platforms that run inside tests have in common."""
