"""Tests of Discord, with discord.py loaded once.

Before Python 3.13 it imports audioop, which is deprecated: a warning that is no fault
of ours, in a project where warnings are errors.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord as discord
