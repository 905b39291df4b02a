"""Discord: what is sent there, and what comes from there."""
