"""What to ask: the bank of questions, and the plan for one talk."""
