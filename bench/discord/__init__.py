"""Discord, which is played by this process; who talks to it is a process of its own.

A module that is run as a process imports no more than what it measures.
"""
