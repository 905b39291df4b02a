"""A talk to rehearse with: somebody made up answers, and afterwards there is a word."""
