"""Dates in words, business days, and the clock on the wall."""
