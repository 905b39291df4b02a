"""What goes wrong between us and Discord, each against the real library."""
