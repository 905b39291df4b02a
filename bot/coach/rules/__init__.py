"""What a coach looks at in a message, one module an idea."""
