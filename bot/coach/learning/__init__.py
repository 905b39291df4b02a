"""From what was heard in many talks to what a student can say, ask and hand in."""
